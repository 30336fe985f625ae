"""`partial` and `partialmethod` as decorators, as makers of specs, and as methods of a registry."""
# --- app.py
from functools import partial, partialmethod

from plugin import Plugin, PluginSpec, plugin

hook = partial(plugin, namespace="shop.hooks")
early_hook = partial(hook, priority=10)
exporter = partial(PluginSpec, "shop.exporters")


class Service(Plugin):
    def __init__(self, kind, *, url):
        self.kind = kind
        self.url = url


@hook()
def on_start():
    pass


@early_hook(name="on-exit")
def on_exit():
    pass


csv = exporter("csv", partial(Service, "csv", url="file:"))
xml = exporter(name="xml", factory=partial(Service, "xml", url="file:"))
name_of = partial("{}-{}".format, "shop")
pay = PluginSpec("shop.services", name_of("pay"), partial(Service, "pay", url="https:"))


class Registry:
    def __init__(self):
        self.specs = []

    def add(self, namespace, name, factory=Service):
        self.specs.append(PluginSpec(namespace, name, factory))
        return self.specs[-1]

    reader = partialmethod(add, "shop.readers")
    writer = partialmethod(add, "shop.writers", factory=dict)


registry = Registry()
text_reader = registry.reader("text")
text_writer = registry.writer("text")
# --- expected
# function shop.hooks:on_start app:on_start
# function shop.hooks:on-exit app:on_exit
# spec shop.exporters:csv app:csv
# spec shop.exporters:xml app:xml
# spec shop.services:shop-pay app:pay
# spec shop.readers:text app:text_reader
# spec shop.writers:text app:text_writer
# problem unmakeable app.py:45
