"""Text is made in every way that Python has."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
N = "Name"
a = PluginSpec("ns", "a-%s-%d" % (N, 3), list)
b = PluginSpec("ns", "b-{0}-{x!r}".format(N, x=1), list)
c = PluginSpec("ns", f"c-{N:>6}-{3:03d}-{N!r}", list)
d = PluginSpec("ns", "-".join(["d", N.lower(), *"xy"]), list)
e = PluginSpec("ns", ("e" + N).replace("N", "n").strip("e") * 2, list)
f = PluginSpec("ns", "f" if len(N) > 3 and not N.islower() else "g", list)
g = PluginSpec("ns", {"k": ["g0", "g1"]}["k"][1][::-1], list)
h = PluginSpec("ns", str(10 ** 2) + chr(65) + max("ab"), list)
i = PluginSpec("ns", "i" "implicit", list)
j = PluginSpec("ns", (lambda s, n=2: s * n)("j"), list)
# --- expected
# spec ns:a-Name-3 app:a
# spec ns:b-Name-1 app:b
# spec ns:c-  Name-003-'Name' app:c
# spec ns:d-name-x-y app:d
# spec ns:namnam app:e
# spec ns:f app:f
# spec ns:1g app:g
# spec ns:100Ab app:h
# spec ns:iimplicit app:i
# spec ns:jj app:j
