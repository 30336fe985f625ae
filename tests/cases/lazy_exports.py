"""A module with __getattr__, import_module with a literal, and inspect.getmodule."""
# --- lazy/__init__.py
def __getattr__(name):
    if name == 'Base':
        from .base import Base
        return Base
    raise AttributeError(name)
# --- lazy/base.py
from plugin import Plugin, PluginSpec, plugin
class Base(Plugin):
    namespace = 'ns'
# --- use.py
import importlib, inspect
from lazy import Base
mod = importlib.import_module('lazy.base')
class A(Base):
    name = 'a'
class B(mod.Base):
    name = 'b'
class C(importlib.import_module('.base', 'lazy').Base):
    name = inspect.getmodule(mod.Base).__name__
# --- expected
# class ns:a use:A
# class ns:b use:B
# class ns:lazy.base use:C
