"""Names that are not bound raise NameError."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
try:
    x = nothing_here
    a = PluginSpec("ns", "bound", list)
except NameError:
    a = PluginSpec("ns", "nameerror", list)
try:
    b = PluginSpec("ns", later, list)
except NameError:
    b = PluginSpec("ns", "not-yet", list)
later = "later"
def f():
    try:
        y
    except UnboundLocalError:
        return "unbound"
    y = 1
c = PluginSpec("ns", f(), list)
del later
try:
    d = PluginSpec("ns", later, list)
except NameError:
    d = PluginSpec("ns", "deleted", list)
# --- expected
# spec ns:deleted app:d
# spec ns:nameerror app:a
# spec ns:not-yet app:b
# spec ns:unbound app:c
