"""A method kept under another name changes its object."""
# --- app.py
from plugin import PluginSpec
L = ["a"]
add = L.append
add("b")
a = PluginSpec("ns", L[-1], list)
grow = lambda n: L.append(n)
grow("c")
b = PluginSpec("ns", L[-1], list)
import functools
later = functools.partial(L.append, "d")
later()
c = PluginSpec("ns", L[-1], list)
# --- expected
# spec ns:b app:a
# spec ns:c app:b
# spec ns:d app:c
