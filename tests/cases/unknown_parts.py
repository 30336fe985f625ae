"""A spec whose arguments come from source that is not there, or from data of Python's own, is told."""
# --- app.py
import os
from plugin import Plugin, PluginSpec
from somewhere import thing
a = PluginSpec(*thing)
b = PluginSpec("ns", "b", **thing)
c = PluginSpec(os.sep, "c", list)
class D(Plugin):
    namespace = "ns"
    name = os.linesep
class E(Plugin):
    namespace = "ns"
    name = str
# --- expected
# problem undecidable app.py:4
# problem undecidable app.py:5
# problem undecidable app.py:6
# problem undecidable app.py:7
# differs: the module is not installed
