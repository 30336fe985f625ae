"""Abstract classes between `Plugin` and the plugins, over modules; what is registered with one counts as derived."""
# --- shop/__init__.py
# --- shop/base.py
import abc
from abc import ABC, abstractmethod

from plugin import Plugin


class Exporter(Plugin, ABC):
    namespace = "shop.exporters"

    @property
    @abstractmethod
    def suffix(self): ...

    @abc.abstractproperty
    def encoding(self): ...

    @classmethod
    @abstractmethod
    def supports(cls, value): ...


class TextExporter(Exporter):
    encoding = "utf-8"

    @classmethod
    def supports(cls, value):
        return isinstance(value, str)
# --- shop/exporters.py
import abc

from shop import base


class Csv(base.TextExporter):
    name = suffix = "csv"


class Markup(base.TextExporter, metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def tags(self): ...


class Html(Markup):
    name = "html"
    suffix = "htm"

    def tags(self):
        return ["p"]


@base.Exporter.register
class Foreign:
    namespace = "shop.exporters"
    name = "foreign"
# --- expected
# class shop.exporters:csv shop.exporters:Csv
# class shop.exporters:html shop.exporters:Html
# class shop.exporters:foreign shop.exporters:Foreign
