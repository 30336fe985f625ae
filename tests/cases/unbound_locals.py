"""A variable that a function binds is its own from the start."""
# --- app.py
from plugin import PluginSpec
n = "global"
def f(flag):
    if flag: n = "local"
    try: return n
    except UnboundLocalError: return "unbound"
a = PluginSpec("ns", f(True), list)
b = PluginSpec("ns", f(False), list)
# --- expected
# spec ns:local app:a
# spec ns:unbound app:b
