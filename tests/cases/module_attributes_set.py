"""Names of other modules that are set, and what reads them afterwards."""
# --- pkg/__init__.py
from plugin import Plugin, PluginSpec, plugin
from . import config
config.name = "new"
a = PluginSpec("ns", config.name, list)
setattr(config, "second", "b")
c = PluginSpec("ns", config.third, list)
b = PluginSpec("ns", config.second, list)
# --- pkg/config.py
name = "old"
second = "old2"
third = "c"
# --- expected
# spec ns:c pkg:c
# problem undecidable pkg/__init__.py:4
# problem undecidable pkg/__init__.py:7
# differs: which value is seen depends on the order
