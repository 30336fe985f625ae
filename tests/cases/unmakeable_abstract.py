"""A plugin that leaves methods abstract cannot be made; whoever implements them, a mixin included, it then can."""
# --- shop/__init__.py
# --- shop/base.py
from abc import ABC, abstractmethod

from plugin import Plugin


class Exporter(Plugin):
    namespace = "shop.exporters"

    @abstractmethod
    def run(self): ...

    @property
    @abstractmethod
    def suffix(self): ...

    @classmethod
    @abstractmethod
    def supports(cls, value): ...


class Supporting(ABC):
    @abstractmethod
    def stop(self): ...

    @classmethod
    def supports(cls, value):
        return True


class Running:
    def run(self): ...

    def stop(self): ...
# --- shop/exporters.py
from shop.base import Exporter, Running, Supporting


class Nothing(Exporter):
    name = "nothing"


class Some(Supporting, Exporter):
    name = "some"
    suffix = "x"


class Shadowed(Exporter, Running):
    name = "shadowed"
    suffix = "x"
    supports = None


class Mixed(Running, Supporting, Exporter):
    name = "mixed"
    suffix = "x"


class Own(Exporter):
    name = "own"
    run = suffix = supports = None


class Again(Shadowed):
    name = "again"

    def run(self): ...
# --- shop/own.py
import abc

from plugin import Plugin, PluginSpec


class Direct(Plugin):
    namespace = "shop.own"
    name = "direct"

    @abc.abstractmethod
    def run(self): ...


class Base(Plugin, abc.ABC):
    @abc.abstractmethod
    def run(self): ...


class Table(Base, dict):
    namespace = "shop.own"
    name = "table"


class Late(Base):
    namespace = "shop.own"
    name = "late"


Late.run = lambda self: None
abc.update_abstractmethods(Late)
by_spec = PluginSpec("shop.own", "by-spec", Base)
# --- expected
# class shop.exporters:nothing shop.exporters:Nothing
# class shop.exporters:some shop.exporters:Some
# class shop.exporters:shadowed shop.exporters:Shadowed
# class shop.exporters:mixed shop.exporters:Mixed
# class shop.exporters:own shop.exporters:Own
# class shop.exporters:again shop.exporters:Again
# class shop.own:direct shop.own:Direct
# class shop.own:table shop.own:Table
# class shop.own:late shop.own:Late
# spec shop.own:by-spec shop.own:by_spec
# problem unmakeable shop/exporters.py:4
# problem unmakeable shop/exporters.py:8
# problem unmakeable shop/exporters.py:13
# problem unmakeable shop/own.py:6
# problem unmakeable shop/own.py:31
