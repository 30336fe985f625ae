"""A name of a package that a submodule replaces: the import which does so stands in a block."""
# --- pack/__init__.py
from plugin import PluginSpec
sub = PluginSpec("ns", "sub", list)
if True:
    from pack.sub import name
third = PluginSpec("ns", "third", list)
try:
    import pack.third
except ImportError:
    pass
# --- pack/sub.py
name = "x"
# --- pack/third.py
# --- expected
# problem undecidable pack/__init__.py:2
# problem undecidable pack/__init__.py:5
