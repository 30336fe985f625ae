"""Modules imported by calls, and asked for by name."""
# --- parts/__init__.py
def first(): ...
# --- parts/one.py
from plugin import Plugin
class Base(Plugin):
    namespace = "ns"
    kind = "one"
# --- parts/two.py
import importlib
from plugin import PluginSpec
one = importlib.import_module(".one", __package__)
a = PluginSpec("ns", "a" + one.Base.kind, list)
other = importlib.import_module(".one", package="parts")
class FromTwo(other.Base):
    name = "two"
# --- app.py
import importlib, inspect, sys
from importlib import import_module
from plugin import PluginSpec
import parts.one
module = importlib.import_module("parts.one")
class A(module.Base):
    name = "by-import-module"
class B(__import__("parts.one").one.Base):
    name = "by-dunder-import"
class C(__import__("parts.one", fromlist=["Base"]).Base):
    name = "by-fromlist"
class D(__import__("parts.one", None, None, ["Base"]).Base):
    name = "by-position"
class E(getattr(import_module(name="parts.one"), "Base")):
    name = "by-getattr"
class F(sys.modules["parts.one"].Base):
    name = "by-sys-modules"
for each in ("one",):
    class G(import_module(f"parts.{each}").Base):
        name = "in-a-loop"
h = PluginSpec("ns", "h" + inspect.getmodule(A).A.name + inspect.getmodule(parts.one.Base).__name__, list)
i = PluginSpec("ns", f"i{inspect.isclass(A)}{inspect.isclass(h)}{inspect.isfunction(parts.first)}{inspect.isfunction(A)}", list)
j = PluginSpec("ns", "j" + inspect.cleandoc("  text\n  more").splitlines()[1], list)
here = sys.modules[__name__]
setattr(here, "k", PluginSpec("ns", "k", list))
# --- expected
# spec ns:aone parts.two:a
# class ns:by-dunder-import app:B
# class ns:by-fromlist app:C
# class ns:by-getattr app:E
# class ns:by-import-module app:A
# class ns:by-position app:D
# class ns:by-sys-modules app:F
# spec ns:hby-import-moduleparts.one app:h
# spec ns:iTrueFalseTrueFalse app:i
# class ns:in-a-loop app:G
# spec ns:jmore app:j
# spec ns:k app:k
# class ns:two parts.two:FromTwo
