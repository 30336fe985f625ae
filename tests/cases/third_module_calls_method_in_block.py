"""A third module calls a method that stands in a block of the class, and changes what the class is asked for."""
# --- registry.py
class Settings:
    name = "old"
    kept = "kept"
    match 1:
        case 1:
            @classmethod
            def choose(cls, name):
                cls.name = name
# --- one.py
from registry import Settings
Settings.choose("new")
# --- app.py
import one
from registry import Settings
from plugin import PluginSpec
a = PluginSpec("ns", Settings.name, list)
b = PluginSpec("ns", Settings.kept, list)
# --- expected
# spec ns:kept app:b
# problem undecidable app.py:4
# differs: the order of imports decides
