"""__getattr__ and __getattribute__ on instances."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class A:
    real = "real"
    def __getattr__(self, n): return "dyn-" + n
a = PluginSpec("ns", A().x, list)
b = PluginSpec("ns", A().real, list)
class B:
    real = "real"
    def __getattribute__(self, n): return "all-" + n
c = PluginSpec("ns", B().real, list)
d = PluginSpec("ns", getattr(A(), "q", "default"), list)
class C:
    def __getattr__(self, n): raise AttributeError(n)
e = PluginSpec("ns", getattr(C(), "q", "default"), list)
f = PluginSpec("ns", "has" if hasattr(C(), "q") else "hasnt", list)
# --- expected
# spec ns:all-real app:c
# spec ns:default app:e
# spec ns:dyn-q app:d
# spec ns:dyn-x app:a
# spec ns:hasnt app:f
# spec ns:real app:b
