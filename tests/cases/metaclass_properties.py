"""The namespace or name of a plugin may come from its metaclass."""
# --- app.py
from plugin import Plugin
class Meta(type(Plugin)):
    @property
    def name(cls): return cls.__name__.lower()
class Foo(Plugin, metaclass=Meta):
    namespace = "ns"
class Bar(Foo): pass
# --- expected
# class ns:bar app:Bar
# class ns:foo app:Foo
