"""Sets: their methods and operators."""
# --- app.py
from plugin import PluginSpec
def show(items): return "".join(sorted(items))
s = {"a", "b"}
s.add("c")
s.add("a")
a = PluginSpec("ns", "a" + show(s), list)
s.discard("no")
s.discard("a")
s.remove("b")
b = PluginSpec("ns", "b" + show(s), list)
try:
    s.remove("no")
except KeyError:
    c = PluginSpec("ns", "c", list)
s.update(["x"], {"y"})
d = PluginSpec("ns", "d" + show(s) + show(s.union("z", ["w"])) + show(s), list)
e = PluginSpec("ns", "e" + show(s | {"1"}) + show(s & {"x", "1"}) + show(s - {"x"}) + show(s ^ {"x", "1"}), list)
f = PluginSpec("ns", "f" + show(s.intersection(["x"])) + show(s.difference(["x"])), list)
g = PluginSpec("ns", "g" + str({"x"} <= s) + str(s.issuperset(["x"])) + str(s.isdisjoint(["q"])), list)
copied = s.copy()
copied.clear()
h = PluginSpec("ns", f"h{len(copied)}{len(s)}{'x' in s}", list)
i = PluginSpec("ns", "i" + show(frozenset("ab") | {"c"}) + str(frozenset("ab") == {"a", "b"}), list)
j = PluginSpec("ns", "j" + {"only"}.pop(), list)
k = PluginSpec("ns", "k" + str(len({1, True, 1.0})) + str(len({"a", "a"})), list)
l = PluginSpec("ns", "l" + str({"x"} in [{"x"}]) + str({1, 2} == {2, 1}), list)
for each in sorted(s):
    globals()[f"each_{each}"] = PluginSpec("ns", f"each-{each}", list)
s -= {"x"}
s |= {"v"}
m = PluginSpec("ns", "m" + show(s), list)
t = {("a", 1), ("a", 1)}
n = PluginSpec("ns", f"n{len(t)}", list)
# --- expected
# spec ns:aabc app:a
# spec ns:bc app:b
# spec ns:c app:c
# spec ns:dcxycwxyzcxy app:d
# spec ns:e1cxyxcy1cy app:e
# spec ns:each-c app:each_c
# spec ns:each-x app:each_x
# spec ns:each-y app:each_y
# spec ns:fxcy app:f
# spec ns:gTrueTrueTrue app:g
# spec ns:h03True app:h
# spec ns:iabcTrue app:i
# spec ns:jonly app:j
# spec ns:k11 app:k
# spec ns:lTrueTrue app:l
# spec ns:mcvy app:m
# spec ns:n1 app:n
