"""Definitions under sys.version_info are conditional."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import sys
if sys.version_info >= (3, 99):
    class New(Plugin):
        namespace = "ns"; name = "new"
else:
    class Old(Plugin):
        namespace = "ns"; name = "old"
x = PluginSpec("ns", "x" if sys.version_info >= (3, 99) else "y", list)
# --- expected
# class ns:new app:New if sys.version_info >= (3, 99)
# class ns:old app:Old if not (sys.version_info >= (3, 99))
# spec ns:x app:x if sys.version_info >= (3, 99)
# spec ns:y app:x if not (sys.version_info >= (3, 99))
# problem conditional app.py:4
# problem conditional app.py:7
# problem conditional app.py:9
# problem conditional app.py:9
# differs: the condition decides
