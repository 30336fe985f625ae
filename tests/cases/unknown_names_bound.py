"""Names that cannot be known, bound in a module by its dict or by setattr, are told."""
# --- app.py
import os
import sys
from plugin import PluginSpec
x = os.environ["X"]
globals().update({x: PluginSpec("ns", "a", list)})
globals().update(x, b=PluginSpec("ns", "b", list))
globals().pop(x, PluginSpec)
globals().setdefault(x, PluginSpec("ns", "c", list))
setattr(sys.modules[__name__], x, PluginSpec("ns", "d", list))
globals()[x] = PluginSpec("ns", "e", list)
vars().popitem(PluginSpec)
# --- expected
# problem dynamic app.py:10
# problem undecidable app.py:11
# differs: it reads the environment
