"""A package goes before a module of its name."""
# --- thing.py
from plugin import PluginSpec
wrong = PluginSpec("ns", "wrong", list)
# --- thing/__init__.py
from plugin import PluginSpec
right = PluginSpec("ns", "right", list)
NAME = "pkg"
# --- use.py
from plugin import PluginSpec
import thing
x = PluginSpec("ns", thing.NAME, list)
# --- expected
# spec ns:pkg use:x
# spec ns:right thing:right
