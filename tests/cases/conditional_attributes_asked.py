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
# spec ns:added app:d if not (os.environ.get('X'))
# spec ns:bFalse app:b if not (os.environ.get('X'))
# spec ns:bTrue app:b if os.environ.get('X')
# spec ns:default app:e if not (os.environ.get('X'))
# spec ns:dyn-real app:a if not (os.environ.get('X'))
# spec ns:fNone app:f if os.environ.get('X')
# spec ns:kept app:d if os.environ.get('X')
# spec ns:named app:e if os.environ.get('X')
# spec ns:none app:c if not (os.environ.get('X'))
# spec ns:real app:a if os.environ.get('X')
# spec ns:real app:c if os.environ.get('X')
# problem conditional app.py:10
# problem conditional app.py:10
# problem conditional app.py:15
# problem conditional app.py:15
# problem conditional app.py:18
# problem conditional app.py:18
# problem conditional app.py:23
# problem conditional app.py:23
# problem conditional app.py:26
# problem conditional app.py:9
# problem conditional app.py:9
# problem undecidable app.py:26
# differs: what cannot be followed is told
