"""Who changes the classes of this library is told that it cannot be followed."""
# --- app.py
from plugin import Plugin, PluginSpec
PluginSpec.name = "changed"
class A(Plugin):
    namespace = "ns"
    name = "a"
# --- expected
# class ns:a app:A
# problem dynamic app.py:2
# differs: what cannot be followed is told
