"""A generator whose loop cannot be followed does not end there: what else it yields is not known."""
# --- app.py
import os
from plugin import PluginSpec
def gen():
    for each in os.environ:
        yield "x"
    yield "y"
a = PluginSpec("ns", str(len(list(gen())) > 1), list)
def of_set():
    for each in {"a", "b"}:
        yield "x"
try:
    name = next(of_set())
except StopIteration:
    name = "stop"
b = PluginSpec("ns", name, list)
# --- expected
# spec ns:x app:b
# problem undecidable app.py:7
# differs: what cannot be followed is told
