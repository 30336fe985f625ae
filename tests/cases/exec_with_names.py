"""Code that is executed may change the dict that it is given."""
# --- app.py
from plugin import PluginSpec
names = {"x": "a"}
exec("x = 'b'", names)
try:
    a = PluginSpec("ns", names["y"] if "y" in names else names["x"], list)
except KeyError:
    a = PluginSpec("ns", "missing", list)
# --- expected
# spec ns:b app:a
