"""Classes beside `Plugin` have hooks that cannot be followed: that is no reason to doubt the other plugins."""
# --- app.py
import os
from typing import Protocol, runtime_checkable

from plugin import Plugin

class Extension(Plugin):
    namespace = "ns"

class Duck:
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, os.environ["QUACK"]) or NotImplemented

@runtime_checkable
class Quacks(Protocol):
    def quack(self): ...

class Noted:
    def __init_subclass__(cls):
        for name in os.listdir(cls.folder):
            cls.files = [name]

class Mallard(Duck, Extension):
    name = "mallard"

class Teal(Quacks, Extension):
    name = "teal"

class Coot(Noted, Extension):
    name, folder = "coot", "."

class Swan(Extension):
    name = "swan"

class Plain:
    name = namespace = "plain"
# --- expected
# class ns:coot app:Coot
# class ns:mallard app:Mallard
# class ns:swan app:Swan
# class ns:teal app:Teal
# problem dynamic app.py:20
