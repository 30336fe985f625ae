"""The methods of dicts change and read them as Python does."""
# --- app.py
from plugin import PluginSpec
table = {"a": "1", "b": "2"}
a = PluginSpec("ns", "a" + table.get("a") + table.get("no", "-") + str(table.get("no")), list)
b = PluginSpec("ns", "b" + "".join(table) + "".join(table.keys()) + "".join(table.values()), list)
c = PluginSpec("ns", "c" + "".join(k + v for k, v in table.items()), list)
d = PluginSpec("ns", "d" + table.setdefault("a", "9") + table.setdefault("c", "3") + table["c"] + str(table.setdefault("n")), list)
e = PluginSpec("ns", "e" + table.pop("c") + table.pop("no", "-") + str("c" in table), list)
try:
    table.pop("c")
except KeyError:
    f = PluginSpec("ns", "f", list)
table.update({"d": "4"}, e="5")
table.update([("f", "6")])
g = PluginSpec("ns", "g" + table["d"] + table["e"] + table["f"], list)
copied = table.copy()
copied.clear()
h = PluginSpec("ns", f"h{len(copied)}{len(table)}", list)
i = PluginSpec("ns", "i" + dict.fromkeys(["x", "y"], "z")["y"] + str(dict.fromkeys("q")["q"]), list)
merged = table | {"a": "merged"}
merged |= {"b": "too"}
j = PluginSpec("ns", "j" + merged["a"] + merged["b"] + table["a"], list)
k = PluginSpec("ns", "k" + dict([("k", "v")], l="w")["l"] + dict({"m": "n"})["m"] + dict(zip("ab", "cd"))["b"], list)
del table["a"]
l = PluginSpec("ns", "l" + str(sorted(map(str, table))), list)
m = PluginSpec("ns", "m" + str({1: "one"}[True]) + str({"x": 1} == {"x": 1}), list)
n = PluginSpec("ns", "n" + str(bool({})) + str(list(reversed({"a": 1, "b": 2}))), list)
key, value = {"only": "entry"}.popitem()
o = PluginSpec("ns", "o" + key + value, list)
p = PluginSpec("ns", "p" + str({"k": {"l": "deep"}}["k"]["l"]), list)
try:
    table["no"]
except KeyError:
    q = PluginSpec("ns", "q", list)
try:
    del table["no"]
except KeyError:
    r = PluginSpec("ns", "r", list)
s = PluginSpec("ns", "s" + table.__class__.__name__ + str(("d", "4") in table.items()) + str("d" in table.keys()), list)
pair = dict(["ab", ("c", "d")])
t = PluginSpec("ns", "t" + pair["a"] + pair["c"], list)
v = PluginSpec("ns", "v" + table.get(key="d", default="") if False else "v", list)
try:
    table.no_such_method()
except AttributeError:
    w = PluginSpec("ns", "w", list)
# --- expected
# spec ns:a1-None app:a
# spec ns:babab12 app:b
# spec ns:ca1b2 app:c
# spec ns:d133None app:d
# spec ns:e3-False app:e
# spec ns:f app:f
# spec ns:g456 app:g
# spec ns:h06 app:h
# spec ns:izNone app:i
# spec ns:jmergedtoo1 app:j
# spec ns:kwnd app:k
# spec ns:l['b', 'd', 'e', 'f', 'n'] app:l
# spec ns:moneTrue app:m
# spec ns:nFalse['b', 'a'] app:n
# spec ns:oonlyentry app:o
# spec ns:pdeep app:p
# spec ns:q app:q
# spec ns:r app:r
# spec ns:sdictTrueTrue app:s
# spec ns:tbd app:t
# spec ns:v app:v
# spec ns:w app:w
