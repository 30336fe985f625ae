"""Methods made by `partialmethod`, and classes by `types.new_class`."""
# --- app.py
from functools import partialmethod
from types import new_class
from plugin import Plugin, PluginSpec
class Maker:
    def make(self, namespace, name, factory=list): return PluginSpec(namespace, name, factory)
    of_ns = partialmethod(make, "ns", factory=dict)
a = Maker().of_ns("a")
B = new_class("B", (Plugin,), {}, lambda names: names.update(namespace="ns", name="b"))
C = new_class("C", (B,), None, lambda names: names.update(name="c"))
class Base(Plugin):
    namespace = "ns"
    def __init_subclass__(cls, called): cls.name = called
D = new_class("D", (Base,), {"called": "d"})
# --- expected
# class ns:b app:B
# class ns:c app:C
# class ns:d app:D
# spec ns:a app:a
