"""A spec is refused whose factory cannot be called, or whose name is an object that is no text."""
# --- app.py
from plugin import PluginSpec

class Plain: pass
class Callable:
    def __call__(self): pass
class Text(str): pass

class Swallows:
    def __enter__(self): return "entered"
    def __exit__(self, *exception): return self

with Swallows() as name:
    a = PluginSpec("ns", name, Plain())
with Swallows():
    b = PluginSpec("ns", Plain(), list)
with Swallows():
    c = PluginSpec("ns", "c", [])
with Swallows():
    d = PluginSpec("ns", Text("d"), list)
e = PluginSpec("ns", "e", Callable())
# --- expected
# spec ns:d app:d
# spec ns:e app:e
