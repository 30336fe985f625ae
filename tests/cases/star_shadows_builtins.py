"""A star import shadows builtins and earlier names; later names shadow it."""
# --- shadows.py
from plugin import PluginSpec
str = lambda x: "shadowed"
def make(n): return PluginSpec("ns", n, list)
early = "from-star"
late = "from-star"
# --- use.py
early = "own"
from shadows import *
late = "own"
a = make(str(1) + "-a")
b = make(early + "-b")
c = make(late + "-c")
# --- expected
# spec ns:from-star-b use:b
# spec ns:own-c use:c
# spec ns:shadowed-a use:a
