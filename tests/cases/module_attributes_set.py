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
# spec ns:b pkg:b
# spec ns:c pkg:c
# spec ns:new pkg:a
