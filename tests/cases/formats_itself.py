"""An object says what an f-string shows of it."""
# --- app.py
from plugin import PluginSpec
class Namer:
    def __init__(self, *parts): self.parts = list(parts)
    def __str__(self): return "-".join(self.parts)
    def __format__(self, spec): return str(self).upper() if spec == "u" else str(self)
    def __len__(self): return len(self.parts)
a = PluginSpec("ns", f"{Namer('a', 'b')}", list)
b = PluginSpec("ns", f"{Namer('b'):u}{len(Namer('x', 'y'))}", list)
# --- expected
# spec ns:B2 app:b
# spec ns:a-b app:a
