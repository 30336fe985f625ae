"""A list that a base class fills under a condition from outside: what it holds is not known, however it is taken apart."""
# --- registry.py
import os
from plugin import PluginSpec
LISTED = []
class Base:
    def __init_subclass__(cls):
        if not os.environ.get("UNLISTED"):
            LISTED.append(PluginSpec("listed", cls.__name__, cls))
# --- app.py
from registry import Base, LISTED
class A(Base): pass
class B(Base): pass
a, b = LISTED
# --- expected
# spec listed:A app:a if not (os.environ.get('UNLISTED'))
# spec listed:B app:b if not (os.environ.get('UNLISTED'))
# problem conditional app.py:4
# problem conditional app.py:4
