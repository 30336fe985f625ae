"""Private names are mangled with the name of their class."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class A:
    __x = "secret"
    def get(self): return self.__x
    @classmethod
    def cget(cls): return cls.__x
class B(A):
    __x = "other"
a = PluginSpec("ns", A().get(), list)
b = PluginSpec("ns", B().get(), list)
c = PluginSpec("ns", A._A__x, list)
d = PluginSpec("ns", getattr(A, "__x", "no"), list)
class D:
    def __init__(self): self.__n = "inst"
e = PluginSpec("ns", D()._D__n, list)
class E(Plugin):
    namespace = "ns"
    __n = "mangled"
    name = __n
__mod = "modlevel"
class F:
    def f(self): return globals().get("__mod") + str("_F__mod" in globals())
g = PluginSpec("ns", F().f(), list)
# --- expected
# class ns:mangled app:E
# spec ns:inst app:e
# spec ns:modlevelFalse app:g
# spec ns:no app:d
# spec ns:secret app:a
# spec ns:secret app:b
# spec ns:secret app:c
