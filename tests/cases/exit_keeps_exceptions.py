"""A context manager whose `__exit__` may keep an exception: what follows in the block has run perhaps."""
# --- app.py
from os import environ
from plugin import PluginSpec

class Keeps:
    def __enter__(self): return "entered"
    def __exit__(self, *exception): return self

class Lets:
    def __enter__(self): return "entered"
    def __exit__(self, *exception): return False

with Keeps() as a_name:
    if not environ.get("OFF"):
        raise ValueError
    a = PluginSpec("ns", "a", list)

with Keeps():
    b = PluginSpec("ns", "b", nothing_of_that_name)

with Keeps() as c_name:
    c = PluginSpec("ns", c_name, list)

with Lets() as d_name:
    d = PluginSpec("ns", d_name.upper(), list)

with Keeps():
    e = PluginSpec("ns", globals, list)
e2 = PluginSpec("ns", a_name + "-a", list)
# --- expected
# spec ns:ENTERED app:d
# spec ns:a app:a if os.environ.get('OFF')
# spec ns:entered app:c
# spec ns:entered-a app:e2
# problem conditional app.py:15
# differs: the condition decides
