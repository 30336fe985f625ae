"""functools: partial, wraps, update_wrapper, cache, reduce, cached_property, total_ordering."""
# --- app.py
import functools
from functools import cache, lru_cache, partial, reduce
from plugin import PluginSpec, plugin
def named(prefix, name="n", *, suffix=""): return prefix + name + suffix
short = partial(named, "a", suffix="!")
a = PluginSpec("ns", short() + short("x"), list)
b = PluginSpec("ns", "b" + short.func("f") + short.args[0] + short.keywords["suffix"], list)
twice = partial(short, name="t")
c = PluginSpec("ns", "c" + twice(), list)
calls = []
@cache
def once(name):
    calls.append(name)
    return PluginSpec("ns", f"{name}{len(calls)}", list)
d = once("d")
same = once("d")
e = once("e")
@lru_cache(maxsize=None)
def with_size(name="x", **rest): return name + str(len(calls))
f = PluginSpec("ns", "f" + with_size() + with_size("y") + with_size(name="z", more=1), list)
g = PluginSpec("ns", "g" + once.__wrapped__.__name__, list)
h = PluginSpec("ns", "h" + reduce(lambda x, y: x + y, ["1", "2"]) + reduce(lambda x, y: x + y, "34", "0"), list)
try:
    reduce(lambda x, y: x, [])
except TypeError:
    i = PluginSpec("ns", "i", list)
def decorate(function):
    @functools.wraps(function)
    def wrapper(*args): return function(*args) + "-wrapped"
    return wrapper
@decorate
def original():
    """The docstring."""
    return "result"
original.tag = "tag"
j = PluginSpec("ns", "j" + original() + original.__name__ + original.__doc__ + original.__wrapped__(), list)
def outer(): return "outer"
def inner(): return "inner"
inner.kept = "kept"
outer.taken = "taken"
functools.update_wrapper(inner, outer)
k = PluginSpec("ns", "k" + inner.__name__ + inner.kept + inner.taken + inner(), list)
class Lazy:
    @functools.cached_property
    def name(self): return "computed"
l = PluginSpec("ns", "l" + Lazy().name, list)
@functools.total_ordering
class Ordered:
    name = "ordered"
    def __lt__(self, other): return True
    def __eq__(self, other): return False
m = PluginSpec("ns", "m" + Ordered.name, list)
try:
    partial()
except TypeError:
    n = PluginSpec("ns", "n", list)
def hook(function=None, *, name):
    if function is None:
        return partial(hook, name=name)
    return plugin("ns", name)(function)
@hook(name="o")
def o(): ...
functools.update_wrapper(twice, outer)
p = PluginSpec("ns", "p" + twice.__name__, list)
class Keeps:
    @lru_cache
    def name(self): return "method"
q = PluginSpec("ns", "q" + Keeps().name(), list)
# --- expected
# spec ns:an!ax! app:a
# spec ns:bfna! app:b
# spec ns:cat! app:c
# spec ns:d1 app:d
# spec ns:e2 app:e
# spec ns:fx2y2z2 app:f
# spec ns:gonce app:g
# spec ns:h12034 app:h
# spec ns:i app:i
# spec ns:jresult-wrappedoriginalThe docstring.result app:j
# spec ns:kouterkepttakeninner app:k
# spec ns:lcomputed app:l
# spec ns:mordered app:m
# spec ns:n app:n
# function ns:o app:o
# spec ns:pouter app:p
# spec ns:qmethod app:q
