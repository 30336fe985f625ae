"""A maker that a package gives by __getattr__, from a module that also lacks others."""
# --- pkg/__init__.py
import importlib
_TABLE = {"Base": ".base", "make": ".helpers"}
def __getattr__(name):
    return getattr(importlib.import_module(_TABLE[name], __name__), name)
# --- pkg/helpers.py
from plugin import PluginSpec
def make(n): return PluginSpec("ns", n, list)
# --- use.py
from pkg import make
b = make("b")
# --- expected
# spec ns:b use:b
