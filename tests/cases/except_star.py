"""Exception groups."""
# --- app.py
from plugin import PluginSpec
try:
    raise ValueError("x")
except* ValueError:
    a = PluginSpec("ns", "a", list)
# --- expected
# problem undecidable app.py:5
# differs: what cannot be followed is reported
# requires: 3.11
