"""Plugins that state a priority, requirements and whether they should load, which changes nothing about where they are."""
# --- app.py
import importlib.util
import os

from plugin import Plugin, PluginSpec, plugin


class Store(Plugin):
    namespace = "shop.stores"
    priority = 1


class Disk(Store):
    name = "disk"
    priority = Store.priority + 10


class Cloud(Store):
    name = "cloud"
    requirements = ["boto3>=1.30", "requests[socks]"]
    priority = -1

    def should_load(self):
        return "CLOUD" in os.environ

    def load(self, client=None, **options):
        import boto3

        self.client = client or boto3.client("s3", **options)


class Tape(Store):
    name = "tape"
    requirements = (*Cloud.requirements, "tape")

    @property
    def size(self):
        return self.priority


def is_posix():
    return os.name == "posix"


@plugin("shop.hooks", should_load=is_posix, load=print, priority=Disk.priority, requirements=["psutil"])
def on_start():
    pass


@plugin("shop.hooks", name="on-stop", should_load=importlib.util.find_spec("psutil") is not None)
def on_stop():
    pass


disk = PluginSpec("shop.stores", f"disk-{PluginSpec('shop.stores', 'x', Disk).priority}", Disk)
# --- expected
# class shop.stores:disk app:Disk
# class shop.stores:cloud app:Cloud
# class shop.stores:tape app:Tape
# function shop.hooks:on_start app:on_start
# function shop.hooks:on-stop app:on_stop
# spec shop.stores:disk-11 app:disk
