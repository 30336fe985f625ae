"""A file with a byte order mark."""
# --- app.py with bom
from plugin import PluginSpec
a = PluginSpec("ns", "a", list)
# --- expected
# spec ns:a app:a
