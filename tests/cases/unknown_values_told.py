"""What makes plugins but cannot be followed is told where it is bound."""
# --- app.py
from plugin import PluginSpec, plugin
SPECS = {PluginSpec("ns", "a", list), PluginSpec("ns", "b", list)}
a = sorted(SPECS, key=lambda s: s.name)[0]
b = SPECS.pop()
@sorted([plugin("ns"), plugin("ns")], key=id)[0]
def c(): ...
# --- expected
# spec ns:a app:a
# problem undecidable app.py:4
# problem undecidable app.py:6
# differs: what cannot be followed is told
