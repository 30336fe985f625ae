"""A class whose base stands in a file that cannot be read is told, as well as the file."""
# --- base.py
from plugin import Plugin
class Base(Plugin:
    namespace = "ns"
# --- app.py
from base import Base
class A(Base):
    name = "a"
class B(Base): ...
# --- expected
# problem unreadable base.py:2
