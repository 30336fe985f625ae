"""A name that is not bound raises NameError."""
# --- app.py
from plugin import PluginSpec
try:
    nothing
    a = PluginSpec("ns", "bound", list)
except NameError:
    a = PluginSpec("ns", "unbound", list)
try:
    b = PluginSpec("ns", later, list)
except NameError:
    b = PluginSpec("ns", "not-yet", list)
later = "later"
# --- expected
# spec ns:not-yet app:b
# spec ns:unbound app:a
