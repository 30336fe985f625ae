"""A class that derives from a function of Python, which Python refuses."""
# --- app.py
from plugin import PluginSpec

class Meta(type): pass
class A(metaclass=Meta): pass
try:
    class B(issubclass, A): pass
except TypeError:
    b = PluginSpec("ns", "refused", list)
# --- expected
# spec ns:refused app:b
