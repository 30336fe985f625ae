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
# spec ns:adym app:c
# problem dynamic app.py:13
# problem dynamic app.py:15
# problem dynamic app.py:16
# problem dynamic app.py:20
# problem dynamic app.py:9
# problem undecidable app.py:11
# problem undecidable app.py:13
# problem undecidable app.py:15
# problem undecidable app.py:16
# problem undecidable app.py:17
# problem undecidable app.py:18
# problem undecidable app.py:19
# problem undecidable app.py:20
# problem undecidable app.py:21
# problem undecidable app.py:21
# problem undecidable app.py:22
# problem undecidable app.py:27
# problem undecidable app.py:28
# problem undecidable app.py:9
# differs: what cannot be followed is told
