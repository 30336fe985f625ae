"""Annotations are no values; annotated names without one are not bound."""
# --- app.py
from __future__ import annotations
from plugin import Plugin, PluginSpec, plugin
a: PluginSpec = PluginSpec("ns", "a", list)
b: PluginSpec
class A(Plugin):
    namespace: str = "ns"
    name: str = "cls"
class B(Plugin):
    namespace = "ns"
    name: str
class C(B):
    name: undefined_thing = "c"
def f(x: undefined = 1, *, y: "also" = 2) -> nothing: ...
c = PluginSpec("ns", ",".join(A.__annotations__), list)
# --- expected
# class ns:c app:C
# class ns:cls app:A
# spec ns:a app:a
# spec ns:namespace,name app:c
