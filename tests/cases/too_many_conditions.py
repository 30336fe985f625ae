"""Conditions that multiply beyond measure."""
# --- app.py
from plugin import PluginSpec
import os
s = ""
for i in range(8):
    s += f"{i}" if os.environ.get(f"SURELY_NOT_{i}") else "x"
a = PluginSpec("ns", s, list)
b = PluginSpec("ns", "b", list)
# --- expected
# spec ns:b app:b
# problem undecidable app.py:6
# differs: what cannot be followed is told
