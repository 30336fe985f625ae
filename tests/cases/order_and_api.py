"""Plugins that state an order, what they require and an API, also as nobody knows it: that changes nothing about where they are."""
# --- app.py
import os
from json import loads

from plugin import Plugin, PluginSpec, plugin

LATE = ["auth", "shop.stores:disk"]


class Store(Plugin):
    namespace = "shop.stores"
    after = LATE
    api = ">=2,<3"


class Disk(Store):
    name = "disk"
    before = ("cloud", *Store.after)
    requires_plugins = {"tape"}


class Cloud(Store):
    name = "cloud"
    after = loads(os.environ.get("AFTER", "[]"))
    api = os.environ.get("API", ">=2")


class Tape(Store):
    name = "tape"

    def before(self, request):
        return request

    @property
    def api(self):
        return self


@plugin("shop.hooks", after=LATE, before=["x"], requires_plugins=os.environ.get("REQUIRED", "").split(), api=os.environ.get("API", ">=2"))
def on_start():
    pass


def made():
    return Disk()


made.after = Cloud.after
made.priority = 4

spec = PluginSpec("shop.stores", "made", made)
stated = PluginSpec("shop.stores", "stated", Tape, priority=len(LATE), after=Cloud.after, before=LATE, api=Cloud.api)
late = PluginSpec("shop.stores", f"late-{spec.priority}-{stated.priority}-{len(stated.terms['before'])}", made, requires_plugins=["x"])
several = [PluginSpec("shop.stores", f"s{number}", made, after=[f"s{number - 1}"]) for number in range(2)]
s0, s1 = several
# --- expected
# class shop.stores:disk app:Disk
# class shop.stores:cloud app:Cloud
# class shop.stores:tape app:Tape
# function shop.hooks:on_start app:on_start
# spec shop.stores:made app:spec
# spec shop.stores:stated app:stated
# spec shop.stores:late-4-2-2 app:late
# spec shop.stores:s0 app:s0
# spec shop.stores:s1 app:s1
