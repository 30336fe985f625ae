"""`copy.replace` on data classes, named tuples, and objects with their own `__replace__`."""
# --- app.py
import copy
from collections import namedtuple
from dataclasses import dataclass

from plugin import PluginSpec

Row = namedtuple("Row", "name port")


@dataclass(frozen=True)
class Service:
    name: str
    version: int = 1


class Options:
    def __init__(self, name):
        self.name = name

    def __replace__(self, /, **changes):
        return type(self)(changes["name"] + "-of-" + self.name)


service = copy.replace(Service("pay"), version=2)
pay = PluginSpec("shop.services", f"{service.name}-{service.version}", list)
web = PluginSpec("shop.ports", copy.replace(Row("mail", 80), name="web").name, list)
part = PluginSpec("shop.options", copy.replace(Options("all"), name="part").name, list)
# --- expected
# requires: 3.13
# spec shop.services:pay-2 app:pay
# spec shop.ports:web app:web
# spec shop.options:part-of-all app:part
