"""Operators on constants, collections and objects that define them."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
a = PluginSpec("ns", "a" + "b" * 2, list)
b = PluginSpec("ns", "%s-%d" % ("b", 2), list)
c = PluginSpec("ns", "c%(k)s" % {"k": "d"}, list)
d = PluginSpec("ns", f"n{7 // 2}{7 % 3}{2 ** 3}{1 << 2}{9 >> 1}{6 & 3}{6 | 1}{6 ^ 2}{8 - 3}{9 / 3}", list)
e = PluginSpec("ns", f"u{-3}{+3}{~3}{not 3}", list)
f = PluginSpec("ns", "".join(["x"] + ["y"]) + "".join(("z",) + ("w",)), list)
g = PluginSpec("ns", "".join(sorted({"a", "b"} & {"b", "c"})) + "g", list)
h = PluginSpec("ns", ({"k": "h1"} | {"k": "h2"})["k"], list)
class Path:
    def __init__(self, text): self.text = text
    def __truediv__(self, other): return Path(self.text + "/" + other)
    def __add__(self, other): return self.text + other
    def __neg__(self): return "neg"
    def __eq__(self, other): return self.text == other.text
    def __lt__(self, other): return self.text < other.text
    def __contains__(self, item): return item in self.text
i = PluginSpec("ns", (Path("i") / "j").text, list)
j = PluginSpec("ns", Path("j") + "k", list)
k = PluginSpec("ns", "k" * True or "no", list)
l = PluginSpec("ns", "" or None or "l", list)
m = PluginSpec("ns", "x" and 1 and "m", list)
n = PluginSpec("ns", [] and "no" or "n", list)
o = PluginSpec("ns", 0 or "o", list)
text = "p"
try: p = PluginSpec("ns", f"{text + 1}", list)
except TypeError: p = PluginSpec("ns", "p", list)
try: q = PluginSpec("ns", ["q"] + ("r",), list)
except TypeError: q = PluginSpec("ns", "q", list)
try: r = PluginSpec("ns", f"{-text}", list)
except TypeError: r = PluginSpec("ns", "r", list)
s = PluginSpec("ns", "s" if {1} - {1} == set() else "no", list)
t = PluginSpec("ns", "t" * len([1] * 3), list)
try: u = PluginSpec("ns", {"u"} + {"v"}, list)
except TypeError: u = PluginSpec("ns", "u", list)
# --- expected
# spec ns:abb app:a
# spec ns:b-2 app:b
# spec ns:bg app:g
# spec ns:cd app:c
# spec ns:h2 app:h
# spec ns:i/j app:i
# spec ns:jk app:j
# spec ns:k app:k
# spec ns:l app:l
# spec ns:m app:m
# spec ns:n app:n
# spec ns:n3184427453.0 app:d
# spec ns:o app:o
# spec ns:p app:p
# spec ns:q app:q
# spec ns:r app:r
# spec ns:s app:s
# spec ns:ttt app:t
# spec ns:u app:u
# spec ns:u-33-4False app:e
# spec ns:xyzw app:f
