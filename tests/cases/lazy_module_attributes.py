"""What a module gives by its `__getattr__` is found by whoever asks the module for it."""
# --- lib.py
from plugin import PluginSpec
def __getattr__(name):
    if name.startswith("make_"):
        return PluginSpec("ns", name.removeprefix("make_"), list)
    raise AttributeError(name)
# --- app.py
import lib
a = lib.make_a
try:
    b = lib.other
except AttributeError:
    b = lib.make_b
# --- expected
# spec ns:a app:a
# spec ns:b app:b
