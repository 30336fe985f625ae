"""A builtin or method with an argument that cannot be known makes the name undecidable, and is told."""
# --- app.py
import os
from plugin import PluginSpec
x = os.environ["X"]
a = PluginSpec("ns", "a" + x.upper(), list)
b = PluginSpec("ns", "b" + "-".join(["b", x]), list)
c = PluginSpec("ns", "c" + "".join(x), list)
d = PluginSpec("ns", "d" + str(len(x)), list)
e = PluginSpec("ns", "e" + "".join(sorted(x)), list)
f = PluginSpec("ns", "f" + "".join(sorted(["a", x])), list)
g = PluginSpec("ns", "g" + "".join(sorted("ab", reverse=x)), list)
h = PluginSpec("ns", "h" + max("a", x) + min(x), list)
i = PluginSpec("ns", "i" + str(sum(x)), list)
j = PluginSpec("ns", "j" + "".join(map(str, x)), list)
k = PluginSpec("ns", "k" + "".join(filter(None, x)), list)
l = PluginSpec("ns", "l" + "".join(filter(None, ["l", x])), list)
m = PluginSpec("ns", "m" + str(list(zip("a", x))), list)
n = PluginSpec("ns", "n" + str(list(zip("a", "b", strict=x))), list)
o = PluginSpec("ns", "o" + str(list(enumerate(x))), list)
p = PluginSpec("ns", "p" + str(list(enumerate("a", x))), list)
q = PluginSpec("ns", "q" + "".join(reversed(x)), list)
r = PluginSpec("ns", f"r{any([x])}", list)
s = PluginSpec("ns", f"s{all(x)}", list)
t = PluginSpec("ns", "t" + next(iter(x)), list)
u = PluginSpec("ns", "u" + next(x), list)
v = PluginSpec("ns", "v" + str(list(range(x))), list)
w = PluginSpec("ns", "w" + type(x).__name__, list)
y = PluginSpec("ns", f"y{isinstance(x, str)}", list)
z = PluginSpec("ns", f"z{callable(x)}", list)
a1 = PluginSpec("ns", "a" + getattr(list, x).__name__, list)
b1 = PluginSpec("ns", f"b{hasattr(list, x)}{hasattr(x, 'upper')}", list)
c1 = PluginSpec("ns", "c" + {"a": "b"}.get(x, "c"), list)
d1 = PluginSpec("ns", "d" + dict([(x, "a")])["b"], list)
e1 = PluginSpec("ns", "e" + dict(x)["b"], list)
f1 = PluginSpec("ns", "f" + dict.fromkeys(x)["b"], list)
g1 = PluginSpec("ns", "g" + str(["a", x].index("b")), list)
h1 = PluginSpec("ns", "h" + str(["a", x].count("b")), list)
i1 = PluginSpec("ns", "i" + str(["a", "b"].pop(x)), list)
j1 = PluginSpec("ns", "j" + str({"a": "b"}.pop(x)), list)
k1 = PluginSpec("ns", "k" + str({"a": "b"}.setdefault(x, "c")), list)
l1 = PluginSpec("ns", "l" + "".join({"a", "b"}.union(x)), list)
m1 = PluginSpec("ns", "m" + "".join({"a", x}.intersection("a")), list)
n1 = PluginSpec("ns", "n" + "".join({"a", "b"}.difference(x)), list)
o1 = PluginSpec("ns", "o" + {"a", "b"}.pop(), list)
p1 = PluginSpec("ns", "p" + "{}".format(x), list)
q1 = PluginSpec("ns", "q" + "a".format_map(x), list)
r1 = PluginSpec("ns", "r" + str(max([], default=x)), list)
s1 = PluginSpec("ns", "s" + globals().get(x).name, list)
t1 = PluginSpec("ns", "t" + __import__(x).name, list)
u1 = PluginSpec("ns", "u" + str(list(x)) + str(tuple(x)), list)
v1 = PluginSpec("ns", "v" + type("V", x, {}).__name__, list)
w1 = PluginSpec("ns", "w" + super(x, list).name, list)
x1 = PluginSpec("ns", "x" + str(issubclass(x, list)), list)
y1 = PluginSpec("ns", "y" + max("a", "b", key=x), list)
z1 = PluginSpec("ns", "z" + str(["a", "b"].index("b", 1)), list)
a2 = PluginSpec("ns", "a" + str(len(list)), list)
# --- expected
# spec ns:qa app:q1
# spec ns:z1 app:z1
# problem undecidable app.py:10
# problem undecidable app.py:11
# problem undecidable app.py:12
# problem undecidable app.py:13
# problem undecidable app.py:14
# problem undecidable app.py:15
# problem undecidable app.py:16
# problem undecidable app.py:17
# problem undecidable app.py:18
# problem undecidable app.py:19
# problem undecidable app.py:20
# problem undecidable app.py:21
# problem undecidable app.py:22
# problem undecidable app.py:23
# problem undecidable app.py:24
# problem undecidable app.py:25
# problem undecidable app.py:26
# problem undecidable app.py:27
# problem undecidable app.py:28
# problem undecidable app.py:29
# problem undecidable app.py:30
# problem undecidable app.py:31
# problem undecidable app.py:32
# problem undecidable app.py:33
# problem undecidable app.py:34
# problem undecidable app.py:35
# problem undecidable app.py:36
# problem undecidable app.py:37
# problem undecidable app.py:38
# problem undecidable app.py:39
# problem undecidable app.py:4
# problem undecidable app.py:40
# problem undecidable app.py:41
# problem undecidable app.py:42
# problem undecidable app.py:43
# problem undecidable app.py:44
# problem undecidable app.py:46
# problem undecidable app.py:47
# problem undecidable app.py:48
# problem undecidable app.py:49
# problem undecidable app.py:5
# problem undecidable app.py:50
# problem undecidable app.py:51
# problem undecidable app.py:52
# problem undecidable app.py:53
# problem undecidable app.py:55
# problem undecidable app.py:6
# problem undecidable app.py:7
# problem undecidable app.py:8
# problem undecidable app.py:9
# differs: it reads the environment
