"""Modules that import each other, and classes that need each other."""
# --- one.py
from plugin import Plugin, PluginSpec, plugin
class Base(Plugin):
    namespace = 'ns'
import two
class A(two.Mid):
    name = 'a'
# --- two.py
import one
class Mid(one.Base):
    pass
class B(Mid):
    name = 'b'
# --- expected
# class ns:a one:A
# class ns:b two:B
