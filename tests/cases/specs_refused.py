"""What PluginSpec refuses raises where it is made."""
# --- app.py
from plugin import PluginSpec
try:
    a = PluginSpec("ns", 1, list)
except ValueError:
    a = PluginSpec("ns", "not-text", list)
try:
    b = PluginSpec("", "b", list)
except ValueError:
    b = PluginSpec("ns", "empty", list)
try:
    c = PluginSpec("ns", "c", None)
except ValueError:
    c = PluginSpec("ns", "no-factory", list)
# --- expected
# spec ns:empty app:b
# spec ns:no-factory app:c
# spec ns:not-text app:a
