"""`*` and `**` in calls, displays, parameters and base classes."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
def join(*parts, sep="-", **more): return sep.join([*parts, *more.values()])
a = PluginSpec("ns", join(*["a", "b"], "c", **{"sep": "+", "k": "d"}), list)
b = PluginSpec(*("ns", "b"), list)
c = PluginSpec(**dict(namespace="ns", name="c", factory=list))
parts = ("ns", "d", list)
d = PluginSpec(*parts)
def only(a, /, b, *, c="x", d): return a + b + c + d
e = PluginSpec("ns", only("e", b="f", d="g"), list)
f = PluginSpec("ns", "".join({**{"a": "f"}, "b": "g", **{"a": "h"}}.values()), list)
g = PluginSpec("ns", "".join([*"ab", *("c",), *{"d": 1}]), list)
bases = (Plugin,)
class H(*bases):
    namespace = "ns"; name = "h"
def default(name, values=[]): values.append(name); return "".join(values)
default("i")
i = PluginSpec("ns", default("j"), list)
def later(name=a.name): return name
j = PluginSpec("ns", later()[0] + "j", list)
k = PluginSpec("ns", (lambda *names, last: names[0] + last)("k", last="l"), list)
l = PluginSpec("ns", max(*[1, 2]) * "l", list)
def spread(first, *rest): return first + spread(*rest) if rest else first
m = PluginSpec("ns", spread("m", "n", "o"), list)
options = {"class": "weird"}
class Meta(type):
    def __new__(cls, name, bases, names, suffix=""):
        made = super().__new__(cls, name, bases, names)
        made.suffix = suffix
        return made
class N(metaclass=Meta, suffix="n"): pass
n = PluginSpec("ns", N.suffix, list)
# --- expected
# class ns:h app:H
# spec ns:a+b+c+d app:a
# spec ns:abcd app:g
# spec ns:aj app:j
# spec ns:b app:b
# spec ns:c app:c
# spec ns:d app:d
# spec ns:efxg app:e
# spec ns:hg app:f
# spec ns:ij app:i
# spec ns:kl app:k
# spec ns:ll app:l
# spec ns:mno app:m
# spec ns:n app:n
