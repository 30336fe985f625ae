"""A lazy module that has nothing to do with plugins: what comes from it is of no interest, whatever it is."""
# --- pkg/__init__.py
import logging, warnings
from importlib import import_module
_NAMES = {"Model": ".models", "Base": ".bases", "make": ".bases"}
def __getattr__(name):
    if name == "old_filter":
        warnings.warn("use another one")
        return logging.Filter()
    if name == "gone":
        raise ImportError("it is gone")
    if name in _NAMES:
        return getattr(import_module(_NAMES[name], __spec__.parent), name)
    try:
        return globals()[name]
    except KeyError:
        raise AttributeError(name) from None
# --- pkg/models.py
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return {}
class Model(metaclass=Meta): pass
# --- pkg/bases.py
from plugin import Plugin, PluginSpec
class Base(Plugin):
    namespace = "ns"
def make(name):
    return PluginSpec("ns", name, list)
# --- app.py
import pkg
from pkg import Base, Model, old_filter
try:
    from pkg import gone
except ImportError:
    gone = None
try:
    from pkg import nowhere
except ImportError:
    nowhere = None
log = [old_filter, pkg.old_filter, gone, nowhere]
class User(Model):
    name = "user"
class A(Base):
    name = "a"
b = pkg.make("b")
# --- expected
# class ns:a app:A
# spec ns:b app:b
