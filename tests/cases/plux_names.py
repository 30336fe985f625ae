"""A code base written for plux is read as it stands."""
# --- a.py
from plux import Plugin, PluginSpec, plugin
from plux.core.plugin import FunctionPlugin
import plux
class A(Plugin):
    namespace='ns'
    name='a'
@plugin(namespace='ns')
def b(): ...
c = PluginSpec('ns', 'c', A)
class D(plux.Plugin):
    namespace='ns'
    name='d'
class E(FunctionPlugin):
    namespace='ns'
    name='e'
# --- expected
# class ns:a a:A
# class ns:d a:D
# class ns:e a:E
# function ns:b a:b
# spec ns:c a:c
# problem unmakeable a.py:13
