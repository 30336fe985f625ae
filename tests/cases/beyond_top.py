"""A relative import beyond the top."""
# --- pkg/__init__.py
# --- pkg/a.py
from plugin import PluginSpec
try:
    from ... import x
except ImportError:
    x = "fallback"
a = PluginSpec("ns", x, list)
b = PluginSpec("ns", "b", list)
# --- expected
# spec ns:b pkg.a:b
# spec ns:fallback pkg.a:a
