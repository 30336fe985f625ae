"""A package that is lazy by a table in __getattr__, and __dir__."""
# --- pkg/__init__.py
import importlib
_TABLE = {"Base": ".base", "make": ".helpers"}
def __getattr__(name):
    if name in _TABLE:
        return getattr(importlib.import_module(_TABLE[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
def __dir__(): return sorted(_TABLE)
# --- pkg/base.py
from plugin import Plugin
class Base(Plugin):
    namespace = "ns"
# --- pkg/helpers.py
from plugin import PluginSpec
def make(n): return PluginSpec("ns", n, list)
# --- use.py
from pkg import Base, make
import pkg
class A(Base): name = "a"
b = make("b")
c = pkg.make("c")
# --- expected
# class ns:a use:A
# spec ns:b use:b
# spec ns:c use:c
