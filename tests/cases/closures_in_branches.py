"""What a function counts in the one around it, called under a condition, and called for sure."""
# --- app.py
from os import environ
from plugin import PluginSpec

def counter():
    n = 0
    def following():
        nonlocal n
        n += 1
        return n
    return following

count = counter()
if environ.get("OFF"):
    a = PluginSpec("ns", f"a{count()}", list)
b = PluginSpec("ns", f"b{count()}", list)

own = counter()
c = PluginSpec("ns", f"c{own()}{own()}", list)

def perhaps():
    if environ.get("OFF"):
        inner = counter()
        return f"{inner()}{inner()}"
    return "12"
d = PluginSpec("ns", perhaps(), list)
# --- expected
# spec ns:12 app:d
# spec ns:c12 app:c
# problem undecidable app.py:14
# problem undecidable app.py:15
# differs: what cannot be followed is told
