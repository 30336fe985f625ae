"""`__getattr__` of classes and modules, `getattr` with defaults, `hasattr`, `__dict__`."""
# --- pkg/__init__.py
from plugin import Plugin, PluginSpec, plugin
from . import lazy
a = PluginSpec("ns", lazy.some, list)
try: lazy.other
except AttributeError: b = PluginSpec("ns", "b", list)
c = PluginSpec("ns", getattr(lazy, "nothing", "c"), list)
class Open:
    kept = "kept"
    def __getattr__(self, name):
        if name.startswith("_"): raise AttributeError(name)
        return name + "!"
one = Open()
d = PluginSpec("ns", one.d.strip("!"), list)
e = PluginSpec("ns", one.kept, list)
f = PluginSpec("ns", getattr(one, "_f", "f"), list)
g = PluginSpec("ns", "g" if hasattr(one, "any") and not hasattr(one, "_x") else "no", list)
h = PluginSpec("ns", "h" + one.__class__.__name__ + Open.__module__, list)
one.set = "i"
i = PluginSpec("ns", one.__dict__["set"], list)
j = PluginSpec("ns", "-".join(key for key in vars(one)), list)
def function(): "the text"
function.mark = "k"
k = PluginSpec("ns", function.mark + function.__doc__ + "".join(function.__dict__), list)
l = PluginSpec("ns", Open.__dict__["kept"] + (Open.__doc__ or "none") + (__doc__ or "none"), list)
m = PluginSpec("ns", __name__ + __package__ + lazy.__name__ + lazy.__package__, list)
def defaults(one, two="n"): ...
n = PluginSpec("ns", defaults.__defaults__[0] + defaults.__module__, list)
import functools
part = functools.partial(defaults, "o", two="p")
o = PluginSpec("ns", part.args[0] + part.keywords["two"] + part.func.__name__, list)
p = PluginSpec("ns", type(one).__name__ + type(type(one)).__name__ + str(callable(one)), list)
try: function.nothing
except AttributeError: q = PluginSpec("ns", "q", list)
try: Open.nothing
except AttributeError: r = PluginSpec("ns", "r", list)
try: "text".nothing
except AttributeError: s = PluginSpec("ns", "s", list)
try: part.nothing
except AttributeError: t = PluginSpec("ns", "t", list)
u = PluginSpec("ns", lazy.there + lazy.__dict__["there"], list)
class W:
    "the doc"
w = PluginSpec("ns", W.__doc__ + lazy.__doc__, list)
# --- pkg/lazy.py
"""lazy"""
there = "u"
def __getattr__(name):
    if name == "some": return "lazy-" + name
    raise AttributeError(name)
# --- expected
# spec ns:OpentypeFalse pkg:p
# spec ns:b pkg:b
# spec ns:c pkg:c
# spec ns:d pkg:d
# spec ns:f pkg:f
# spec ns:g pkg:g
# spec ns:hOpenpkg pkg:h
# spec ns:i pkg:i
# spec ns:kept pkg:e
# spec ns:keptnonenone pkg:l
# spec ns:kthe textmark pkg:k
# spec ns:lazy-some pkg:a
# spec ns:npkg pkg:n
# spec ns:opdefaults pkg:o
# spec ns:pkgpkgpkg.lazypkg pkg:m
# spec ns:q pkg:q
# spec ns:r pkg:r
# spec ns:s pkg:s
# spec ns:set pkg:j
# spec ns:t pkg:t
# spec ns:the doclazy pkg:w
# spec ns:uu pkg:u
