"""An optional import whose handler raises, or passes."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
try:
    import not_there_at_all
    d = PluginSpec("ns", "d", list)
except ImportError:
    pass
# --- expected
# spec ns:d app:d if `not_there_at_all` is installed
# problem conditional app.py:4
# differs: the condition decides
