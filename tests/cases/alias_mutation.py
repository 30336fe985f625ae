"""Containers changed through an alias, a function, a loop variable, an attribute."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
L = ["a"]
M = L
M.append("b")
x = PluginSpec("ns", L[-1], list)
def add(lst, v): lst.append(v)
add(L, "c")
y = PluginSpec("ns", L[-1], list)
class H: items = L
H.items.append("d")
z = PluginSpec("ns", L[-1], list)
D = {"k": L}
D["k"].append("e")
w = PluginSpec("ns", L[-1], list)
for q in (L,):
    q.append("f")
v = PluginSpec("ns", L[-1], list)
def get(): return L
get().append("g")
u = PluginSpec("ns", L[-1], list)
t = PluginSpec("ns", str(len(M)), list)
# --- expected
# spec ns:7 app:t
# spec ns:b app:x
# spec ns:c app:y
# spec ns:d app:z
# spec ns:e app:w
# spec ns:f app:v
# spec ns:g app:u
