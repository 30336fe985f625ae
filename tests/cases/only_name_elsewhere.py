"""A plugin that only another module gives a name belongs to that module."""
# --- made.py
from plugin import PluginSpec
SPECS = [PluginSpec("ns", "first", list), PluginSpec("ns", "second", list)]
def make(n): return PluginSpec("ns", n, list)
# --- named.py
import made
from made import SPECS
one = SPECS[0]
two = made.SPECS[1]
three = made.make("third")
# --- expected
# spec ns:first named:one
# spec ns:second named:two
# spec ns:third named:three
