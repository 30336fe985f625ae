"""A class decorator that returns the class, or changes it."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
def keep(cls): return cls
def named(name):
    def deco(cls):
        cls.name = name
        return cls
    return deco
@keep
class A(Plugin):
    namespace = "ns"; name = "a"
@named("bee")
class B(Plugin):
    namespace = "ns"
@keep
@named("cee")
class C(Plugin):
    namespace = "ns"; name = "nope"
# --- expected
# class ns:a app:A
# class ns:bee app:B
# class ns:cee app:C
