"""A relative import beyond the top without a fallback."""
# --- top.py
from plugin import PluginSpec
b = PluginSpec("ns", "b", list)
from . import other
c = PluginSpec("ns", "c", list)
# --- expected
# spec ns:b top:b
# spec ns:c top:c
# differs: the condition decides
