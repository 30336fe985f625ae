"""nonlocal keeps its value between calls."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
def counter():
    n = 0
    def nxt():
        nonlocal n
        n += 1
        return n
    return nxt
c = counter(); d = counter()
a = PluginSpec("ns", f"a{c()}", list)
b = PluginSpec("ns", f"b{c()}", list)
e = PluginSpec("ns", f"e{d()}", list)
# --- expected
# spec ns:a1 app:a
# spec ns:b2 app:b
# spec ns:e1 app:e
