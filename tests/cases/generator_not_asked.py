"""A function with a `yield` does nothing until somebody asks for what it yields: the names it would bind are told."""
# --- app.py
from plugin import PluginSpec

def register(*names):
    for name in names:
        globals()["x_" + name] = PluginSpec("ns", name, list)
        yield name

register("p", "q")
# --- expected
# problem undecidable app.py:3
# problem undecidable app.py:3
