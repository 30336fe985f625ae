"""A list that grows under a condition."""
# --- app.py
from plugin import PluginSpec
import sys
NAMES = ["a"]
if sys.platform == "win32":
    NAMES.append("b")
for n in NAMES:
    globals()["p_" + n] = PluginSpec("ns", n, list)
first = PluginSpec("ns", NAMES[0] + "-first", list)
# --- expected
# problem dynamic app.py:6
# problem undecidable app.py:8
# differs: what cannot be followed is told
