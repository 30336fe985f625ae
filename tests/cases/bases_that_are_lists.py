"""A class that derives from a list, which Python refuses, also where a base of it watches what derives from it."""
# --- app.py
from plugin import PluginSpec
found = []

class Hooked:
    def __init_subclass__(cls, tag="none", **kwargs): pass
class E(Hooked, tag="e"): pass

try:
    class H(found, E): pass
except TypeError:
    a = PluginSpec("ns", "a", list)
# --- expected
# spec ns:a app:a
