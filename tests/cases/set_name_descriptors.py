"""Descriptors that learn their name with `__set_name__`, and give plugins their names."""
# --- fields.py
class Setting:
    def __init__(self, default):
        self.default = default

    def __set_name__(self, owner, name):
        self.name = f"{owner.__name__}.{name}"
        self.stored = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.stored, self.default)

    def __set__(self, instance, value):
        setattr(instance, self.stored, value)


class Labelled:
    def __init__(self, *words):
        self.words = words

    def __set_name__(self, owner, name):
        setattr(owner, name, "-".join([owner.__name__.lower(), *self.words]))


class ClassName:
    def __get__(self, instance, owner):
        return owner.__name__.lower()
# --- app.py
from fields import ClassName, Labelled, Setting
from plugin import Plugin, PluginSpec


class Shop:
    currency = Setting("EUR")
    country = Setting("DE")


class Disk(Plugin):
    namespace = "shop.stores"
    name = Labelled("fast", "1")


class Store(Plugin):
    name = ClassName()


class Tape(Store):
    namespace = "shop.stores"


shop = Shop()
shop.country = "FR"
money = PluginSpec("shop.money", f"{shop.country}-{shop.currency}", Disk)
setting = PluginSpec("shop.money", Shop.currency.name, Disk)
# --- expected
# class shop.stores:disk-fast-1 app:Disk
# class shop.stores:tape app:Tape
# spec shop.money:FR-EUR app:money
# spec shop.money:Shop.currency app:setting
