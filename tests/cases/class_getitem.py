"""__class_getitem__ and __getitem__ of a metaclass."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class A:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
a = PluginSpec("ns", A["x"], list)
class M(type):
    def __getitem__(cls, k): return "meta-" + k
    def __call__(cls, *args): return "called-" + args[0]
    def __len__(cls): return 3
    def __iter__(cls): return iter(["i1", "i2"])
    def __contains__(cls, x): return x == "in"
    def __getattr__(cls, n): return "dyn-" + n
class B(metaclass=M): ...
b = PluginSpec("ns", B["y"], list)
c = PluginSpec("ns", B("z"), list)
d = PluginSpec("ns", f"len{len(B)}", list)
e = PluginSpec("ns", [*B][1], list)
f = PluginSpec("ns", "yes" if "in" in B else "no", list)
g = PluginSpec("ns", B.foo, list)
# --- expected
# spec ns:A[x] app:a
# spec ns:called-z app:c
# spec ns:dyn-foo app:g
# spec ns:i2 app:e
# spec ns:len3 app:d
# spec ns:meta-y app:b
# spec ns:yes app:f
