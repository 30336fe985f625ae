"""What operators of own classes give is told where it is not modelled."""
# --- app.py
from plugin import PluginSpec
class A:
    def __radd__(self, o): return "radd"
    def __eq__(self, o): return True
    def __hash__(self): return 1
    def __len__(self): return 0
    def __neg__(self): return "neg"
    def __format__(self, f): return "fmt"
    def __contains__(self, o): return True
a = PluginSpec("ns", "x" + A(), list)
b = PluginSpec("ns", "eq" if A() == 1 else "ne", list)
c = PluginSpec("ns", "full" if A() else "empty", list)
d = PluginSpec("ns", -A(), list)
e = PluginSpec("ns", f"{A()}", list)
f = PluginSpec("ns", "in" if 1 in A() else "out", list)
g = PluginSpec("ns", "in" if A() in [1] else "out", list)
h = PluginSpec("ns", {1: "key"}.get(A(), "none"), list)
# --- expected
# spec ns:empty app:c
# spec ns:eq app:b
# spec ns:fmt app:e
# spec ns:in app:f
# spec ns:in app:g
# spec ns:key app:h
# spec ns:neg app:d
# spec ns:radd app:a
