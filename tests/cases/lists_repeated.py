"""A list that is repeated holds the same items each time."""
# --- app.py
from plugin import PluginSpec
rows = [["a"]] * 2
rows[0][0] = "changed"
a = PluginSpec("ns", rows[1][0], list)
b = PluginSpec("ns", "-".join(2 * ["b"]), list)
c = PluginSpec("ns", str(len((1, 2) * 0)), list)
d = PluginSpec("ns", "-".join(["d"] * True), list)
# --- expected
# spec ns:0 app:c
# spec ns:b-b app:b
# spec ns:changed app:a
# spec ns:d app:d
