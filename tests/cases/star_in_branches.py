"""Star imports in branches."""
# --- a.py
from plugin import PluginSpec
def make(n): return PluginSpec("ns", n + "-a", list)
# --- b.py
from plugin import PluginSpec
def make(n): return PluginSpec("ns", n + "-b", list)
# --- use.py
try:
    from a import *
except ImportError:
    from b import *
x = make("x")
# --- typed.py
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from b import *
else:
    from a import *
y = make("y")
# --- expected
# spec ns:x-a use:x
# spec ns:y-a typed:y
