"""A context manager made of a generator, in the order of its code."""
# --- app.py
from plugin import PluginSpec
from contextlib import contextmanager
LOG = []
@contextmanager
def ctx(name):
    LOG.append("in")
    try:
        yield name + "-entered"
    finally:
        LOG.append("out")
with ctx("c") as n:
    a = PluginSpec("ns", n + "-" + "-".join(LOG), list)
b = PluginSpec("ns", "-".join(LOG), list)
# --- expected
# spec ns:c-entered-in app:a
# spec ns:in-out app:b
