"""A class body knows its module and qualified name, and a method its class."""
# --- app.py
from plugin import Plugin, PluginSpec
class A(Plugin):
    namespace = __module__
    name = __qualname__.lower()
    class B(Plugin):
        namespace = "ns"
        name = __qualname__
b = A.B
class Base:
    def own(self): return __class__.__name__ + self.__class__.__name__
class C(Base): pass
c = PluginSpec("ns", C().own(), list)
class D:
    __module__ = "elsewhere"
    __qualname__ = "Q.D"
    __doc__ = "docs"
d = PluginSpec("ns", f"{D.__module__}-{D.__qualname__}-{D.__doc__}-{D().__module__}", list)
e = PluginSpec("ns", "-".join(each.__name__ for each in C.__mro__), list)
f = PluginSpec("ns", Base.__bases__[0].__name__, list)
try:
    class E(Plugin):
        namespace = "ns"
        name = __qualname__ + "-e"
except NameError:
    E = None
# --- expected
# class app:a app:A
# class ns:A.B app:b
# class ns:E-e app:E
# spec ns:BaseC app:c
# spec ns:C-Base-object app:e
# spec ns:elsewhere-Q.D-docs-elsewhere app:d
# spec ns:object app:f
