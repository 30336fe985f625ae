"""A context manager's exit changes what is bound."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
L = []
class CM:
    def __enter__(self): L.append("in"); return self
    def __exit__(self, *exc): L.append("out")
with CM():
    a = PluginSpec("ns", "-".join(L), list)
b = PluginSpec("ns", "-".join(L), list)
import contextlib
@contextlib.contextmanager
def ctx():
    L.append("cin")
    yield
    L.append("cout")
with ctx():
    pass
c = PluginSpec("ns", "-".join(L), list)
# --- expected
# spec ns:in app:a
# spec ns:in-out app:b
# spec ns:in-out-cin-cout app:c
