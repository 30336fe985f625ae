"""A comprehension in a class body sees the module, not the class."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
v = "module"
items = ["m"]
class A(Plugin):
    namespace = "ns"
    v = "class"
    items = ["c1", "c2"]
    name = "-".join(v for _ in items)
class B(Plugin):
    namespace = "ns"
    base = "bee"
    name = base.upper()
    def load(self): return name
class C(Plugin):
    namespace = "ns"
    name = v
    v = "after"
# --- expected
# class ns:BEE app:B
# class ns:module app:C
# class ns:module-module app:A
