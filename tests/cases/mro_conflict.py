"""A diamond, and a class whose bases have no consistent order."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Top(Plugin):
    namespace = "ns"; name = "top"
class L(Top): name = "left"
class R(Top): name = "right"
class D(L, R): pass
class E(R, L): pass
try:
    class Bad(D, E): name = "bad"
except TypeError:
    Bad = PluginSpec("ns", "typeerror", list)
class M1(type): ...
class M2(type): ...
class A1(metaclass=M1): ...
class A2(metaclass=M2): ...
try:
    class Both(A1, A2): ...
    x = PluginSpec("ns", "both", list)
except TypeError:
    x = PluginSpec("ns", "conflict", list)
try:
    class F(bool): ...
    y = PluginSpec("ns", "boolsub", list)
except TypeError:
    y = PluginSpec("ns", "final", list)
# --- expected
# class ns:left app:D
# class ns:left app:L
# class ns:right app:E
# class ns:right app:R
# class ns:top app:Top
# spec ns:conflict app:x
# spec ns:final app:y
# spec ns:typeerror app:Bad
