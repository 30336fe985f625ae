"""A third module writes a class of another one into an annotation: that changes nothing of it."""
# --- lib.py
from typing import Generic, TypeVar
from plugin import Plugin
T = TypeVar("T")
class Base(Plugin, Generic[T]):
    namespace = "ns"
# --- third.py
from lib import Base
ROUTER: Base[int] = Base()
# --- app.py
from lib import Base
class A(Base[int]):
    name = "a"
# --- expected
# class ns:a app:A
