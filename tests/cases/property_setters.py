"""A property that can be set and deleted runs its functions."""
# --- app.py
from plugin import PluginSpec
class Box:
    _name = "none"
    @property
    def name(self): return self._name
    @name.setter
    def name(self, value): self._name = value + "-set"
    @name.deleter
    def name(self): self._name = "deleted"
box = Box()
a = PluginSpec("ns", box.name, list)
box.name = "b"
b = PluginSpec("ns", box.name, list)
setattr(box, "name", "c")
c = PluginSpec("ns", box.name, list)
del box.name
d = PluginSpec("ns", box.name, list)
class Loud(Box):
    name = Box.name.getter(lambda self: self._name.upper())
loud = Loud()
loud.name = "e"
e = PluginSpec("ns", loud.name, list)
# --- expected
# spec ns:E-SET app:e
# spec ns:b-set app:b
# spec ns:c-set app:c
# spec ns:deleted app:d
# spec ns:none app:a
