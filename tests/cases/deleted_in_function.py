"""A function that deletes a global."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
a = PluginSpec("ns", "a", list)
b = PluginSpec("ns", "b", list)
def wipe():
    global a
    del a
wipe()
import sys
delattr(sys.modules[__name__], "b")
c = PluginSpec("ns", "c", list)
# --- expected
# spec ns:c app:c
