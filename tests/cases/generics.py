"""Generic base classes with parameters."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
from typing import Generic, TypeVar, Protocol
T = TypeVar("T")
class Base(Plugin, Generic[T]):
    namespace = "ns"
class A(Base[int]):
    name = "a"
class Proto(Protocol[T]):
    def x(self) -> T: ...
class B(Base["A"], Proto[int]):
    name = "b"
U = TypeVar("U", bound=Plugin)
x = PluginSpec("ns", T.__name__, list)
IntBase = Base[int]
class C(IntBase):
    name = "c"
# --- expected
# class ns:a app:A
# class ns:b app:B
# class ns:c app:C
# spec ns:T app:x
