"""A class changed through an alias."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class A(Plugin):
    namespace = "ns"; name = "a"
B = A
B.name = "b"
class C(Plugin):
    namespace = "ns"; name = "c"
for k in (C,):
    k.name = "c2"
class D(Plugin):
    namespace = "ns"; name = "d"
def rename(cls): cls.name = "d2"
rename(D)
class E(Plugin):
    namespace = "ns"; name = "e"
setattr(E, "name", "e2")
class F(Plugin):
    namespace = "ns"; name = "f"
reg = {"f": F}
reg["f"].name = "f2"
class G(Plugin):
    namespace = "ns"; name = "g"
x = [setattr(c, "name", "g2") for c in [G]]
class Ns(Plugin): name = "h"
class H(Ns): pass
Ns.namespace = "late"
# --- expected
# class late:h app:H
# class late:h app:Ns
# class ns:b app:A
# class ns:c2 app:C
# class ns:d2 app:D
# class ns:e2 app:E
# class ns:f2 app:F
# class ns:g2 app:G
