"""A name that is not bound yet raises in the function that needs it."""
# --- app.py
from plugin import PluginSpec
def make(): return PluginSpec("ns", later, list)
try:
    a = make()
except NameError:
    a = PluginSpec("ns", "not-yet", list)
later = "later"
b = make()
# --- expected
# spec ns:later app:b
# spec ns:not-yet app:a
