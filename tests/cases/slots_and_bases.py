"""A slot takes the place of what the bases have under its name, and has nothing until it is set."""
# --- app.py
from plugin import Plugin, PluginSpec

class Top(Plugin):
    namespace = "ns"
class Left(PluginSpec): pass
class Right(Top):
    name = "right"
class Both(Left, Right): pass

class Named:
    name = "named"
class Slotted(Named):
    __slots__ = ("name", "other")
slotted = Slotted()
a = PluginSpec("ns", getattr(slotted, "name", "default"), list)
slotted.name = "set"
b = PluginSpec("ns", slotted.name, list)
try:
    slotted.other
except AttributeError:
    c = PluginSpec("ns", "unset", list)

class Lazy:
    __slots__ = "name"
    def __getattr__(self, name): return f"lazy-{name}"
d = PluginSpec("ns", Lazy().name, list)
# --- expected
# class ns:right app:Right
# spec ns:default app:a
# spec ns:lazy-name app:d
# spec ns:set app:b
# spec ns:unset app:c
