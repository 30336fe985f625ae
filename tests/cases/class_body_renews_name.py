"""A class body that binds a name to what it makes of the name's value outside."""
# --- lib.py
from plugin import Plugin, PluginSpec, plugin as make

class api:
    make = staticmethod(make)
    Base = Plugin
    spec = PluginSpec

def twice(function):
    return function

class table:
    Plugin = twice(Plugin)
    PluginSpec = staticmethod(PluginSpec)
    first = twice(PluginSpec)
    PluginSpec = None
# --- use.py
from lib import api, table
@api.make("ns")
def a(): ...
class B(api.Base):
    namespace = "ns"
    name = "b"
c = api.spec("ns", "c", list)
class D(table.Plugin):
    namespace = "ns"
    name = "d"
e = table.first
f = table.PluginSpec
# --- expected
# class ns:b use:B
# class ns:d use:D
# function ns:a use:a
# spec ns:c use:c
