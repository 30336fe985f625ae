"""itertools and operator: what makes and combines items."""
# --- app.py
import itertools
from itertools import chain, count, product
from operator import attrgetter, itemgetter
from plugin import PluginSpec
a = PluginSpec("ns", "a" + "".join(chain("ab", ["c"], ())), list)
counter = count()
b = PluginSpec("ns", f"b{next(counter)}{next(counter)}", list)
tens = count(10, step=10)
c = PluginSpec("ns", f"c{next(tens)}{next(tens)}", list)
d = PluginSpec("ns", "d" + "".join(x + y for x, y in product("ab", "cd")), list)
for kind, size in itertools.product(("x", "y"), (1, 2)):
    globals()[f"{kind}{size}"] = PluginSpec("ns", f"{kind}{size}", list)
e = PluginSpec("ns", "e" + attrgetter("name")(a) + itemgetter("k")({"k": "v"}) + itemgetter(1)("ab"), list)
f = PluginSpec("ns", "f" + attrgetter("__class__.__name__")(a), list)
g = PluginSpec("ns", "g" + "".join(sorted(["b1", "a2"], key=itemgetter(1))), list)
h = PluginSpec("ns", "h" + "".join(map(itemgetter(0), [("p", 1), ("q", 2)])), list)
for spec in sorted([PluginSpec("ns", "z", list), PluginSpec("ns", "w", list)], key=attrgetter("name")):
    globals()[spec.name] = spec
try:
    attrgetter("no")(a)
except AttributeError:
    i = PluginSpec("ns", "i", list)
for index, letter in zip(count(1), "jk"):
    globals()[letter] = PluginSpec("ns", f"{letter}{index}", list)
l = PluginSpec("ns", "l" + "".join(map(str, next(iter(product([1], [2]))))), list)
# --- expected
# spec ns:aabc app:a
# spec ns:b01 app:b
# spec ns:c1020 app:c
# spec ns:dacadbcbd app:d
# spec ns:eaabcvb app:e
# spec ns:fPluginSpec app:f
# spec ns:gb1a2 app:g
# spec ns:hpq app:h
# spec ns:i app:i
# spec ns:j1 app:j
# spec ns:k2 app:k
# spec ns:l12 app:l
# spec ns:w app:w
# spec ns:x1 app:x1
# spec ns:x2 app:x2
# spec ns:y1 app:y1
# spec ns:y2 app:y2
# spec ns:z app:spec
