"""A module that cannot be read and has nothing to do with plugins is not told, unless a name depends on it."""
# --- newer.py
NAME = "b"
match NAME = 1
# --- beside.py
from newer import NAME
# --- app.py
from plugin import Plugin
from beside import NAME
import newer
class A(Plugin):
    namespace = "ns"
    name = "a"
class B(Plugin):
    namespace = "ns"
    name = NAME
newer.register(A)
# --- expected
# class ns:a app:A
# problem undecidable app.py:7
# differs: it cannot be imported
