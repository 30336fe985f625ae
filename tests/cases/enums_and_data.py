"""Enumerations, dataclasses and named tuples hold names."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import enum, dataclasses, collections, typing
class G(str, enum.Enum):
    ONE = "g.one"
class K(enum.Enum):
    X = "kx"
    Y = "ky"
class Auto(enum.Enum):
    ONE = enum.auto()
    TWO = enum.auto()
@dataclasses.dataclass(frozen=True)
class Info:
    name: str
    group: str = "ns"
    tags: list = dataclasses.field(default_factory=list)
class T(typing.NamedTuple):
    name: str
    group: str = "nt"
N = collections.namedtuple("N", "name group")
a = PluginSpec(G.ONE.value, K.X.value, list)
b = PluginSpec("ns", K["X"].name, list)
i = Info("info")
c = PluginSpec(i.group, i.name, list)
t = T("tuple")
d = PluginSpec(t.group, t.name, list)
n = N("named", group="nn")
e = PluginSpec(n.group, n.name, list)
f = PluginSpec("ns", K("kx").name + str(len(K)), list)
g = PluginSpec("ns", f"auto{Auto.TWO.value}", list)
for k in K:
    globals()[f"each_{k.name}"] = PluginSpec("each", k.name, list)
# --- expected
# spec g.one:kx app:a
# spec ns:X app:b
# spec ns:info app:c
# spec nt:tuple app:d
# spec nn:named app:e
# spec ns:X2 app:f
# spec ns:auto2 app:g
# spec each:X app:each_X
# spec each:Y app:each_Y
