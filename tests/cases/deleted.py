"""Names that are deleted bind no plugin, in every way to delete one."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
a = PluginSpec("ns", "a", list)
b = PluginSpec("ns", "b", list)
c = PluginSpec("ns", "c", list)
d = PluginSpec("ns", "d", list)
del a
del globals()["b"]
globals().pop("c")
if True:
    del d
class E(Plugin):
    namespace = "ns"; name = "e"
del E
class F(Plugin):
    namespace = "ns"; name = "f"
F2 = F
del F
# --- expected
# class ns:f app:F2
