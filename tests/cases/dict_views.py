"""What a dict shows changes with it, is no list, and takes part in the operations of sets."""
# --- app.py
from plugin import PluginSpec
table = {"k": 1, "j": 2}
keys, pairs, values = table.keys(), table.items(), table.values()
table["z"] = 3
a = PluginSpec("ns", "-".join(keys), list)
b = PluginSpec("ns", "-".join(f"{key}{value}" for key, value in pairs), list)
c = PluginSpec("ns", f"c{sum(values)}{len(keys)}", list)
d = PluginSpec("ns", "-".join(sorted(keys - {"k"})), list)
e = PluginSpec("ns", "e" if keys == {"z", "k", "j"} and "k" in keys else "not", list)
try:
    name = keys[0]
except TypeError:
    name = "no-items"
f = PluginSpec("ns", name, list)
g = PluginSpec("ns", f"{keys}", list)
h = PluginSpec("ns", "list" if isinstance(keys, list) else "view", list)
i = PluginSpec("ns", next(iter(keys & {"k", "j"})), list)
# --- expected
# spec ns:c63 app:c
# spec ns:dict_keys(['k', 'j', 'z']) app:g
# spec ns:e app:e
# spec ns:j-z app:d
# spec ns:k-j-z app:a
# spec ns:k1-j2-z3 app:b
# spec ns:no-items app:f
# spec ns:view app:h
# problem undecidable app.py:17
# differs: what cannot be followed is told
