"""Whether an attribute is there that a class holds under a condition, is asked for in many ways."""
# --- app.py
import os
from plugin import PluginSpec
class A:
    if os.environ.get("X"):
        real = "real"
        def __iadd__(self, other): return self
    def __getattr__(self, name): return "dyn-" + name
    def __add__(self, other): return other
a = PluginSpec("ns", A().real, list)
b = PluginSpec("ns", f"b{hasattr(A, 'real')}", list)
try:
    name = A.real
except AttributeError:
    name = "none"
c = PluginSpec("ns", name, list)
held = A()
held += "added"
d = PluginSpec("ns", held if isinstance(held, str) else "kept", list)
class Named: name = "named"
class Slotted(Named):
    if not os.environ.get("X"):
        __slots__ = ("name", "other")
e = PluginSpec("ns", getattr(Slotted(), "name", "default"), list)
if os.environ.get("X"):
    def len(value): pass
f = PluginSpec("ns", f"f{len(os.environ)}", list)
# --- expected
# problem undecidable app.py:10
# problem undecidable app.py:15
# problem undecidable app.py:18
# problem undecidable app.py:23
# problem undecidable app.py:26
# problem undecidable app.py:9
# differs: what cannot be followed is told
