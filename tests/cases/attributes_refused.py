"""Attributes that cannot be set: of a plugin spec, of objects with slots, by a `__setattr__` there is perhaps."""
# --- app.py
from os import environ
from plugin import PluginSpec

a = PluginSpec("ns", "set", list)
try:
    a.other = 1
except AttributeError:
    b = PluginSpec("ns", "refused", list)

class Slots:
    if not environ.get("OFF"):
        __slots__ = ("one", "two")
slots = Slots()
try:
    slots.three = 3
except AttributeError:
    c = PluginSpec("ns", "c", list)

class Watched:
    if environ.get("OFF"):
        def __setattr__(self, name, value): pass
watched = Watched()
watched.name = "watched"
d = PluginSpec("ns", watched.name, list)
# --- expected
# spec ns:c app:c if not (os.environ.get('OFF'))
# spec ns:refused app:b
# spec ns:set app:a
# spec ns:watched app:d if not (os.environ.get('OFF'))
# problem conditional app.py:17
# problem conditional app.py:24
