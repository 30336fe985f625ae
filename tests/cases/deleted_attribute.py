"""A class attribute that is deleted no longer names the plugin."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Base(Plugin):
    namespace = "ns"; name = "base"
class A(Base):
    name = "a"
del A.name
class B(Plugin):
    namespace = "ns"; name = "b"
del B.name
class C(Base):
    name = "x"
    del name
# --- expected
# class ns:base app:A
# class ns:base app:Base
# class ns:base app:C
