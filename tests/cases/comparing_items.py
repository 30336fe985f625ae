"""Items are removed, counted and found by equality, as Python does it."""
# --- app.py
from plugin import PluginSpec
pairs = [("a", 1), ("b", 2), ("a", 1)]
pairs.remove(("a", 1))
a = PluginSpec("ns", f"a{len(pairs)}{pairs.count(('a', 1))}{pairs.index(('a', 1))}", list)
numbers = [1, True, 1.0, "1"]
b = PluginSpec("ns", f"b{numbers.count(1)}{numbers.index(True)}", list)
numbers.remove(True)
c = PluginSpec("ns", "c" + str(numbers), list)
class First: ...
class Second: ...
kinds = [First, Second]
kinds.remove(Second)
d = PluginSpec("ns", f"d{len(kinds)}{kinds.index(First)}{kinds.count(Second)}", list)
class Same:
    def __eq__(self, other): return True
e = PluginSpec("ns", f"e{('a', 1) in pairs}{1 in [True]}{[1] == [1.0]}", list)
seen = {(1, "a"), (True, "a"), (1.0, "a")}
f = PluginSpec("ns", f"f{len(seen)}", list)
table = {(1, 2): "tuple", frozenset("a"): "frozen"}
g = PluginSpec("ns", "g" + table[(1, 2)] + table[(True, 2.0)], list)
# --- expected
# spec ns:a211 app:a
# spec ns:b30 app:b
# spec ns:c[True, 1.0, '1'] app:c
# spec ns:d100 app:d
# spec ns:eTrueTrueTrue app:e
# spec ns:f1 app:f
# spec ns:gtupletuple app:g
