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
# spec ns:missing app:a if line 4 raises an exception
# problem conditional app.py:7
# problem dynamic app.py:3
# problem undecidable app.py:7
# differs: what cannot be followed is told
