"""Code that is executed from text may bind any name, which is told."""
# --- app.py
from plugin import PluginSpec
n = "before"
exec("n = 'after'")
a = PluginSpec("ns", n, list)
# --- expected
# spec ns:after app:a
