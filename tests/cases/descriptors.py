"""property setters, cached_property, own descriptors, __set_name__."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import functools
class Desc:
    def __set_name__(self, owner, name): self.n = name
    def __get__(self, inst, owner): return f"{self.n}-{owner.__name__}"
class A:
    field = Desc()
class B(Plugin):
    namespace = "ns"
    name = Desc()
class C:
    def __init__(self): self._v = "v0"; self.calls = 0
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x + "!"
    @functools.cached_property
    def cached(self):
        self.calls += 1
        return f"c{self.calls}"
c = C()
c.v = "set"
a = PluginSpec("ns", A.field, list)
b = PluginSpec("ns", c.v, list)
d = PluginSpec("ns", c.cached + c.cached, list)
class DataDesc:
    def __get__(self, i, o): return "data" if i else "cls"
    def __set__(self, i, v): raise AttributeError
class D:
    x = DataDesc()
    def __init__(self): self.__dict__["x"] = "dict"
e = PluginSpec("ns", D().x, list)
class NonData:
    def __get__(self, i, o): return "nondata"
class E:
    x = NonData()
    def __init__(self): self.x = "inst"
f = PluginSpec("ns", E().x, list)
class F:
    @classmethod
    @property
    def cp(cls): return cls.__name__
class G(Plugin):
    namespace = "ns"
    @property
    def name(self): return "prop"
class H(Plugin):
    namespace = "ns"
    @classmethod
    def name(cls): return "x"
# --- expected
# class ns:name-B app:B
# spec ns:c1c1 app:d
# spec ns:data app:e
# spec ns:field-A app:a
# spec ns:inst app:f
# spec ns:set! app:b
