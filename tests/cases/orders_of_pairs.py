"""Pairs are put in order by what is known of them, where that tells."""
# --- app.py
from plugin import PluginSpec
table = {"b": list, "a": dict}
a = PluginSpec("ns", "-".join(name for name, _ in sorted(table.items())), list)
b = PluginSpec("ns", max(table.items())[0], table["b"])
c = PluginSpec("ns", "-".join(x for _, x in sorted([(list, "x"), (dict, "y")], key=lambda pair: (pair[1], pair[0]))), list)
d = PluginSpec("ns", sorted([("d", object()), ("d", object())], key=lambda pair: (pair[0], id(pair[1])))[0][0], list)
# --- expected
# spec ns:a-b app:a
# spec ns:b app:b
# spec ns:x-y app:c
# problem undecidable app.py:6
# differs: what cannot be followed is told
