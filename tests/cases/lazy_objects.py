"""Objects that are made on first use, and say to be of another class: they are not asked while plugins are looked for."""
# --- lazy.py
import operator
import os

EMPTY = object()

def forward(function):
    def inner(self, *args):
        if self._wrapped is EMPTY:
            self._set_up()
        return function(self._wrapped, *args)
    inner.is_forwarded = not os.environ.get("UNMASKED")
    return inner

class Lazy:
    _wrapped = EMPTY

    def __init__(self, make):
        self.__dict__["_make"] = make

    def __getattribute__(self, name):
        if name in ("_wrapped", "_make", "__dict__"):
            return super().__getattribute__(name)
        value = super().__getattribute__(name)
        if not getattr(value, "is_forwarded", True):
            raise AttributeError(name)
        return value

    def _set_up(self):
        self._wrapped = self._make()

    __class__ = property(forward(operator.attrgetter("__class__")))
    __getattr__ = forward(getattr)
# --- app.py
from lazy import Lazy
from plugin import Plugin, PluginSpec

def make():
    class Settings:
        debug = bool(open("settings.ini").read())
    return Settings()

settings = Lazy(make)

class Pages(Plugin):
    namespace, name = "ns", "pages"

mail = PluginSpec("ns", "mail", lambda: settings.debug)
# --- expected
# class ns:pages app:Pages
# spec ns:mail app:mail
