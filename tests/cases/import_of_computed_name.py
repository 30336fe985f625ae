"""A module whose name is computed."""
# --- pkg/__init__.py
# --- pkg/base.py
from plugin import Plugin
class Base(Plugin): namespace = "ns"
# --- use.py
from importlib import import_module
Base = import_module("pkg" + ".base").Base
class A(Base): name = "a"
b = __import__("pkg.base").base.Base
class B(b): name = "b"
# --- expected
# class ns:a use:A
# class ns:b use:B
