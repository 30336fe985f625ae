"""Classes with __slots__."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class S:
    __slots__ = ("name", "group")
    def __init__(self, name, group="ns"):
        self.name = name; self.group = group
s = S("slot")
a = PluginSpec(s.group, s.name, list)
try:
    s.other = "x"
    b = PluginSpec("ns", "set", list)
except AttributeError:
    b = PluginSpec("ns", "refused", list)
class P(Plugin):
    __slots__ = ()
    namespace = "ns"; name = "p"
class Q(Plugin):
    __slots__ = ("name",)
    namespace = "ns"
# --- expected
# class ns:p app:P
# spec ns:refused app:b
# spec ns:slot app:a
