"""The name of a class of Python, where it is another than the one that it goes by in the code, or is not known."""
# --- app.py
import collections
import os
from typing import TypeVar
from plugin import PluginSpec

T = TypeVar("T")
a = PluginSpec("ns", T.__class__.__name__, list)
b = PluginSpec("ns", T.__name__, list)
c = PluginSpec("ns", collections.OrderedDict.__name__, list)
d = PluginSpec("ns", collections.deque.__qualname__, list)
e = PluginSpec("ns", os.path.__name__, list)
f = PluginSpec("ns", os.name.__class__.__name__, list)
g = PluginSpec("ns", "zero" if os.EX_OK else "one", list)
h = PluginSpec("ns", ValueError.__name__, list)
# --- expected
# spec ns:OrderedDict app:c
# spec ns:T app:b
# spec ns:TypeVar app:a
# spec ns:ValueError app:h
# spec ns:deque app:d
# spec ns:one app:g if not (os.EX_OK)
# spec ns:zero app:g if os.EX_OK
# problem conditional app.py:13
# problem conditional app.py:13
# problem undecidable app.py:11
# problem undecidable app.py:12
# differs: what cannot be followed is told
