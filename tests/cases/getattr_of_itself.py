"""The `__getattr__` of a package asks the package itself, over and over: what comes from it is told."""
# --- pkg/__init__.py
import importlib
_TABLE = {"Base": ".base", "make": ".helpers"}
def __getattr__(name):
    if name in _TABLE:
        return getattr(importlib.import_module(__name__), name)
# --- use.py
import pkg
from pkg import Base, make
class A(Base):
    name = "a"
b = make("b")
c = pkg.make("c")
# --- expected
# differs: what cannot be followed is told
