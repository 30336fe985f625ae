"""Helpers of the standard library that change nothing of what they are given, or little."""
# --- app.py
import abc, contextlib, copy, typing, warnings
from typing import Any, Generic, NewType, TypeVar, cast, final, overload
from plugin import Plugin, PluginSpec
T = TypeVar("T")
Name = NewType("Name", str)
a = PluginSpec("ns", "a" + cast(str, "cast") + Name("new") + T.__name__, list)
@final
class B(Plugin):
    namespace = "ns"
    name = "final"
class Generics(Plugin, Generic[T]):
    namespace = "ns"
class C(Generics[int]):
    name = "generic"
@typing.runtime_checkable
class Proto(typing.Protocol):
    kind = "protocol"
d = PluginSpec("ns", "d" + Proto.kind, list)
warnings.simplefilter("ignore")
nothing = warnings.warn("nothing happens", stacklevel=1)
original = ["x"]
copied = copy.copy(original)
copied.append("y")
e = PluginSpec("ns", "e" + "".join(original) + "".join(copied), list)
class Box:
    def __init__(self, name): self.name = name
box = Box("box")
other = copy.copy(box)
other.name = "other"
f = PluginSpec("ns", "f" + box.name + other.name + copy.copy("text") + str(copy.copy({"k": 1})) + copy.copy(Box).__name__, list)
with contextlib.nullcontext("entered") as entered:
    g = PluginSpec("ns", "g" + entered, list)
with contextlib.nullcontext() as nothing:
    h = PluginSpec("ns", f"h{nothing}", list)
with contextlib.suppress(KeyError, ValueError):
    i = PluginSpec("ns", "i", list)
    {}["no"]
    i = PluginSpec("ns", "never", list)
@contextlib.contextmanager
def managed(name):
    yield name + "-managed"
with managed("j") as j_name:
    j = PluginSpec("ns", j_name, list)
class Abstract(abc.ABC):
    @property
    @abc.abstractmethod
    def name(self): ...
class K(Abstract, Plugin):
    namespace = "ns"
    name = "concrete"
@overload
def over(x: int): ...
@overload
def over(x: str): ...
def over(x): return PluginSpec("ns", x, list)
l = over("l")
@typing.dataclass_transform()
def transform(cls): return cls
@transform
class M(Plugin):
    namespace = "ns"
    name = "transformed"
if typing.TYPE_CHECKING:
    n = PluginSpec("ns", "never", list)
P = typing.ParamSpec("P")
o = PluginSpec("ns", "o" + P.__name__, list)
words: typing.Dict[str, str] = typing.Dict() if False else {"k": "v"}
p = PluginSpec("ns", "p" + words["k"], list)
q = PluginSpec("ns", "q" + typing.OrderedDict(k="v")["k"], list)
# --- expected
# spec ns:acastnewT app:a
# class ns:concrete app:K
# spec ns:dprotocol app:d
# spec ns:exxy app:e
# spec ns:fboxothertext{'k': 1}Box app:f
# class ns:final app:B
# class ns:generic app:C
# spec ns:gentered app:g
# spec ns:hNone app:h
# spec ns:i app:i
# spec ns:j-managed app:j
# spec ns:l app:l
# spec ns:oP app:o
# spec ns:pv app:p
# spec ns:qv app:q
# class ns:transformed app:M
# requires: 3.11
