"""A base class or a plugin that hangs on a module which may not be installed."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
try:
    import not_there
except ImportError:
    not_there = None
try:
    from not_there_either import Base
except ImportError:
    Base = Plugin
class A(Base):
    namespace = "ns"; name = "a"
if not_there:
    class B(Plugin):
        namespace = "ns"; name = "b"
class C(Plugin):
    namespace = "ns"; name = "c"
# --- expected
# class ns:a app:A if not (`not_there_either` is installed)
# class ns:b app:B if `not_there` is installed and not_there
# class ns:c app:C
# problem conditional app.py:10
# problem conditional app.py:13
# problem unread-base app.py:10
# differs: the condition decides
