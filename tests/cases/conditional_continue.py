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
# spec ns:a app:p_a if not (sys.platform == 'linux')
# spec ns:b app:p_b if not (sys.platform == 'linux')
# spec ns:c app:q_c
# spec ns:d app:q_d if not (sys.platform == 'linux')
# problem conditional app.py:6
# problem conditional app.py:6
# problem conditional app.py:8
# differs: the condition decides
