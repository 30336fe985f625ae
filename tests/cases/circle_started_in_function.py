"""A package starts the import of a module by a function that it calls, before or after it binds a name."""
# --- early/__init__.py
def load():
    from early import module
load()
NAME = "after"
# --- early/module.py
import early
from plugin import PluginSpec
a = PluginSpec("ns", getattr(early, "NAME", "none"), list)
# --- late/__init__.py
def load():
    from late import module
NAME = "before"
load()
# --- late/module.py
import late
from plugin import PluginSpec
b = PluginSpec("ns", getattr(late, "NAME", "none") + "-b", list)
# --- expected
# spec ns:before-b late.module:b
# problem undecidable early/module.py:3
# differs: what cannot be followed is told
