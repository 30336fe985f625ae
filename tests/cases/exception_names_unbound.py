"""The name of a handler is unbound behind it."""
# --- app.py
from plugin import PluginSpec
e = "outer"
try:
    raise ValueError
except ValueError as e:
    pass
a = PluginSpec("ns", "bound" if "e" in globals() else "unbound", list)
# --- expected
# spec ns:unbound app:a
