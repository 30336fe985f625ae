"""A file with the line ends of old Macs."""
# --- app.py with cr
from plugin import Plugin, PluginSpec
class A(Plugin):
    namespace = "ns"
    name = "a"
# a comment
b = PluginSpec("ns", "b", list)
# --- expected
# class ns:a app:A
# spec ns:b app:b
