"""A call that binds names which cannot be known is told."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import os
def register(n):
    globals()[n] = PluginSpec("ns", n, list)
register(os.environ["X"])
exec("z = PluginSpec('ns', 'z', list)")
# --- expected
# spec ns:z app:z
# problem dynamic app.py:4
# differs: it reads the environment
