"""What can make a plugin is followed through whatever holds it: partials, methods, instances, lists, dicts, closures."""
# --- makers.py
from functools import partial
from plugin import Plugin, PluginSpec, plugin
class Base(Plugin):
    namespace = "ns"
class Maker:
    kind = Base
    def __init__(self, spec): self.spec = spec
    def make(self, name): return self.spec("ns", name, list)
    @staticmethod
    def static(name): return PluginSpec("ns", name, list)
    @property
    def base(self): return Base
maker = Maker(PluginSpec)
make = maker.make
static = Maker.static
listed = [PluginSpec, 1]
table = {"make": partial(PluginSpec, "ns")}
def outer(spec):
    def inner(name): return spec("ns", name, list)
    return inner
closed = outer(PluginSpec)
recursive = [maker]
recursive.append(recursive)
class Holder:
    pass
holder = Holder()
holder.base = Base
class Meta(type(Plugin)):
    def make(cls, name): return PluginSpec("ns", name, list)
class WithMeta(metaclass=Meta): ...
def checks(thing): return isinstance(thing, Base)
# --- use.py
import makers
from makers import closed, holder, listed, make, maker, recursive, static, table, WithMeta, checks
a = make("a")
b = static("b")
c = listed[0]("ns", "c", list)
d = table["make"]("d", list)
e = closed("e")
f = recursive[0].make("f")
class G(holder.base):
    name = "g"
class H(maker.base):
    name = "h"
i = WithMeta.make("i")
class J(makers.maker.kind):
    name = "j"
k = makers.makers if hasattr(makers, "makers") else makers.closed("k")
l = checks(maker)
def m(): return makers.nothing.at.all
def n(): return makers.maker.spec
o = n()("ns", "o", list)
# --- expected
# spec ns:a use:a
# spec ns:b use:b
# spec ns:c use:c
# spec ns:d use:d
# spec ns:e use:e
# spec ns:f use:f
# class ns:g use:G
# class ns:h use:H
# spec ns:i use:i
# class ns:j use:J
# spec ns:k use:k
# spec ns:o use:o
