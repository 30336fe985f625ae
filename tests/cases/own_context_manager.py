"""A context manager of the project's own, which keeps exceptions."""
# --- app.py
from plugin import PluginSpec
class CM:
    def __enter__(self): return "entered"
    def __exit__(self, kind, value, tb): return kind is ValueError
with CM() as x:
    a = PluginSpec("ns", x, list)
    raise ValueError
b = PluginSpec("ns", "after", list)
try:
    with CM():
        raise KeyError
except KeyError:
    c = PluginSpec("ns", "kept-not", list)
# --- expected
# spec ns:after app:b
# spec ns:entered app:a
# spec ns:kept-not app:c
