"""A call that binds names which cannot be known is told."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import os
def register(n):
    globals()[n] = PluginSpec("ns", n, list)
register(os.environ["X"])
exec("z = PluginSpec('ns', 'z', list)")
# --- expected
# problem dynamic app.py:5
# problem dynamic app.py:6
# differs: it reads the environment
