"""A registry that holds its classes weakly, and the specs that are made from it."""
# --- registry.py
import weakref

from plugin import Plugin

registry = weakref.WeakValueDictionary()
seen = weakref.WeakSet()


class Exporter(Plugin):
    namespace = "shop.exporters"

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        registry[cls.__name__.lower()] = cls
        seen.add(cls)
# --- app.py
import weakref

from plugin import PluginSpec
from registry import Exporter, registry, seen


class Csv(Exporter):
    name = "csv"


class Xml(Exporter):
    name = "xml"


for key, cls in sorted(registry.items()):
    globals()[f"make_{key}"] = PluginSpec("shop.factories", key, cls)

count = PluginSpec("shop.counts", f"{len(registry)}-{Csv in seen}", Exporter)
reference = weakref.ref(Xml)
referenced = PluginSpec("shop.counts", reference().name, reference())
# --- expected
# class shop.exporters:csv app:Csv
# class shop.exporters:xml app:Xml
# spec shop.factories:csv app:make_csv
# spec shop.factories:xml app:make_xml
# spec shop.counts:2-True app:count
# spec shop.counts:xml app:referenced
