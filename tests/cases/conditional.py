"""A plugin under a condition that differs between machines is included and told."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import sys, os
if sys.platform == "win32":
    class Win(Plugin):
        namespace = "ns"; name = "win"
else:
    class Posix(Plugin):
        namespace = "ns"; name = "posix"
if os.environ.get("X"):
    class Both(Plugin):
        namespace = "ns"; name = "both"
else:
    class Both(Plugin):
        namespace = "ns"; name = "both"
# --- expected
# class ns:win app:Win if sys.platform == 'win32'
# class ns:posix app:Posix if not (sys.platform == 'win32')
# class ns:both app:Both
# problem conditional app.py:4
# problem conditional app.py:7
# differs: one platform only
