"""Data that is changed with a value which cannot be known is not known afterwards, and what is named by it is told."""
# --- other.py
# --- app.py
import os
import other
from plugin import Plugin, PluginSpec
x = os.environ["X"]
one = ["a"]
one.insert(x, "b")
a = PluginSpec("ns", "a" + "".join(one), list)
two = ["a", x]
two.remove("b")
b = PluginSpec("ns", "b" + "".join(two), list)
three = ["a", x]
three.sort()
c = PluginSpec("ns", "c" + "".join(three), list)
four = ["a"]
four.extend(x)
d = PluginSpec("ns", "d" + "".join(four), list)
five = {"a": "b"}
five.update(x)
e = PluginSpec("ns", "e" + five["a"], list)
six = {"a": "b"}
six.update([(x, "c")])
f = PluginSpec("ns", "f" + six["a"], list)
seven = {"a": "b"}
seven.pop(x, None)
g = PluginSpec("ns", "g" + seven["a"], list)
eight = {"a": "b"}
eight.setdefault(x, "c")
h = PluginSpec("ns", "h" + eight["a"], list)
class Nine:
    kind = "nine"
setattr(Nine, x, "y")
i = PluginSpec("ns", "i" + Nine.kind, list)
class Ten:
    kind = "ten"
ten = Ten()
setattr(ten, x, "y")
j = PluginSpec("ns", "j" + ten.kind, list)
delattr(ten, x)
items = iter("abc")
if x:
    next(items)
k = PluginSpec("ns", "k" + next(items), list)
eleven = ["a"]
if x:
    eleven.append("b")
l = PluginSpec("ns", "l" + "".join(eleven), list)
class Twelve:
    here = "y"
    copied = locals().get("here")
m = PluginSpec("ns", "m" + Twelve.copied, list)
thirteen = {"b", "a"}
thirteen.intersection_update("a")
n = PluginSpec("ns", "n" + "".join(thirteen), list)
class Text(str): ...
o = PluginSpec("ns", Text("o"), list)
class Empty(dict): ...
if not Empty():
    p = PluginSpec("ns", "p", list)
class Number(int): ...
if Number(0):
    q = PluginSpec("ns", "q", list)
fourteen = ["a"]
if x:
    fourteen = None
try:
    fourteen.clear()
except AttributeError:
    r = PluginSpec("ns", "r", list)
fifteen = {"a": x}
try:
    fifteen.no_such_method()
except AttributeError:
    s = PluginSpec("ns", "s", list)
# --- expected
# spec ns:ka app:k if not (os.environ['X'])
# spec ns:kb app:k if os.environ['X']
# spec ns:la app:l if not (os.environ['X'])
# spec ns:lab app:l if os.environ['X']
# spec ns:my app:m
# spec ns:na app:n
# spec ns:o app:o
# spec ns:p app:p
# spec ns:r app:r if os.environ['X']
# spec ns:s app:s
# problem conditional app.py:42
# problem conditional app.py:42
# problem conditional app.py:46
# problem conditional app.py:46
# problem conditional app.py:68
# problem undecidable app.py:10
# problem undecidable app.py:13
# problem undecidable app.py:16
# problem undecidable app.py:19
# problem undecidable app.py:22
# problem undecidable app.py:25
# problem undecidable app.py:28
# problem undecidable app.py:32
# problem undecidable app.py:37
# problem undecidable app.py:7
# differs: it reads the environment
