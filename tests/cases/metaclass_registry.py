"""A metaclass that names the plugins, keeps a registry of them, and gives its classes properties and items."""
# --- base.py
from plugin import Plugin, PluginSpec


class ExporterType(type(Plugin)):
    known = {}

    def __new__(mcs, name, bases, namespace, *, suffix=None, **options):
        if suffix:
            namespace["name"] = suffix
        elif bases[0] is not Plugin:
            namespace.setdefault("name", name.lower())
        cls = super().__new__(mcs, name, bases, namespace, **options)
        mcs.known[name] = cls
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        cls.index = len(ExporterType.known)

    def __getitem__(cls, name):
        return ExporterType.known[name]

    def __len__(cls):
        return len(ExporterType.known)

    @property
    def spec(cls):
        return PluginSpec("shop.specs", f"{cls.index}.{cls.name}", cls)


class Exporter(Plugin, metaclass=ExporterType):
    namespace = "shop.exporters"
# --- app.py
from base import Exporter
from plugin import PluginSpec


class Csv(Exporter): ...


class Xml(Exporter, suffix="xml-1.0"): ...


class Html(Xml):
    name = "html-5"


csv_spec = Csv.spec
html_spec = Exporter["Html"].spec
count = PluginSpec("shop.counts", f"{len(Exporter)} exporters", Exporter)
# --- expected
# class shop.exporters:csv app:Csv
# class shop.exporters:xml-1.0 app:Xml
# class shop.exporters:html-5 app:Html
# spec shop.specs:2.csv app:csv_spec
# spec shop.specs:4.html-5 app:html_spec
# spec shop.counts:4 exporters app:count
