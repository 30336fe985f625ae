"""Names that only globals() can hold."""
# --- app.py
from plugin import PluginSpec
globals()["."] = PluginSpec("ns", "dot", list)
globals()["a b"] = PluginSpec("ns", "blank", list)
a = PluginSpec("ns", "a", list)
# --- expected
# spec ns:a app:a
# problem invalid app.py:2
# problem invalid app.py:3
