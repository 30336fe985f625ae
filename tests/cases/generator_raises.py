"""A generator that raises does so when it goes on."""
# --- app.py
from plugin import PluginSpec
LOG = []
def gen():
    LOG.append("1")
    raise ValueError
    yield "y"
g = gen()
a = PluginSpec("ns", f"a{len(LOG)}", list)
# --- expected
# spec ns:a0 app:a
