"""What the engine cannot follow, each told at its line."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import os, somewhere
from somewhere import thing
from ..too.far import away
a = PluginSpec("ns", thing, list)
b = PluginSpec("ns", away, list)
c = PluginSpec("ns", f"{os.getpid():>{thing}}", list)
d = PluginSpec("ns", {thing: "d"}["d"], list)
e = PluginSpec("ns", {**thing, "e": "e"}["e"], list)
f = PluginSpec("ns", [*thing][0], list)
g = PluginSpec("ns", {each: each for each in (thing,)}["x"], list)
one, two = thing
k = PluginSpec("ns", one, list)
def parameter(name): return name
l = PluginSpec("ns", parameter(*thing), list)
m = PluginSpec("ns", parameter(**thing), list)
n = PluginSpec("ns", (lambda: (yield))(), list)
with thing as entered: o = PluginSpec("ns", entered, list)
with open("x") as file: p = PluginSpec("ns", file.read(), list)
with thing:
    raise KeyError
q = PluginSpec("ns", (walrus := thing), list)
thing.attribute = "x"
thing["item"] = "y"
os.environ["item"] = "y"
r = PluginSpec("ns", __file__, list)
s = PluginSpec("ns", "s" if not thing else "t", list)
t = PluginSpec("ns", thing[thing], list)
u = PluginSpec("ns", ["u"][thing], list)
def decorated(name): return thing
@decorated
def v(): ...
x = PluginSpec("ns", f"{object()}", list)
y = PluginSpec("ns", f"{parameter!r}", list)
z = PluginSpec("ns", "".join(thing), list)
class Base(thing):
    namespace = "ns"
    name = "base"
class Meta(type):
    def __prepare__(*args): return {}
    def __getattr__(cls, name): return name
class Odd(metaclass=Meta): pass
aa = PluginSpec("ns", Odd.name, list)
ab = PluginSpec("ns", [].__class__.__name__ + os.name.__class__.__name__, list)
try: import nowhere
except thing: ac = PluginSpec("ns", "ac", list)
try: raise thing
except ValueError: ad = PluginSpec("ns", "ad", list)
except KeyError: ae = PluginSpec("ns", "ae", list)
# --- expected
# spec ns:ac app:ac if not (`nowhere` is installed)
# spec ns:ad app:ad if line 47 raises no other exception
# spec ns:ae app:ae if line 47 raises another exception
# spec ns:name app:aa
# spec ns:s app:s if not (thing)
# spec ns:t app:s if thing
# problem conditional app.py:27
# problem conditional app.py:27
# problem conditional app.py:46
# problem conditional app.py:48
# problem conditional app.py:49
# problem undecidable app.py:10
# problem undecidable app.py:11
# problem undecidable app.py:13
# problem undecidable app.py:15
# problem undecidable app.py:16
# problem undecidable app.py:17
# problem undecidable app.py:18
# problem undecidable app.py:19
# problem undecidable app.py:22
# problem undecidable app.py:26
# problem undecidable app.py:28
# problem undecidable app.py:29
# problem undecidable app.py:33
# problem undecidable app.py:34
# problem undecidable app.py:35
# problem undecidable app.py:44
# problem undecidable app.py:5
# problem undecidable app.py:6
# problem undecidable app.py:7
# problem undecidable app.py:8
# problem undecidable app.py:9
# problem unread-base app.py:36
# differs: what cannot be followed is told
