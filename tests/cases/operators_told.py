"""Operators whose outcome is not known are told."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import os
class Odd:
    def __neg__(self): return "neg"
    def __radd__(self, other): return "radd"
    def __contains__(self, item): return True
    def __lt__(self, other): return True
    def __eq__(self, other): return True
    def __matmul__(self, other): return "matmul"
    def __bool__(self): return False
    def __len__(self): return 0
a = PluginSpec("ns", -Odd(), list)
b = PluginSpec("ns", "b" + Odd(), list)
c = PluginSpec("ns", "c" if 1 in Odd() else "d", list)
d = PluginSpec("ns", "d" if Odd() < 1 else "e", list)
e = PluginSpec("ns", "e" if Odd() == 1 else "f", list)
f = PluginSpec("ns", Odd() @ 1, list)
g = PluginSpec("ns", "g" if Odd() else "h", list)
h = PluginSpec("ns", "h" if not Odd() else "i", list)
i = PluginSpec("ns", "%s" % os.sep, list)
j = PluginSpec("ns", "%s-%s" % ("j", os.environ["HOME"]), list)
k = PluginSpec("ns", os.sep + "k", list)
l = PluginSpec("ns", Odd() and "l", list)
m = PluginSpec("ns", os.sep or "m", list)
n = PluginSpec("ns", "n" if os.sep == "/" else "o", list)
o = PluginSpec("ns", str(10 ** 100000), list)
p = PluginSpec("ns", "p" * 100000, list)
q = PluginSpec("ns", str(int | None), list)
r = PluginSpec("ns", "r" if os.sep in ("/", "x") else "s", list)
s = PluginSpec("ns", "s" if "x" in os.environ else "t", list)
t = PluginSpec("ns", "t" if 1 < 2 < len(os.sep) else "u", list)
u = PluginSpec("ns", ["a"][os.getpid()], list)
v = PluginSpec("ns", "abc"[os.getpid():], list)
w = PluginSpec("ns", (["w"] + [os.environ["HOME"]])[1], list)
y = PluginSpec("ns", "y" if [Odd] == [Odd] else "z", list)
x = PluginSpec("ns", -os.getpid() * "x", list)
# --- expected
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
# differs: it asks the system, and these operators are not modelled
