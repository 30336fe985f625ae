"""Attributes whose names are not known are set on classes: on a plugin class, it is reported with the plugin.

On a base class that is no plugin, they are assumed to leave namespace and name alone, as what a library does is.
"""
# --- app.py
import lib
from plugin import Plugin

class Extension(Plugin):
    namespace = "ns"

class Handler(lib.Handler):
    pass

for method in Handler.METHODS:
    setattr(Handler, method, None)

class Page(Handler):
    pass

class Start(Page, Extension):
    name = "start"
# --- direct.py
import lib
from app import Extension

class Direct(Extension):
    name = "direct"

for method in lib.METHODS:
    setattr(Direct, method, None)
# --- through.py
import lib
from plugin import Plugin

class Own(Plugin):
    namespace = "ns"

for method in lib.METHODS:
    setattr(Own, method, None)
# --- expected
# class ns:start app:Start
# problem dynamic direct.py:7
# problem dynamic through.py:7
# problem undecidable direct.py:4
# differs: there is no such library
