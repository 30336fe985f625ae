"""Unpacking, comprehensions, and the methods of plain data."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
a, b = (PluginSpec("ns", n, list) for n in ["a", "b"])
c, *rest, d = [PluginSpec("ns", n, list) for n in "cxyd"]
[e] = [PluginSpec("ns", n, list) for n in ("e", "no") if n != "no"]
(f, (g,)) = PluginSpec("ns", "f", list), [PluginSpec("ns", "g", list)]
SPECS = {n: PluginSpec("ns", n, list) for n in sorted({"h", "i"})}
h = SPECS["h"]
i = SPECS.get("i")
names = dict(zip(["x"], ["j"]))
names.update(y="k")
j = PluginSpec("ns", names["x"], list)
k = PluginSpec("ns", names.pop("y"), list)
l = PluginSpec("ns", [*map(str.upper, "l")][0], list)
m = PluginSpec("ns", next(filter(None, ["", "m"])), list)
# --- expected
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
# spec ns:d app:d
# spec ns:e app:e
# spec ns:f app:f
# spec ns:g app:g
# spec ns:h app:h
# spec ns:i app:i
# spec ns:j app:j
# spec ns:k app:k
# spec ns:L app:l
# spec ns:m app:m
