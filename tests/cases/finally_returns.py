"""A finally that returns, and one that runs on the way out of a loop."""
# --- app.py
from plugin import PluginSpec
LOG = []
def f():
    try: return "try"
    finally: LOG.append("f")
def g():
    try: raise ValueError
    finally: return "swallowed"
def h():
    for x in "abc":
        try:
            if x == "b": break
        finally:
            LOG.append(x)
    return "".join(LOG)
a = PluginSpec("ns", f() + LOG[0], list)
b = PluginSpec("ns", g(), list)
c = PluginSpec("ns", h(), list)
# --- expected
# spec ns:fab app:c
# spec ns:swallowed app:b
# spec ns:tryf app:a
