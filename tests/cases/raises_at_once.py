"""A module whose statement with a plugin raises cannot be imported, which is told; what it might have bound is not."""
# --- app.py
from plugin import Plugin
class Base(Plugin):
    namespace = "ns"
class Twice(Base, Base):
    name = "twice"
class Last(Base):
    name = "last"
# --- other.py
from app import Base
class Other(Base):
    name = MISSING
# --- expected
# class ns:last app:Last
# problem undecidable app.py:4
# problem undecidable other.py:2
# differs: it cannot be imported
