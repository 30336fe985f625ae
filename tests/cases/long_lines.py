"""Very long lines, many statements on one line, continuation lines."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin; a = PluginSpec("ns", "a", list); b = PluginSpec("ns", "b", list); del a
class A(Plugin): namespace = "ns"; name = "aa"; other = "x"
c = PluginSpec("ns", \
    "c" \
    "d", list)
if True: d = PluginSpec("ns", "d", list); e = PluginSpec("ns", "e", list)
class B(Plugin): namespace, name = "ns", "bb"
f = g = PluginSpec("ns", "fg", list)
# --- expected
# class ns:aa app:A
# class ns:bb app:B
# spec ns:b app:b
# spec ns:cd app:c
# spec ns:d app:d
# spec ns:e app:e
# spec ns:fg app:f
