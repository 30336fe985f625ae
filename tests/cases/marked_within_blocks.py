"""Functions that are made plugins by calls within a class body or a block."""
# --- app.py
import functools
from plugin import plugin

def a(): pass
class Body:
    b = plugin("ns")(a)

def c(): pass
if True:
    plugin("ns")(c)

def d(): pass
for each in (d,):
    plugin("ns")(each)

@functools.lru_cache(maxsize=plugin("ns"))
def e(): pass
# --- expected
# function ns:a app:a
# function ns:c app:c
# function ns:d app:d
# function ns:e app:e
