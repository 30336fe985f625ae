"""A dict that takes its keys from a set has no known order, wherever they go."""
# --- app.py
from plugin import PluginSpec
unordered = dict.fromkeys({"b", "a"})
def first(**names):
    return list(names)[0]
a = PluginSpec("ns", first(**unordered), list)
b = PluginSpec("ns", list({**unordered})[0], list)
taken = {}
taken |= unordered
c = PluginSpec("ns", list(taken)[0], list)
d = PluginSpec("ns", "-".join(sorted({**unordered, "c": 1})), list)
e = PluginSpec("ns", "-".join({**{"y": 1}, "x": 2}), list)
# --- expected
# spec ns:a-b-c app:d
# spec ns:y-x app:e
# problem undecidable app.py:5
# problem undecidable app.py:6
# problem undecidable app.py:9
# differs: what cannot be followed is told
