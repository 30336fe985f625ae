"""A package binds a name that is a module of it as well: what comes last counts."""
# --- pack/__init__.py
from plugin import PluginSpec
sub = PluginSpec('ns', 'sub', list)
from pack.sub import name
other = PluginSpec('ns', 'other', list)
# --- pack/sub.py
name = 'x'
# --- pack/other.py
name = 'y'
# --- user.py
from plugin import PluginSpec
import pack
p = PluginSpec('ns', pack.sub.name, list)
# --- expected
# spec ns:other pack:other if nothing imports `pack.other`, which takes its place
# spec ns:x user:p
# problem conditional pack/__init__.py:4
# differs: the import engine imports `pack.other`
