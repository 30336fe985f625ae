"""Enum, IntEnum, Flag, StrEnum, aliases, _missing_, _generate_next_value_, functional."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import enum
class E(enum.Enum):
    A = "a"; B = "b"; ALIAS = "a"
    def m(self): return self.name + self.value
    @property
    def p(self): return "p" + self.value
    @classmethod
    def default(cls): return cls.B
class I(enum.IntEnum):
    ONE = 1; TWO = enum.auto()
class F(enum.Flag):
    R = enum.auto(); W = enum.auto(); X = enum.auto()
class S(str, enum.Enum):
    X = "sx"
    def __str__(self): return self.value
class G(enum.Enum):
    def _generate_next_value_(name, start, count, last): return name.lower() + str(count)
    FOO = enum.auto(); BAR = enum.auto()
class M(enum.Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A
class T(enum.Enum):
    P = ("p1", "p2")
    def __init__(self, x, y): self.x = x; self.y = y
class N(enum.Enum):
    A = 1
    def __new__(cls, v):
        o = object.__new__(cls); o._value_ = v * 10; return o
Fn = enum.Enum("Fn", "UP DOWN")
a = PluginSpec("ns", E.A.m(), list)
b = PluginSpec("ns", E.ALIAS.name, list)
c = PluginSpec("ns", E.default().p, list)
d = PluginSpec("ns", f"I{I.TWO + 1}", list)
e = PluginSpec("ns", f"F{F.X.value}-{(F.R | F.W).value}", list)
f = PluginSpec("ns", str(S.X) + S.X.upper(), list)
g = PluginSpec("ns", G.BAR.value, list)
h = PluginSpec("ns", M(99).name, list)
i = PluginSpec("ns", T.P.x + T.P.y, list)
j = PluginSpec("ns", f"N{N.A.value}", list)
k = PluginSpec("ns", Fn.DOWN.name + str(Fn.DOWN.value), list)
l = PluginSpec("ns", str(E.A), list)
m = PluginSpec("ns", repr(E.A), list)
n = PluginSpec("ns", "same" if E("a") is E.ALIAS else "other", list)
o = PluginSpec("ns", "-".join(e.name for e in E), list)
p = PluginSpec("ns", "-".join(E.__members__), list)
q = PluginSpec("ns", "eq" if S.X == "sx" else "ne", list)
r = PluginSpec("ns", {S.X: "key"}["sx"], list)
s = PluginSpec("ns", "in" if E.A in E else "out", list)
t = PluginSpec("ns", "eq" if E.A == "a" else "ne", list)
u = PluginSpec("ns", S.X, list)
# --- expected
# spec ns:<E.A: 'a'> app:m
# spec ns:A app:b
# spec ns:A app:h
# spec ns:A-B app:o
# spec ns:A-B-ALIAS app:p
# spec ns:Aa app:a
# spec ns:DOWN2 app:k
# spec ns:E.A app:l
# spec ns:F4-3 app:e
# spec ns:I3 app:d
# spec ns:N10 app:j
# spec ns:bar1 app:g
# spec ns:eq app:q
# spec ns:in app:s
# spec ns:key app:r
# spec ns:ne app:t
# spec ns:p1p2 app:i
# spec ns:pb app:c
# spec ns:same app:n
# spec ns:sx app:u
# spec ns:sxSX app:f
