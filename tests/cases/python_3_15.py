"""What Python 3.15 brings: comprehensions that unpack, frozen dictionaries, sentinels."""
# --- app.py
from plugin import Plugin, PluginSpec
groups = [["a"], ["b", "c"]]
for each in [*group for group in groups]:
    globals()[each] = PluginSpec("ns", each, list)
d = PluginSpec("ns", "d" + "".join(sorted({*group for group in groups})), list)
e = PluginSpec("ns", "e" + "".join({**each for each in [{"x": 1}, {"y": 2}]}), list)
f = PluginSpec("ns", "f" + "".join(*group for group in groups if len(group) > 1), list)
later = (*print(group) for group in [])
SETTINGS = frozendict(name="g", more=["h"])
g = PluginSpec("ns", SETTINGS["name"], list)
h = PluginSpec("ns", SETTINGS["more"][0] + "".join(SETTINGS | {"x": 1}), list)
MISSING = sentinel("MISSING")
def named(name=MISSING):
    return repr(MISSING) if name is MISSING else name
i = PluginSpec("ns", named(), list)
j = PluginSpec("ns", named("j"), list)
try:
    SETTINGS["name"] = "x"
except TypeError:
    k = PluginSpec("ns", "k", list)
names = {SETTINGS: "hashed"} if 0 else {frozendict(x=1): "l"}
l = PluginSpec("ns", names[frozendict(x=1)], list)
# --- expected
# spec ns:MISSING app:i
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
# spec ns:dabc app:d
# spec ns:exy app:e
# spec ns:fbc app:f
# spec ns:g app:g
# spec ns:hnamemorex app:h
# spec ns:j app:j
# spec ns:k app:k
# spec ns:l app:l
# requires: 3.15
