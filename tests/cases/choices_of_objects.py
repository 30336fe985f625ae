"""What is asked of one of two objects is known where both agree, and told where they differ."""
# --- app.py
import os
from plugin import Plugin, PluginSpec
class One:
    kind = "one"
    both = "both"
class Two:
    both = "both"
thing = One if os.environ.get("X") else Two
a = PluginSpec("ns", "a" + thing.both + getattr(thing, "both", "-"), list)
b = PluginSpec("ns", f"b{hasattr(thing, 'both')}{hasattr(thing, 'no')}", list)
if hasattr(thing, "kind"):
    c = PluginSpec("ns", "c", list)
if getattr(thing, "kind", None) is None:
    d = PluginSpec("ns", "d", list)
try:
    thing.kind
except AttributeError:
    e = PluginSpec("ns", "e", list)
word = "x" if os.environ.get("Y") else "y"
f = PluginSpec("ns", "f" + str(len(word)), list)
g = PluginSpec("ns", "g" + word.upper(), list)
# --- expected
# spec ns:abothboth app:a
# spec ns:bTrueFalse app:b
# spec ns:c app:c if os.environ.get('X')
# spec ns:d app:d if not (os.environ.get('X'))
# spec ns:e app:e if not (os.environ.get('X'))
# spec ns:f1 app:f
# spec ns:gX app:g if os.environ.get('Y')
# spec ns:gY app:g if not (os.environ.get('Y'))
# problem conditional app.py:12
# problem conditional app.py:14
# problem conditional app.py:18
# problem conditional app.py:21
# problem conditional app.py:21
# differs: it reads the environment
