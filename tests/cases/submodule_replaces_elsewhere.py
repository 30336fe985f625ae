"""A submodule imported elsewhere replaces the attribute."""
# --- pkg/__init__.py
sub = "attribute"
# --- pkg/sub.py
value = "in-sub"
# --- use.py
from plugin import PluginSpec
import pkg.sub
from pkg import sub
a = PluginSpec("ns", sub if isinstance(sub, str) else sub.value, list)
# --- expected
# problem undecidable use.py:4
# problem undecidable use.py:4
# differs: what cannot be followed is told
