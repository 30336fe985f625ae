"""partialmethod, singledispatch, wraps on plugins, cmp_to_key, reduce."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import functools
class A:
    def m(self, x, y="y"): return x + y
    half = functools.partialmethod(m, "h")
a = PluginSpec("ns", A().half("z"), list)
@functools.singledispatch
def f(x): return "object"
@f.register
def _(x: int): return "int"
@f.register(str)
def _(x): return "str"
b = PluginSpec("ns", f("x"), list)
c = PluginSpec("ns", f(1) + f(2.5), list)
def deco(fn):
    @functools.wraps(fn)
    def w(*a, **k): return fn(*a, **k)
    return w
@deco
@plugin("ns")
def inner(): ...
@plugin("ns")
@deco
def outer(): ...
@deco
def plain(): ...
d = PluginSpec("ns", plain.__name__ + "-" + plain.__wrapped__.__name__, list)
p = functools.partial(lambda a, b, c: a + b + c, "1", c="3")
e = PluginSpec("ns", p("2"), list)
g = PluginSpec("ns", functools.reduce(lambda x, y: y + x, "abc"), list)
h = PluginSpec("ns", p.func("x", "y", "z") + p.args[0] + p.keywords["c"], list)
@functools.lru_cache
def once(): 
    CALLS.append(1); return len(CALLS)
CALLS = []
i = PluginSpec("ns", f"i{once()}{once()}", list)
# --- expected
# function ns:inner app:inner
# function ns:outer app:outer
# spec ns:123 app:e
# spec ns:cba app:g
# spec ns:hz app:a
# spec ns:i11 app:i
# spec ns:intobject app:c
# spec ns:plain-plain app:d
# spec ns:str app:b
# spec ns:xyz13 app:h
