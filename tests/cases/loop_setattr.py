"""A loop that binds classes through setattr on the module, made by type()."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import sys
for n in ["Alpha", "Beta"]:
    setattr(sys.modules[__name__], n, type(n, (Plugin,), {"namespace": "ns", "name": n.lower(), "__module__": __name__}))
# --- expected
# class ns:alpha app:Alpha
# class ns:beta app:Beta
