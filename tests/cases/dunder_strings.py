"""How objects of the project give their text."""
# --- app.py
from plugin import PluginSpec
class A:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
a = PluginSpec("ns", f"{A()}" + str(A()) + "{}".format(A()), list)
class B:
    def __init__(self, s): self.s = s
    def __add__(self, o): return B(self.s + o)
    def __iadd__(self, o): self.s += "+" + o; return self
    def __call__(self): return "called"
    def __getitem__(self, k): return "item" + k
    def __iter__(self): return iter("it")
x = B("x")
y = x
x += "z"
b = PluginSpec("ns", y.s + (x + "w").s, list)
c = PluginSpec("ns", x() + x["k"] + "".join(x), list)
# --- expected
# spec ns:calleditemkit app:c
# spec ns:strstrstr app:a
# spec ns:x+zx+zw app:b
