"""Subclasses of PluginSpec, class methods and static methods that make specs."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class MySpec(PluginSpec):
    def __init__(self, name):
        super().__init__("ns", name, list)
    @classmethod
    def of(cls, name): return cls(name + "!")
    @staticmethod
    def plain(name): return PluginSpec("ns", name, list)
a = MySpec("a")
b = MySpec.of("b")
c = MySpec.plain("c")
d = a.of("d")
# --- expected
# spec ns:a app:a
# spec ns:b! app:b
# spec ns:c app:c
# spec ns:d! app:d
