"""A name declared global in a class body belongs to the module."""
# --- app.py
from plugin import Plugin, PluginSpec
class A(Plugin):
    namespace = "ns"
    global name
    name = "of-module"
b = PluginSpec("ns", name, list)
# --- expected
# spec ns:of-module app:b
