"""A package that imports its modules before it has bound what they take from it."""
# --- pack/__init__.py
BEFORE = 'before'
from pack import early
AFTER = 'after'
from pack import late
# --- pack/early.py
import pack
from plugin import PluginSpec
one = PluginSpec('ns', pack.BEFORE, list)
two = PluginSpec('ns', getattr(pack, 'AFTER', 'none'), list)
# --- pack/late.py
import pack
from plugin import PluginSpec
three = PluginSpec('ns', pack.BEFORE + '3', list)
four = PluginSpec('ns', pack.AFTER, list)
# --- expected
# spec ns:after pack.late:four
# spec ns:before pack.early:one
# spec ns:before3 pack.late:three
# problem undecidable pack/early.py:4
# differs: what cannot be followed is told
