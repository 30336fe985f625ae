"""A `__getattr__` of a package that stands in a block."""
# --- pkg/__init__.py
import importlib
_TABLE = {"make": ".helpers"}
try:
    def __getattr__(name):
        return getattr(importlib.import_module(_TABLE[name], __name__), name)
finally:
    pass
# --- pkg/helpers.py
from plugin import PluginSpec
def make(n):
    return PluginSpec("ns", n, list)
# --- use.py
from pkg import make
if True:
    b = make("b")
# --- expected
# spec ns:b use:b
