"""collections: named tuples, default dicts, ordered dicts, deques; types: simple namespaces and read-only mappings."""
# --- app.py
import collections
from collections import OrderedDict, defaultdict, deque, namedtuple
from types import MappingProxyType, SimpleNamespace
from typing import NamedTuple
from plugin import PluginSpec
Point = namedtuple("Point", ["x", "y"])
Triple = namedtuple("Triple", "x, y z")
point = Point("1", y="2")
a = PluginSpec("ns", "a" + point.x + point.y, list)
b = PluginSpec("ns", "b" + Triple("3", "4", "5").z, list)
class Row(NamedTuple):
    name: str
    kind: str = "default"
    def shown(self): return f"{self.name}-{self.kind}"
c = PluginSpec("ns", "c" + Row("row").shown() + Row("row", "other").shown() + Row(name="r").kind, list)
groups = defaultdict(list)
groups["a"].append("x")
groups["a"].append("y")
groups["b"]
d = PluginSpec("ns", "d" + "".join(groups["a"]) + str(len(groups)) + str(groups.get("c")), list)
counted = defaultdict(int, {"k": 2}, l=3)
e = PluginSpec("ns", f"e{counted['k']}{counted['l']}{counted['none']}", list)
ordered = OrderedDict([("k", "v")], l="w")
f = PluginSpec("ns", "f" + "".join(ordered) + ordered["l"], list)
queue = deque(["m", "n"])
queue.append("o")
g = PluginSpec("ns", "g" + "".join(queue) + queue.pop() + queue[0], list)
space = SimpleNamespace(name="space", kind="k")
space.more = "set"
h = PluginSpec("ns", "h" + space.name + space.more, list)
proxy = MappingProxyType({"k": "proxied"})
i = PluginSpec("ns", "i" + proxy["k"] + proxy.get("no", "-"), list)
plain = defaultdict(None)
try:
    plain["no"]
except KeyError:
    j = PluginSpec("ns", "j", list)
try:
    defaultdict()["no"]
except KeyError:
    k = PluginSpec("ns", "k", list)
tree = defaultdict(lambda: defaultdict(str))
tree["a"]["b"] += "deep"
l = PluginSpec("ns", "l" + tree["a"]["b"], list)
class Sub(namedtuple("SubBase", "left right")):
    @property
    def both(self): return self.left + self.right
m = PluginSpec("ns", "m" + Sub("l", "r").both + Sub.__name__, list)
# --- expected
# spec ns:a12 app:a
# spec ns:b5 app:b
# spec ns:crow-defaultrow-otherdefault app:c
# spec ns:dxy2None app:d
# spec ns:e230 app:e
# spec ns:fklw app:f
# spec ns:gmnoom app:g
# spec ns:hspaceset app:h
# spec ns:iproxied- app:i
# spec ns:j app:j
# spec ns:k app:k
# spec ns:ldeep app:l
# spec ns:mlrSub app:m
