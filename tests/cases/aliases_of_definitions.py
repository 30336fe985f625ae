"""A class is changed through any name, display or call that gives it."""
# --- app.py
from plugin import PluginSpec
class A: name = "old"
first = [A][0]
first.name = "item"
a = PluginSpec("ns", A.name, list)
class B: name = "old"
one = other = B
other.name = "twice"
b = PluginSpec("ns", B.name, list)
class C: name = "old"
x, y = C, C
y.name = "unpacked"
c = PluginSpec("ns", C.name, list)
class D: name = "old"
chosen = D if D else None
chosen.name = "chosen"
d = PluginSpec("ns", D.name, list)
class E: name = "old"
def give(value): return value
given = give(E)
given.name = "given"
e = PluginSpec("ns", E.name, list)
class F: name = "old"
table = {"f": F}
table["f"].name = "dict"
f = PluginSpec("ns", F.name, list)
class G: name = "old"
either = None or G
setattr(either, "name", "or")
g = PluginSpec("ns", G.name, list)
import operator
class H: name = "old"
found = operator.itemgetter(0)([H])
found.name = "getter"
h = PluginSpec("ns", H.name, list)
# --- expected
# spec ns:chosen app:d
# spec ns:dict app:f
# spec ns:getter app:h
# spec ns:given app:e
# spec ns:item app:a
# spec ns:or app:g
# spec ns:twice app:b
# spec ns:unpacked app:c
