"""Slices and indexes of text, lists and tuples, read and set."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
text = "abcdef"
a = PluginSpec("ns", text[0] + text[-1] + text[1:3] + text[::-2], list)
names = ["a", "b", "c", "d"]
b = PluginSpec("ns", "".join(names[1:-1]) + "".join(tuple(names)[::3]), list)
names[1:3] = ["x", "y", "z"]
c = PluginSpec("ns", "".join(names), list)
names[::2] = "123"
d = PluginSpec("ns", "".join(names), list)
names[-1] = "e"
e = PluginSpec("ns", names[-1] + str(len(names)), list)
names[1], names[0] = names[0], names[1]
f = PluginSpec("ns", "".join(names), list)
g = PluginSpec("ns", {(1, 2): "g"}[1, 2], list)
try: ("a",)[0] = "b"
except TypeError: h = PluginSpec("ns", "h", list)
try: "abc"[5]
except IndexError: i = PluginSpec("ns", "i", list)
try: {}["x"]
except KeyError: j = PluginSpec("ns", "j", list)
try: names[9] = 1
except IndexError: k = PluginSpec("ns", "k", list)
l = PluginSpec("ns", [["l"]][0][0], list)
try: names[::2] = [1]
except ValueError: m = PluginSpec("ns", "m", list)
n = PluginSpec("ns", names[True], list)
# --- expected
# spec ns:1 app:n
# spec ns:1x2z3 app:d
# spec ns:afbcfdb app:a
# spec ns:axyzd app:c
# spec ns:bcad app:b
# spec ns:e5 app:e
# spec ns:g app:g
# spec ns:h app:h
# spec ns:i app:i
# spec ns:j app:j
# spec ns:k app:k
# spec ns:l app:l
# spec ns:m app:m
# spec ns:x12ze app:f
