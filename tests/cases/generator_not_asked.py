"""A function with a `yield` does nothing until somebody asks for what it yields."""
# --- app.py
from plugin import PluginSpec

def register(*names):
    for name in names:
        globals()["x_" + name] = PluginSpec("ns", name, list)
        yield name

register("p", "q")
# --- expected
