"""Attributes on functions and partials, closures, stacked decorators, defaults."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import functools
def tag(**tags):
    def deco(fn):
        for k, v in tags.items(): setattr(fn, k, v)
        return fn
    return deco
def as_plugin(fn=None, *, ns="ns"):
    if fn is None:
        return functools.partial(as_plugin, ns=ns)
    return plugin(ns, name=getattr(fn, "title", fn.__name__))(fn)
@as_plugin
@tag(title="titled")
def a(): ...
@as_plugin(ns="other")
def b(): ...
plugin("ns", "c")(lambda: None)
c = plugin("ns", "c")(lambda: None)
def d(): ...
d = plugin("ns")(d)
def e(): ...
plugin("ns")(e)
@functools.lru_cache(maxsize=None)
def spec(n): return PluginSpec("ns", n, list)
f = spec("f")
f2 = spec("f")
# --- expected
# function ns:titled app:a
# function other:b app:b
# function ns:c app:c
# function ns:d app:d
# function ns:e app:e
# spec ns:f app:f
