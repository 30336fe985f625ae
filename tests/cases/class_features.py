"""Properties, inheritance of names, class factories, init_subclass, metaclasses."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Named(Plugin):
    namespace = "ns"
    def __init_subclass__(cls, suffix="", **kw):
        super().__init_subclass__(**kw)
        cls.name = cls.__name__.lower() + suffix
class A(Named): ...
class B(Named, suffix="-x"): ...
def make(n):
    class Made(Plugin):
        namespace = "ns"
        name = n
    return Made
C = make("c")
D = make("d")
class Mixin:
    name = "mixed"
class E(Mixin, Plugin):
    namespace = "ns"
class WithProperty(Plugin):
    namespace = "ns"
    @property
    def name(self): return "p"
class Meta(type(Plugin)):
    def __new__(mcs, name, bases, ns):
        ns["name"] = "meta-" + name.lower()
        return super().__new__(mcs, name, bases, ns)
class F(Plugin, metaclass=Meta):
    namespace = "ns"
# --- expected
# class ns:a app:A
# class ns:b-x app:B
# class ns:c app:C
# class ns:d app:D
# class ns:mixed app:E
# class ns:meta-f app:F
