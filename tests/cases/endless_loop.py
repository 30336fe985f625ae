"""A loop without an end that can be seen, and text that grows without measure."""
# --- app.py
from plugin import PluginSpec
def f():
    n = 0
    while True:
        n += 1
        if n > 10 ** 9: return "far"
        if n > 30: break
    return "near"
a = PluginSpec("ns", f(), list)
b = PluginSpec("ns", str(len("x" * 10 ** 7)), list)
s = "ab"
for _ in range(12): s += s
c = PluginSpec("ns", s[:3], list)
d = PluginSpec("ns", "d", list)
# --- expected
# spec ns:aba app:c
# spec ns:d app:d
# spec ns:near app:a
# problem undecidable app.py:10
# differs: what cannot be followed is told
