"""A relative import that leads out of its package raises; what follows is told."""
# --- app.py
from plugin import PluginSpec
try:
    from ..sub import module
    a = PluginSpec("ns", "a", list)
except ImportError:
    pass
# --- expected

