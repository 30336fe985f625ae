"""A metaclass with __prepare__ and __call__."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class M(type(Plugin)):
    @classmethod
    def __prepare__(mcs, name, bases, **kw): return {"namespace": "prepared", "hint": name.lower()}
class A(Plugin, metaclass=M):
    name = hint
class M2(type):
    def __call__(cls, *a, **k):
        inst = super().__call__(*a, **k)
        inst.extra = "extra"
        return inst
class B(metaclass=M2):
    def __init__(self, n): self.n = n
b = PluginSpec("ns", B("x").n + B("y").extra, list)
class Singleton(type):
    _inst = {}
    def __call__(cls, *a):
        if cls not in cls._inst: cls._inst[cls] = super().__call__(*a)
        return cls._inst[cls]
class S(metaclass=Singleton):
    def __init__(self, n): self.n = n
S("first")
c = PluginSpec("ns", S("second").n, list)
# --- expected
# class prepared:a app:A
# spec ns:first app:c
# spec ns:xextra app:b
