"""Classes, functions and aliases with type parameters (PEP 695)."""
# --- app.py
from plugin import Plugin, PluginSpec
type Alias = int | str
class Base[T](Plugin):
    namespace = "ns"
class A[T: int](Base[T]):
    name = "a"
def make[T](n: T) -> PluginSpec:
    return PluginSpec("ns", n, list)
b = make("b")
class C(Base[Alias]):
    name = "c"
# --- expected
# class ns:a app:A
# class ns:c app:C
# spec ns:b app:b
# requires: 3.12
