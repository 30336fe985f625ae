"""Default arguments are evaluated once, when the function is made."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
N = "before"
def f(n=N, acc=[]):
    acc.append(n)
    return n + str(len(acc))
N = "after"
a = PluginSpec("ns", f(), list)
b = PluginSpec("ns", f(), list)
c = PluginSpec("ns", f("x"), list)
def g(n=N): return n
N = "later"
d = PluginSpec("ns", g(), list)
def h():
    m = "m1"
    def inner(n=m): return n
    m = "m2"
    return inner() + m
e = PluginSpec("ns", h(), list)
# --- expected
# spec ns:after app:d
# spec ns:before1 app:a
# spec ns:before2 app:b
# spec ns:m1m2 app:e
# spec ns:x3 app:c
