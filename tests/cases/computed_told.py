"""What Python could compute, but not soon, or not from constants, is told."""
# --- app.py
from plugin import PluginSpec
import os, re, string
a = PluginSpec("ns", re.sub("(x+)+y", "a", "xy"), list)
b = PluginSpec("ns", "b" if re.match("x*a*b*c*d*e*", "b" * 300) else "b-no", list)
c = PluginSpec("ns", re.sub("x", lambda found: "c", "x"), list)
d = PluginSpec("ns", re.sub(os.environ.get("X", "x"), "d", "x"), list)
e = PluginSpec("ns", re.compile("x").sub("e", "xx", 1), list)
f = PluginSpec("ns", string.Template(os.environ.get("X", "f")).substitute(), list)
g = PluginSpec("ns", f"{next(re.compile('g').finditer('g')).group()}", list)
# --- expected
# problem undecidable app.py:3
# problem undecidable app.py:4
# problem undecidable app.py:5
# problem undecidable app.py:6
# problem undecidable app.py:7
# problem undecidable app.py:8
# problem undecidable app.py:9
# differs: what cannot be followed is told
