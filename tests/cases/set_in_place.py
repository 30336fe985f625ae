"""Sets and lists that operators change in place."""
# --- app.py
from plugin import PluginSpec
S = {"a"}
T = S
T |= {"b"}
a = PluginSpec("ns", "-".join(sorted(S)), list)
S -= {"a"}
b = PluginSpec("ns", "-".join(sorted(T)), list)
L = ["x"]
M = L
M *= 2
c = PluginSpec("ns", "".join(L), list)
L += "y"
d = PluginSpec("ns", "".join(M), list)
t = ("q",)
u = t
u += ("r",)
e = PluginSpec("ns", "".join(t + u), list)
# --- expected
# spec ns:a-b app:a
# spec ns:b app:b
# spec ns:qqr app:e
# spec ns:xx app:c
# spec ns:xxy app:d
