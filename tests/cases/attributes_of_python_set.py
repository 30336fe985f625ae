"""An attribute of a class of Python is set, here that of a metaclass, which all classes see that it makes."""
# --- app.py
from plugin import Plugin

def named(name):
    def deco(cls):
        type(cls).name = name
        return cls
    return deco

@named("bee")
class B(Plugin):
    namespace = "ns"
# --- expected
# problem dynamic app.py:5
# differs: what cannot be followed is told
