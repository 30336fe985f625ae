"""from . import x where x is both an attribute and a submodule."""
# --- pkg/__init__.py
from plugin import Plugin
class x(Plugin):
    namespace = "attr"
y = "attribute-y"
# --- pkg/x.py
from plugin import Plugin
class Base(Plugin): namespace = "sub"
# --- pkg/y.py
value = "sub-y"
# --- pkg/use.py
from plugin import PluginSpec
from . import x, y
class A(x): name = "a"
a = PluginSpec("ns", y, list)
# --- expected
# problem undecidable pkg/use.py:3
# problem undecidable pkg/use.py:4
# differs: what cannot be followed is told
