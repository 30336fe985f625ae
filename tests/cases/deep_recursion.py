"""A function that calls itself without end, and one that is nested deeply."""
# --- app.py
from plugin import PluginSpec
def forever(n): return forever(n + 1)
try:
    a = PluginSpec("ns", forever(0), list)
except RecursionError:
    pass
def deep(n): return "d" if n == 0 else deep(n - 1)
b = PluginSpec("ns", deep(40), list)
c = PluginSpec("ns", "c", list)
# --- expected
# spec ns:c app:c
# spec ns:d app:b
# problem undecidable app.py:4
