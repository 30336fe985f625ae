"""A function that binds names of the module under a condition."""
# --- app.py
from plugin import PluginSpec
import sys
def setup():
    global a
    if sys.platform == "win32":
        a = PluginSpec("ns", "a", list)
    globals()["b"] = PluginSpec("ns", "b", list)
setup()
# --- expected
# spec ns:a app:a if sys.platform == 'win32'
# spec ns:b app:b
# problem conditional app.py:6
# differs: the condition decides
