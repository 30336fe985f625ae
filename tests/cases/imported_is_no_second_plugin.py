"""A class, spec or function that is imported into a second module, or renamed there, belongs to the module that makes it."""
# --- a.py
from plugin import Plugin, PluginSpec, plugin
class A(Plugin):
    namespace = 'ns'
    name = 'a'
b = PluginSpec('ns', 'b', A)
@plugin('ns')
def c(): ...
# --- again.py
from a import A, b, c
from a import A as Other
import a
also = a.b
# --- expected
# class ns:a a:A
# spec ns:b a:b
# function ns:c a:c
