"""A class derives from no generator and from no method."""
# --- app.py
from plugin import PluginSpec
class Base: pass
try:
    class A((each for each in ()), Base): pass
except TypeError:
    a = PluginSpec("ns", "a", list)
try:
    class B(Base().__init__): pass
except TypeError:
    b = PluginSpec("ns", "b", list)
try:
    class C(globals().get): pass
except TypeError:
    c = PluginSpec("ns", "c", list)
# --- expected
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
