"""A generator that changes something does so when it goes on."""
# --- app.py
from plugin import PluginSpec
LOG = []
def gen():
    LOG.append("1"); yield "x"
    LOG.append("2"); yield "y"
g = gen()
a = PluginSpec("ns", f"a{len(LOG)}", list)
next(g)
b = PluginSpec("ns", f"b{len(LOG)}", list)
# --- expected
# spec ns:a0 app:a
# spec ns:b1 app:b
