"""exec and eval of constants are told."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
a = PluginSpec("ns", eval("'a'"), list)
exec("b = PluginSpec('ns', 'b', list)")
c = eval("PluginSpec('ns', 'c', list)")
# --- expected
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
