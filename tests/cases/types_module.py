"""`types`: namespaces and read-only maps of settings, and classes that are made by a call."""
# --- app.py
import types
from enum import Enum
from types import DynamicClassAttribute, MappingProxyType, SimpleNamespace

from plugin import Plugin, PluginSpec

settings = SimpleNamespace(shop="corner", **{"kind": "book"})
settings.kind += "s"
PORTS = MappingProxyType({"web": 80, "mail": 25})


class Exporter(Plugin):
    namespace = "shop.exporters"


def body(namespace):
    namespace["__module__"] = __name__
    namespace["name"] = "csv"


Csv = types.new_class("Csv", (Exporter,), {}, body)
Xml = type("Xml", (Exporter,), {"name": "xml"})
Json = type(Exporter)("Json", (Exporter,), dict(name="json", __doc__="Writes JSON."))


class Format(Enum):
    PDF = "application/pdf"

    @DynamicClassAttribute
    def label(self):
        return self.value.partition("/")[2]


def described(self):
    return f"{self.shop}-{self.kind}"


settings.describe = types.MethodType(described, settings)
shop = PluginSpec("shop.shops", settings.describe(), Exporter)
keys = PluginSpec("shop.shops", "+".join(vars(SimpleNamespace(a=1, b=2))), Exporter)
pdf = PluginSpec("shop.formats", Format.PDF.label, Exporter)
function = PluginSpec("shop.types", "function" if isinstance(body, types.FunctionType) else "other", Exporter)

for name, port in PORTS.items():
    globals()[f"{name}_port"] = PluginSpec("shop.ports", f"{name}-{port}", Exporter)
# --- expected
# class shop.exporters:csv app:Csv
# class shop.exporters:xml app:Xml
# class shop.exporters:json app:Json
# spec shop.shops:corner-books app:shop
# spec shop.shops:a+b app:keys
# spec shop.formats:pdf app:pdf
# spec shop.types:function app:function
# spec shop.ports:web-80 app:web_port
# spec shop.ports:mail-25 app:mail_port
