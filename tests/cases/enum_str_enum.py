"""`StrEnum`: members are plain text, automatic values are the names in lower case."""
# --- app.py
from enum import StrEnum, auto, verify, UNIQUE, nonmember

from plugin import Plugin, PluginSpec, plugin


@verify(UNIQUE)
class Group(StrEnum):
    STORES = "shop.stores"
    HOOKS = "shop.hooks"
    prefix = nonmember("shop")


class Event(StrEnum):
    START = auto()
    STOP = auto()


class Disk(Plugin):
    namespace = Group.STORES
    name = f"{Group.prefix}-disk"


@plugin(namespace=Group.HOOKS, name=f"on-{Event.START}")
def on_start():
    pass


stop = PluginSpec(str(Group.HOOKS), "on-{}".format(Event.STOP), Disk)
upper = PluginSpec(Group.HOOKS, Event.STOP.upper(), Disk)
every = PluginSpec(Group.HOOKS, "+".join(Event), Disk)
# --- expected
# requires: 3.11
# class shop.stores:shop-disk app:Disk
# function shop.hooks:on-start app:on_start
# spec shop.hooks:on-stop app:stop
# spec shop.hooks:STOP app:upper
# spec shop.hooks:start+stop app:every
