"""Names bound through sys.modules, vars() and __dict__."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import sys
sys.modules[__name__].__dict__["a"] = PluginSpec("ns", "a", list)
vars()["b"] = PluginSpec("ns", "b", list)
locals()["c"] = PluginSpec("ns", "c", list)
me = sys.modules[__name__]
me.d = PluginSpec("ns", "d", list)
setattr(me, "e", PluginSpec("ns", "e", list))
vars(me)["f"] = PluginSpec("ns", "f", list)
g = globals()
g["h"] = PluginSpec("ns", "h", list)
globals().setdefault("i", PluginSpec("ns", "i", list))
globals().setdefault("i", PluginSpec("ns", "i2", list))
globals() | {"no": PluginSpec("ns", "no", list)}
globals().update(k=PluginSpec("ns", "k", list))
globals().update([("l", PluginSpec("ns", "l", list))])
globals().__setitem__("m", PluginSpec("ns", "m", list))
__import__("sys").modules[__name__].n = PluginSpec("ns", "n", list)
import builtins
# --- expected
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
# spec ns:d app:d
# spec ns:e app:e
# spec ns:f app:f
# spec ns:h app:h
# spec ns:i app:i
# spec ns:k app:k
# spec ns:l app:l
# spec ns:m app:m
# spec ns:n app:n
