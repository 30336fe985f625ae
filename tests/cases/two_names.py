"""A plugin bound twice, in one module and over modules."""
# --- a.py
from plugin import Plugin, PluginSpec
def make(n): return PluginSpec("ns", n, list)
SPECS = [make("l0"), make("l1")]
_hidden = make("hid")
public = _hidden
def mk():
    class Inner(Plugin): namespace = "ns"; name = "inner"
    return Inner
Made = mk()
Again = Made
class Outer:
    class Nested(Plugin): namespace = "ns"; name = "nested"
Up = Outer.Nested
# --- b.py
import a
from a import SPECS, Outer
first = SPECS[0]
second = a.SPECS[1]
N = Outer.Nested
own = a.make("own")
# --- expected
# class ns:inner a:Made
# class ns:nested a:Up
# spec ns:hid a:_hidden
# spec ns:l0 b:first
# spec ns:l1 b:second
# spec ns:own b:own
