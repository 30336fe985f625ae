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
# spec ns:a app:a
# spec ns:b app:b if re.match('x*a*b*c*d*e*', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)
# spec ns:b-no app:b if not (re.match('x*a*b*c*d*e*', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb))
# spec ns:c app:c
# spec ns:ex app:e
# spec ns:g app:g
# problem conditional app.py:4
# problem conditional app.py:4
# problem undecidable app.py:6
# problem undecidable app.py:8
# differs: what cannot be followed is told
