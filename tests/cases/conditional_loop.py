"""A loop under a condition binds conditional plugins."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import sys
for n in ("a", "b"):
    if sys.platform == "linux" or n == "a":
        globals()["p_" + n] = PluginSpec("ns", n, list)
# --- expected
# spec ns:a app:p_a
# spec ns:b app:p_b if sys.platform == 'linux'
# problem conditional app.py:5
