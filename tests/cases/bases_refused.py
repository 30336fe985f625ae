"""Bases without a consistent order, or whose metaclasses conflict."""
# --- app.py
from plugin import Plugin, PluginSpec
class L(Plugin): pass
class R(Plugin): pass
class A(L, R): pass
class B(R, L): pass
try:
    class C(A, B): namespace = "ns"; name = "c"
except TypeError:
    C = PluginSpec("ns", "no-order", list)
class M(type): pass
class N(type): pass
class D(metaclass=M): pass
class E(metaclass=N): pass
try:
    class F(D, E): pass
    f = None
except TypeError:
    f = PluginSpec("ns", "conflict", list)
# --- expected
# spec ns:conflict app:f
# spec ns:no-order app:C
