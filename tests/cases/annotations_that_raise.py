"""Before Python 3.14, the annotations in a class are evaluated at once, which may raise."""
# --- app.py
from plugin import PluginSpec
try:
    class A:
        kind: nowhere.defined = "kind"
except NameError:
    a = PluginSpec("ns", "a", list)
try:
    value: int = 1
except NameError:
    b = PluginSpec("ns", "b", list)
# --- expected
# spec ns:a app:a
# requires-python: <3.14
