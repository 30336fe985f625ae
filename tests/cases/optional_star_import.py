"""A star import of a module that may not be there."""
# --- app.py
from plugin import PluginSpec
NAME = "fallback"
try:
    from settings_of_this_machine import *
except ImportError:
    a = PluginSpec("ns", "a", list)
try:
    from present import *
except ImportError:
    b = PluginSpec("ns", "b", list)
c = PluginSpec("ns", "c" + KIND, list)
# --- present.py
KIND = "kind"
# --- expected
# spec ns:a app:a if not (`settings_of_this_machine` is installed)
# spec ns:ckind app:c
# problem conditional app.py:6
