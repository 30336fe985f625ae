"""Iterators give each item once, in the order of the file."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import itertools
counter = itertools.count(1)
a = PluginSpec("ns", f"p{next(counter)}", list)
b = PluginSpec("ns", f"p{next(counter)}", list)
it = iter(["x", "y"])
c = PluginSpec("ns", next(it), list)
d = PluginSpec("ns", next(it), list)
# --- expected
# spec ns:p1 app:a
# spec ns:p2 app:b
# spec ns:x app:c
# spec ns:y app:d
