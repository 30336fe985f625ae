"""Form feeds between definitions, and tabs for blanks."""
# --- app.py as utf-8
from plugin import Plugin, PluginSpec
\x0c
class A(Plugin):
\tnamespace = "ns"
\tname = "a"
\x0cb = PluginSpec("ns",\t"b",\tlist)
# --- expected
# class ns:a app:A
# spec ns:b app:b
