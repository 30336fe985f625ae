"""Attributes are set and deleted past what a class says of it."""
# --- app.py
from plugin import Plugin, PluginSpec
class A(Plugin):
    namespace = "ns"
    name = "a"
type.__setattr__(A, "name", "set")
class B(A):
    name = "b"
type.__delattr__(B, "name")
class C:
    def __init__(self):
        object.__setattr__(self, "x", "xx")
        object.__setattr__(self, "y", "yy")
    def __setattr__(self, name, value): raise AttributeError
held = C()
object.__delattr__(held, "y")
c = PluginSpec("ns", f"{held.x}{hasattr(held, 'y')}", list)
# --- other.py
from app import B
class D(B):
    namespace = "other"
# --- expected
# class ns:set app:A
# class ns:set app:B
# class other:set other:D
# spec ns:xxFalse app:c
