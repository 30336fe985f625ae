"""NamedTuple and namedtuple: fields, defaults, indexes, unpacking, methods."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
from typing import NamedTuple
from collections import namedtuple
class T(NamedTuple):
    x: str
    y: str = "dy"
    def both(self): return self.x + self.y
t = T("a")
a = PluginSpec("ns", t[0] + t[1], list)
p, q = t
b = PluginSpec("ns", p + q + "!", list)
c = PluginSpec("ns", t.both() + "m", list)
d = PluginSpec("ns", t._replace(x="r").x, list)
N = namedtuple("N", ["f", "g"], defaults=["dg"])
e = PluginSpec("ns", N("n").g, list)
f = PluginSpec("ns", ",".join(N._fields), list)
g = PluginSpec("ns", f"len{len(t)}", list)
h = PluginSpec("ns", "eq" if t == ("a", "dy") else "ne", list)
i = PluginSpec("ns", "-".join(t), list)
j = PluginSpec("ns", N(*"xy").f + N._make("zw").g, list)
for s, u in [T("l1", "l2")]:
    k = PluginSpec("ns", s, list)
class Sub(namedtuple("Sub", "v w")):
    @property
    def vw(self): return self.v + self.w
l = PluginSpec("ns", Sub("1", "2").vw, list)
m = PluginSpec("ns", "{0.x}".format(t), list)
n = PluginSpec("ns", "%s%s" % t, list)
# --- expected
# spec ns:12 app:l
# spec ns:a app:m
# spec ns:a-dy app:i
# spec ns:ady app:a
# spec ns:ady app:n
# spec ns:ady! app:b
# spec ns:adym app:c
# spec ns:dg app:e
# spec ns:eq app:h
# spec ns:f,g app:f
# spec ns:l1 app:k
# spec ns:len2 app:g
# spec ns:r app:d
# spec ns:xw app:j
