"""What is not in __slots__ cannot be set."""
# --- app.py
from plugin import PluginSpec
class S:
    __slots__ = ("name",)
    def __init__(self, n): self.name = n
s = S("slot")
try:
    s.other = 1
    a = PluginSpec("ns", "set", list)
except AttributeError:
    a = PluginSpec("ns", s.name, list)
# --- expected
# spec ns:slot app:a
