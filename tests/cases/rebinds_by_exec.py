"""Code that is executed from text may bind any name, which is told."""
# --- app.py
from plugin import PluginSpec
n = "before"
exec("n = 'after'")
a = PluginSpec("ns", n, list)
# --- expected
# spec ns:before app:a
# problem dynamic app.py:3
# differs: what cannot be followed is told
