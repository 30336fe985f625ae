"""Fields of a dataclass that stand in a block of its body."""
# --- app.py
from plugin import PluginSpec
from dataclasses import dataclass
@dataclass
class Info:
    name: str
    for _ in (1,):
        tag: str = "t"
    kind: str = "kind"
a = PluginSpec("ns", Info("x", "y").kind + Info("z").tag, list)
# --- expected
# spec ns:kindt app:a
