"""Packages without __init__.py, nested, and one that mixes both."""
# --- ns1/sub/mod.py
from plugin import Plugin
class Base(Plugin): namespace = "ns"
# --- ns1/sub/other.py
from .mod import Base
class A(Base): name = "a"
# --- ns1/pkg/__init__.py
from ..sub import mod
class B(mod.Base): name = "b"
# --- ns1/top.py
import ns1.sub.mod as m, ns1.pkg
class C(m.Base): name = "c"
class D(ns1.pkg.B): name = "d"
# --- expected
# class ns:a ns1.sub.other:A
# class ns:b ns1.pkg:B
# class ns:c ns1.top:C
# class ns:d ns1.top:D
