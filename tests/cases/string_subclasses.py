"""Classes derived from str, dict and list."""
# --- app.py
from plugin import PluginSpec
class Name(str):
    def loud(self): return self.upper() + "!"
class Reg(dict):
    def __missing__(self, k): return "missing-" + k
a = PluginSpec("ns", Name("x").loud(), list)
b = PluginSpec("ns", Reg()["k"], list)
c = PluginSpec("ns", Reg(a="1")["a"], list)
class Items(list):
    def first(self): return self[0]
d = PluginSpec("ns", Items(["q"]).first(), list)
# --- expected
# spec ns:1 app:c
# spec ns:X! app:a
# spec ns:missing-k app:b
# spec ns:q app:d
