"""What the body of a class calls, is called where the class stands."""
# --- app.py
from plugin import PluginSpec
it = iter("abc")
class A:
    x = next(it)
b = PluginSpec("ns", next(it), list)
class B(A):
    y: str = next(it)
c = PluginSpec("ns", A.x + B.y, list)
# --- expected
# spec ns:ac app:c
# spec ns:b app:b
