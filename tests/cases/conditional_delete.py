"""A name deleted under a condition."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import sys
a = PluginSpec("ns", "a", list)
if sys.platform != "win32":
    del a
b = PluginSpec("ns", "b", list)
if sys.platform != "win32":
    b = None
# --- expected
# spec ns:a app:a if sys.platform == 'win32'
# spec ns:b app:b if sys.platform == 'win32'
# problem conditional app.py:3
# problem conditional app.py:6
# differs: the condition decides
