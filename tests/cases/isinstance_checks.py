"""isinstance, issubclass, type and callable, asked of all kinds of values."""
# --- app.py
import enum
import abc
from plugin import Plugin, PluginSpec, plugin
class Base: ...
class Child(Base): ...
class Meta(type): ...
class WithMeta(metaclass=Meta): ...
class Mine(ValueError): ...
class Items(dict): ...
class Called:
    def __call__(self): ...
def function(): ...
def marks(*answers): return "".join("y" if answer else "n" for answer in answers)
a = PluginSpec("ns", "a" + marks(isinstance(Child(), Base), isinstance(Base(), Child), isinstance(1, (str, int))), list)
b = PluginSpec("ns", "b" + marks(isinstance("x", str), isinstance(True, int), isinstance(None, str), isinstance(1.5, float)), list)
c = PluginSpec("ns", "c" + marks(isinstance([], list), isinstance((), (list, tuple)), isinstance({}, dict), isinstance({1}, frozenset)), list)
d = PluginSpec("ns", "d" + marks(isinstance(Base, type), isinstance(int, type), isinstance(Base(), type), isinstance(function, type)), list)
e = PluginSpec("ns", "e" + marks(isinstance(1, object), isinstance(Base, object), isinstance(function, str)), list)
f = PluginSpec("ns", "f" + marks(issubclass(Child, Base), issubclass(Base, Child), issubclass(Base, object), issubclass(bool, int)), list)
g = PluginSpec("ns", "g" + marks(issubclass(Mine, Exception), issubclass(Mine, KeyError), isinstance(Mine(), ValueError)), list)
h = PluginSpec("ns", "h" + marks(issubclass(Items, dict), isinstance(Items(), dict), isinstance(Items(), list)), list)
i = PluginSpec("ns", "i" + type(Child()).__name__ + type("x").__name__ + type([]).__name__ + type({}).__name__ + type(Base).__name__, list)
j = PluginSpec("ns", "j" + type(WithMeta).__name__ + type(1.5).__name__ + type((1,)).__name__, list)
k = PluginSpec("ns", "k" + marks(type("x") is str, type([]) == list, type(Child()) is Base, type(Child()) is Child), list)
l = PluginSpec("ns", "l" + marks(callable(function), callable(Base), callable(Base()), callable(Called()), callable("x"), callable(print)), list)
m = PluginSpec("ns", "m" + marks(isinstance(WithMeta, Meta), isinstance(Base, Meta), isinstance(WithMeta(), WithMeta)), list)
class Plug(Plugin):
    namespace = "ns"
    name = "n"
o = PluginSpec("ns", "o" + marks(issubclass(Plug, Plugin), issubclass(Base, Plugin), isinstance(a, PluginSpec)), list)
p = PluginSpec("ns", "p" + marks(isinstance(Base(), str), isinstance("x", Base), isinstance([1], Base), isinstance(function, Base)), list)
q = PluginSpec("ns", "q" + marks(issubclass(int, (str, float)), issubclass(KeyError, LookupError), issubclass(str, Base)), list)
class Color(enum.Enum):
    RED = "red"
r = PluginSpec("ns", "r" + marks(isinstance(Color.RED, Color), isinstance("red", Color)) + type(Color.RED).__name__, list)
s = PluginSpec("ns", "s" + marks(isinstance(function, (int, object)), isinstance(callable, str) if False else True), list)
for index, thing in enumerate([Base, Base(), "text", 1, [], {}, None, function]):
    if isinstance(thing, type) and issubclass(thing, Base):
        globals()[f"t{index}"] = PluginSpec("ns", f"t{index}", thing)
    elif isinstance(thing, (str, list)):
        globals()[f"u{index}"] = PluginSpec("ns", f"u{index}", list)
Made = type("Made", (Base,), {"kind": "made"})
v = PluginSpec("ns", "v" + Made.kind + Made.__name__ + marks(issubclass(Made, Base)), list)
w = type("w", (Plugin,), {"namespace": "ns", "name": "made"})
# --- expected
# spec ns:ayny app:a
# spec ns:byyny app:b
# spec ns:cyyyn app:c
# spec ns:dyynn app:d
# spec ns:eyyn app:e
# spec ns:fynyy app:f
# spec ns:gyny app:g
# spec ns:hyyn app:h
# spec ns:iChildstrlistdicttype app:i
# spec ns:jMetafloattuple app:j
# spec ns:kyyny app:k
# spec ns:lyynyny app:l
# class ns:made app:w
# spec ns:myny app:m
# class ns:n app:Plug
# spec ns:oyny app:o
# spec ns:pnnnn app:p
# spec ns:qnyn app:q
# spec ns:rynColor app:r
# spec ns:syy app:s
# spec ns:t0 app:t0
# spec ns:u2 app:u2
# spec ns:u4 app:u4
# spec ns:vmadeMadey app:v
