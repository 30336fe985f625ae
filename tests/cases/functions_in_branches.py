"""Functions defined in branches and loops, that change what is outside."""
# --- app.py
from plugin import PluginSpec
L = ["a"]
if True:
    def grow(n): L.append(n)
grow("b")
a = PluginSpec("ns", L[-1], list)
for _ in (1,):
    def more(n): L.append(n)
more("c")
b = PluginSpec("ns", L[-1], list)
try:
    def last(n): L.append(n)
finally:
    pass
last("d")
c = PluginSpec("ns", L[-1], list)
# --- expected
# spec ns:b app:a
# spec ns:c app:b
# spec ns:d app:c
