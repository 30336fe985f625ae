"""A class that states a name and derives from source that is not there may be a plugin."""
# --- a.py
from plugin import Plugin, PluginSpec, plugin
from somewhere.else_ import Base
import elsewhere
class A(Base):
    name = 'a'
class B(elsewhere.mod.Base):
    namespace = 'ns'
    name = 'b'
class C(Base): ...
class D(Base, Plugin):
    namespace = 'ns'
    name = 'd'
# --- expected
# class ns:d a:D
# problem unread-base a.py:4
# problem unread-base a.py:6
# differs: the modules are not installed
