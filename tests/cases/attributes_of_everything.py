"""What Python gives every object of a kind is there, though no source mentions it."""
# --- app.py
from plugin import PluginSpec
import functools, sys
class C: pass
def f(): pass
a = PluginSpec("ns", "a" if hasattr(C, "__subclasses__") else "no", list)
b = PluginSpec("ns", "b" if hasattr(C(), "__eq__") else "no", list)
c = PluginSpec("ns", "c" if hasattr(f, "__code__") else "no", list)
d = PluginSpec("ns", "d" if hasattr(functools.partial(f), "__call__") else "no", list)
e = PluginSpec("ns", "e" if hasattr(sys.modules[__name__], "__class__") else "no", list)
g = PluginSpec("ns", "g" if not hasattr([], "__call__") and not hasattr("", "mro") else "no", list)
h = PluginSpec("ns", "h" if not hasattr(C, "other") and not hasattr(f, "other") else "no", list)
i = PluginSpec("ns", "i" if not hasattr(property(f), "__func__") else "no", list)
# --- expected
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
# spec ns:d app:d
# spec ns:e app:e
# spec ns:g app:g
# spec ns:h app:h
# spec ns:i app:i
