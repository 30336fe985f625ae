"""A function that binds names of the module when it is called."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
def register(*names):
    for n in names:
        globals()["x_" + n] = PluginSpec("ns", n, lambda: None)
register("p", "q")
globals().update({"x_r": PluginSpec("ns", "r", list)})
# --- expected
# spec ns:p app:x_p
# spec ns:q app:x_q
# spec ns:r app:x_r
