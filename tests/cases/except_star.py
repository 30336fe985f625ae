"""Exception groups."""
# --- app.py
from plugin import PluginSpec
try:
    raise ValueError("x")
except* ValueError:
    a = PluginSpec("ns", "a", list)
# --- expected
# spec ns:a app:a
# requires: 3.11
