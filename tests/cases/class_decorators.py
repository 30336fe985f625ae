"""Class decorators that set the name, add methods, give a subclass, or make a spec next to the class."""
# --- marks.py
import sys

from plugin import Plugin, PluginSpec


def named(name):
    def decorate(cls):
        cls.name = name
        return cls

    return decorate


def exporter(cls):
    cls.namespace = "shop.exporters"
    if not hasattr(cls, "name"):
        cls.name = cls.__name__.lower()
    return cls


def with_close(method="close"):
    def decorate(cls):
        setattr(cls, method, lambda self: None)
        return cls

    return decorate


def plugged(cls):
    return type(cls.__name__, (cls, Plugin), {"namespace": "shop.plugged", "name": cls.title, "__module__": cls.__module__})


def published(namespace):
    def decorate(cls):
        spec = PluginSpec(namespace, cls.__qualname__.lower(), cls)
        setattr(sys.modules[cls.__module__], f"{cls.__name__}_spec", spec)
        return cls

    return decorate
# --- app.py
import marks
from marks import exporter, named, plugged, published
from plugin import Plugin


@exporter
class Csv(Plugin): ...


@exporter
@named("xml-1.0")
class Xml(Plugin): ...


@named("json")
@marks.with_close()
@exporter
class Json(Plugin):
    name = "overwritten"


@plugged
class Mail:
    title = "mail"


@published("shop.services")
class Pay: ...
# --- expected
# class shop.exporters:csv app:Csv
# class shop.exporters:xml-1.0 app:Xml
# class shop.exporters:json app:Json
# class shop.plugged:mail app:Mail
# spec shop.services:pay app:Pay_spec
