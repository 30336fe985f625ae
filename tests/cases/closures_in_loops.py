"""Closures see the last value of a loop variable, unless it is a default."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
late = [lambda: f"late{i}" for i in range(3)]
early = [lambda i=i: f"early{i}" for i in range(3)]
a = PluginSpec("ns", late[0](), list)
b = PluginSpec("ns", early[0](), list)
fs = []
for j in range(3):
    def f(): return f"f{j}"
    fs.append(f)
c = PluginSpec("ns", fs[0](), list)
def outer():
    out = []
    for k in range(3):
        def g(): return f"g{k}"
        out.append(g)
    k = 9
    return out
d = PluginSpec("ns", outer()[0](), list)
# --- expected
# spec ns:early0 app:b
# spec ns:f2 app:c
# spec ns:g9 app:d
# spec ns:late2 app:a
