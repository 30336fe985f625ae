"""Private names of classes."""
# --- app.py
from plugin import PluginSpec
class A:
    __n = "secret"
    def get(self): return self.__n
class B(A):
    __n = "other"
a = PluginSpec("ns", B().get(), list)
b = PluginSpec("ns", A._A__n + B._B__n + getattr(A, "__n", "-none"), list)
# --- expected
# spec ns:secret app:a
# spec ns:secretother-none app:b
