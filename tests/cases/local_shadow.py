"""A local name that is assigned later is local from the start."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
n = "global"
def f(flag):
    if flag:
        n = "local"
    try:
        return n
    except UnboundLocalError:
        return "unbound"
a = PluginSpec("ns", f(True), list)
b = PluginSpec("ns", f(False), list)
def g():
    x = [n for n in ("comp",)]
    return n + x[0]
c = PluginSpec("ns", g(), list)
try:
    raise ValueError("v")
except ValueError as exc:
    pass
d = PluginSpec("ns", "exc" if "exc" in globals() else "noexc", list)
# --- expected
# spec ns:globalcomp app:c
# spec ns:local app:a
# spec ns:noexc app:d
# spec ns:unbound app:b
