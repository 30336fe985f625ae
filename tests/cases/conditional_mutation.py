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
# spec ns:a app:p_a
# spec ns:a-first app:first
# spec ns:b app:p_b if sys.platform == 'win32'
# problem conditional app.py:7
# differs: the condition decides
