"""exec and eval of constants are told."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
a = PluginSpec("ns", eval("'a'"), list)
exec("b = PluginSpec('ns', 'b', list)")
c = eval("PluginSpec('ns', 'c', list)")
# --- expected
# problem dynamic app.py:3
# problem undecidable app.py:2
# problem undecidable app.py:4
# differs: what cannot be followed is told
