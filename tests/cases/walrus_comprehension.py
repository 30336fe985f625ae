"""A walrus in a comprehension binds outside of it."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
names = [last := n for n in ("a", "b")]
x = PluginSpec("ns", last, list)
def f():
    if any((hit := n) == "q" for n in ("p", "q", "r")):
        return hit
y = PluginSpec("ns", f(), list)
[globals().__setitem__("z", w := PluginSpec("ns", n, list)) for n in ("k",)]
# --- expected
# spec ns:b app:x
# spec ns:q app:y
# spec ns:k app:w
