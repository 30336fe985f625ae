"""What is passed to code that is not there may be changed by it."""
# --- app.py
from plugin import PluginSpec
from random import shuffle
try:
    from surely_not_there import touch
except ImportError:
    def touch(x): x.append("z")
L = ["a"]
touch(L)
a = PluginSpec("ns", L[-1], list)
M = ["b"]
shuffle(M)
b = PluginSpec("ns", M[0], list)
import json
N = ["c"]
json.dumps(N)
c = PluginSpec("ns", N[0], list)
# --- expected
# spec ns:c app:c
# problem undecidable app.py:12
# problem undecidable app.py:9
# differs: what cannot be followed is told
