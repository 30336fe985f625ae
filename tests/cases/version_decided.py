"""The project says which versions of Python it supports, which decides conditions on the version."""
# --- app.py
import sys
from sys import version_info
from plugin import Plugin, PluginSpec
if sys.version_info >= (3, 8):
    a = PluginSpec("ns", "new", list)
else:
    a = PluginSpec("ns", "old", list)
if sys.version_info < (3, 10):
    b = PluginSpec("ns", "never", list)
class C(Plugin):
    namespace = "ns"
    name = "three" if sys.version_info[0] == 3 else "two"
d = PluginSpec("ns", f"d{sys.version_info.major}", list)
if version_info[:2] < (3, 10) or sys.hexversion < 0x030A00F0:
    e = PluginSpec("ns", "never", list)
if (3, 9) < version_info <= (4, 0) and sys.version_info.minor > 9 and sys.version_info.minor not in (8, 9):
    f = PluginSpec("ns", "f", list)
g = PluginSpec("ns", "g-final" if sys.version_info != (3, 11) else "g", list)
# --- expected
# requires-python: >=3.10
# spec ns:new app:a
# class ns:three app:C
# spec ns:d3 app:d
# spec ns:f app:f
# spec ns:g-final app:g
