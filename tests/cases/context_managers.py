"""with, as, suppress, own managers and contextmanager functions."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import contextlib
class CM:
    def __init__(self, n): self.n = n
    def __enter__(self): return self.n
    def __exit__(self, *exc): return True
with CM("cm") as n:
    a = PluginSpec("ns", n, list)
with CM("sw"):
    b = PluginSpec("ns", "before", list)
    raise ValueError
    b = PluginSpec("ns", "after", list)
@contextlib.contextmanager
def ctx(n):
    yield n + "-ctx"
with ctx("c") as n2:
    c = PluginSpec("ns", n2, list)
with contextlib.nullcontext("null") as n3, CM("two") as n4:
    d = PluginSpec("ns", n3 + n4, list)
with contextlib.suppress(ZeroDivisionError):
    1 / 0
e = PluginSpec("ns", "e", list)
with contextlib.ExitStack() as st:
    f = PluginSpec("ns", st.enter_context(CM("es")), list)
# --- expected
# spec ns:before app:b
# spec ns:c-ctx app:c
# spec ns:cm app:a
# spec ns:e app:e
# spec ns:es app:f
# spec ns:nulltwo app:d
