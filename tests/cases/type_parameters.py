"""Classes, functions and aliases with type parameters (PEP 695)."""
# --- app.py
from collections.abc import Callable
from typing import Literal, get_args
from plugin import Plugin, PluginSpec
type Alias = int | str
type Factory[T: Plugin] = Callable[[], T]
class Base[T](Plugin):
    namespace = "ns"
class A[T: int](Base[T]):
    name = "a"
def make[T](n: T) -> PluginSpec:
    return PluginSpec("ns", n, list)
b = make("b")
class C(Base[Alias]):
    name = "c"
class Several[*Ts, **P](Plugin):
    namespace = "ns"
class D(Several[int, str, [bool]]):
    name = "d"
class E(Several[[int]]):
    name = "e"
class Within(Plugin):
    namespace = "ns"
    name = "within"
    START = "f"
    def convert[T](self, text: T, start=START, *, end=START) -> T:
        return start + end
f = PluginSpec("ns", Within.convert(None, ""), list)
type Names = Literal["g", "h"]
for each in get_args(Names.__value__):
    globals()[each] = PluginSpec("ns", each, list)
type Wrong = nowhere.defined
i = PluginSpec("ns", Wrong.__name__, list)
try:
    Wrong.__value__
except NameError:
    j = PluginSpec("ns", "j", list)
# --- expected
# class ns:a app:A
# class ns:c app:C
# class ns:d app:D
# class ns:e app:E
# class ns:within app:Within
# spec ns:Wrong app:i
# spec ns:b app:b
# spec ns:ff app:f
# spec ns:g app:g
# spec ns:h app:h
# spec ns:j app:j
# requires: 3.12
