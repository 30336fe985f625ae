"""continue and break under a condition leave a loop undecided."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import sys
for n in ("a", "b"):
    if sys.platform == "linux":
        continue
    globals()["p_" + n] = PluginSpec("ns", n, list)
for m in ("c", "d"):
    globals()["q_" + m] = PluginSpec("ns", m, list)
    if sys.platform == "linux":
        break
# --- expected
# spec ns:c app:q_c
# problem dynamic app.py:3
# problem dynamic app.py:7
