"""A class with a literal namespace and name is a plugin; its base without a name is not."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Base(Plugin):
    namespace = "ns"
class Foo(Base):
    name = "foo"
class Bar(Base):
    name = "bar"
    def load(self): ...
# --- expected
# class ns:bar app:Bar
# class ns:foo app:Foo
