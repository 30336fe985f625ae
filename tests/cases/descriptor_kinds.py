"""Properties, class and static methods, cached properties, and descriptors of one's own."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import functools
class Base:
    def __init__(self, name): self._name = name
    @property
    def name(self): return self._name
    @functools.cached_property
    def cached(self): self._name += "!"; return self._name
    @classmethod
    def make(cls, name): return cls(name + cls.suffix)
    @staticmethod
    def plain(name): return name.upper()
    suffix = "x"
    @classmethod
    @functools.lru_cache(None)
    def kept(cls): return cls.suffix + "k"
class Sub(Base): suffix = "y"
a = PluginSpec("ns", Base("a").name, list)
b = PluginSpec("ns", Sub.make("b").name + Base.make("b").name, list)
c = PluginSpec("ns", Base.plain("c") + Sub("q").plain("d"), list)
one = Base("d")
d = PluginSpec("ns", (one.cached + one.cached).replace("!", ""), list)
class Field:
    def __set_name__(self, owner, name): self.name = "f_" + name
    def __get__(self, instance, owner): return self.name + ("i" if instance else "c")
class Data:
    def __get__(self, instance, owner): return "got" + instance.__dict__.get("kept", "none")
    def __set__(self, instance, value): instance.kept = value
    def __delete__(self, instance): instance.kept = "deleted"
class Holder:
    field = Field()
    data = Data()
    @property
    def two(self): return self._two
    @two.setter
    def two(self, value): self._two = value * 2
holder = Holder()
e = PluginSpec("ns", Holder.field + holder.field, list)
try: holder.name_that_is_not_there
except AttributeError: g = PluginSpec("ns", "g", list)
h = PluginSpec("ns", Base.make.__func__(Sub, "h").name, list)
i = PluginSpec("ns", Base.name.fget(Base("i")), list)
j = PluginSpec("ns", Base.make.__self__.__name__ + one.plain.__name__, list)
class Child(Base):
    @property
    def name(self): return "c" + super().name
    @classmethod
    def make(cls, name): return super().make(name + "-")
k = PluginSpec("ns", Child.make("k").name, list)
class Late:
    def method(self): return "l" + self.value
    value = "m"
late = Late()
l = PluginSpec("ns", late.method(), list)
late.method = lambda: "own"
m = PluginSpec("ns", late.method(), list)
n = PluginSpec("ns", Late.method(late), list)
Late.added = lambda self: "o" + self.value
o = PluginSpec("ns", Late().added(), list)
p = PluginSpec("ns", getattr(Late(), "method")() + getattr(Late, "nothing", "p"), list)
q = PluginSpec("ns", Late.method.__name__ + Late.method.__qualname__ + Late.__name__, list)
# --- expected
# spec ns:Baseplain app:j
# spec ns:CD app:c
# spec ns:a app:a
# spec ns:bybx app:b
# spec ns:ck-x app:k
# spec ns:dd app:d
# spec ns:f_fieldcf_fieldi app:e
# spec ns:g app:g
# spec ns:hy app:h
# spec ns:i app:i
# spec ns:lm app:l
# spec ns:lm app:n
# spec ns:lmp app:p
# spec ns:methodLate.methodLate app:q
# spec ns:om app:o
# spec ns:own app:m
