"""Augmented assignment to names, attributes and items, in place and not."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
names = ["a"]
same = names
names += ["b"]
a = PluginSpec("ns", same[1], list)
text = "c"
text += "d"
b = PluginSpec("ns", text, list)
table = {"k": "e"}
table["k"] += "f"
c = PluginSpec("ns", table["k"], list)
class Box: value = "g"
Box.value += "h"
d = PluginSpec("ns", Box.value, list)
more = {"x": "no"}
other = more
more |= {"x": "i", "y": "j"}
e = PluginSpec("ns", other["x"] + other["y"], list)
pair = ("k",)
kept = pair
pair += ("l",)
f = PluginSpec("ns", "".join(pair), list)
g = PluginSpec("ns", "m" + "".join(kept), list)
number = 7
number //= 2
number **= 2
number -= 1
h = PluginSpec("ns", f"n{number}", list)
class Adds:
    def __init__(self, text): self.text = text
    def __iadd__(self, other): self.text += other; return self
    def __add__(self, other): return Adds("wrong")
one = Adds("o")
two = one
one += "p"
i = PluginSpec("ns", two.text, list)
names += "qr"
j = PluginSpec("ns", names[-1], list)
flags = {"a"}
seen = flags
flags |= {"b"}
k = PluginSpec("ns", "s%d" % len(seen), list)
times = ["t"]
again = times
times *= 2
l = PluginSpec("ns", "".join(again), list)
# --- expected
# spec ns:b app:a
# spec ns:cd app:b
# spec ns:ef app:c
# spec ns:gh app:d
# spec ns:ij app:e
# spec ns:kl app:f
# spec ns:mk app:g
# spec ns:n8 app:h
# spec ns:op app:i
# spec ns:r app:j
# spec ns:s2 app:k
# spec ns:tt app:l
