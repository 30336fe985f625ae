"""dataclass with init=False, kw_only, defaults, inheritance, replace and asdict."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import dataclasses
from dataclasses import dataclass, field
@dataclass
class A:
    n: str = "dn"
    hidden: str = field(default="hid", init=False)
    tags: list = field(default_factory=lambda: ["t"])
a = PluginSpec("ns", A().n + A().hidden + A().tags[0], list)
@dataclass(kw_only=True)
class B(A):
    m: str
b = PluginSpec("ns", B("p", m="q").m, list)
@dataclass(frozen=True, order=True)
class C:
    x: int
    y: dataclasses.InitVar[int] = 3
    def __post_init__(self, y): object.__setattr__(self, "z", y)
c = PluginSpec("ns", f"c{C(1, 5).z}", list)
d = PluginSpec("ns", f"d{dataclasses.replace(A('r'), n='s').n}", list)
e = PluginSpec("ns", ",".join(dataclasses.asdict(A())), list)
f = PluginSpec("ns", "eq" if A("1") == A("1") else "ne", list)
g = PluginSpec("ns", "lt" if C(1) < C(2) else "ge", list)
h = PluginSpec("ns", ",".join(x.name for x in dataclasses.fields(A)), list)
i = PluginSpec("ns", repr(A("r")), list)
try:
    C(1).x = 2
    j = PluginSpec("ns", "set", list)
except AttributeError:
    j = PluginSpec("ns", "frozen", list)
try:
    A("x", "y", "z")
    k = PluginSpec("ns", "three", list)
except TypeError:
    k = PluginSpec("ns", "toomany", list)
@dataclass(init=False)
class D:
    x: str = "dx"
    def __init__(self, v): self.x = v
l = PluginSpec("ns", D("own").x, list)
@dataclass
class P(Plugin):
    namespace: str = "ns"
    name: str = "pdc"
m = PluginSpec("ns", "mm" if A("1") is A("1") else "nn", list)
n = PluginSpec("ns", "mm" if A("1") != A("1") else "nn", list)
o = PluginSpec("ns", "in" if A("1") in [A("1")] else "out", list)
# --- expected
# class ns:pdc app:P
# spec ns:c5 app:c
# spec ns:dnhidt app:a
# spec ns:ds app:d
# spec ns:eq app:f
# spec ns:frozen app:j
# spec ns:in app:o
# spec ns:lt app:g
# spec ns:n,hidden,tags app:e
# spec ns:n,hidden,tags app:h
# spec ns:nn app:m
# spec ns:nn app:n
# spec ns:own app:l
# spec ns:q app:b
# spec ns:toomany app:k
# problem invalid app.py:25
