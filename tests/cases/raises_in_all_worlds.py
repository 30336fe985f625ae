"""A statement that raises an exception under all conditions, the same or another one, is reported like any that raises."""
# --- app.py
import os

from plugin import Plugin, PluginSpec

if os.environ.get("STRICT"):
    class Checked(type):
        pass
else:
    class Checked(type):
        level = 1

class Thing(metaclass=Checked):
    pass

class Mixed(Thing, Plugin):
    namespace, name = "ns", "mixed"
# --- other.py
import os
from plugin import PluginSpec

level = 1 if os.environ.get("LEVEL") else 2

def fail():
    raise ValueError(level)

a = PluginSpec("ns", fail(), list)
# --- expected
# problem undecidable app.py:15
# problem undecidable other.py:9
# differs: neither can be imported
