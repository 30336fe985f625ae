"""How far a generator runs decides what it binds."""
# --- app.py
from plugin import PluginSpec
def f():
    if any((hit := n) == "q" for n in ("p", "q", "r")):
        return hit
a = PluginSpec("ns", f(), list)
# --- expected
# spec ns:q app:a
