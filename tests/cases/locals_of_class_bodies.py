"""What a class body binds through `locals()` is told."""
# --- app.py
from plugin import PluginSpec
class A:
    name = "a"
    locals()["name"] = "other"
a = PluginSpec("ns", A.name, list)
class B:
    name = "b"
    vars().update(name="other")
b = PluginSpec("ns", B.name, list)
class C:
    name = "c"
    shown = sorted(locals())
c = PluginSpec("ns", C.name, list)
# --- expected
# spec ns:c app:c
# spec ns:other app:a
# spec ns:other app:b
