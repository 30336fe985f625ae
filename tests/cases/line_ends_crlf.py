"""A file with the line ends of Windows."""
# --- app.py with crlf
from plugin import (
    Plugin,
    PluginSpec,
)
class A(Plugin):
    namespace = "ns"
    name = "a"
b = PluginSpec("ns", \
    "b", list)
# --- expected
# class ns:a app:A
# spec ns:b app:b
