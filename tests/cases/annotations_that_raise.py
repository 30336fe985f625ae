"""Some versions of Python evaluate an annotation, which may raise; what follows is told."""
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
