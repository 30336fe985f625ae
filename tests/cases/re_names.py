"""Names derived with regular expressions: from the names of classes and functions, and from lines of text."""
# --- names.py
import re

WORD = re.compile(r"(?<!^)(?=[A-Z])")


def kebab(name):
    return WORD.sub("-", name).lower()


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda match: "_" + match.group(1), name).lower()
# --- app.py
import re

from names import kebab, snake
from plugin import Plugin, PluginSpec, plugin


class Exporter(Plugin):
    namespace = "shop.exporters"

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.name = kebab(cls.__name__.removesuffix("Exporter"))


class OpenDocumentExporter(Exporter): ...


class CsvExporter(Exporter): ...


def hook(function):
    if not re.fullmatch(r"on_[a-z_]+", function.__name__):
        raise ValueError(function.__name__)
    event = re.match(r"on_(?P<event>\w+)", function.__name__)["event"]
    return plugin(namespace="shop.hooks", name=event.replace("_", "."))(function)


@hook
def on_order_paid():
    pass


LINES = """
mail = 25  # old
web = 80
"""
for name, port in re.findall(r"^(\w+) *= *(\d+)", LINES, re.MULTILINE):
    globals()[f"{name}_port"] = PluginSpec("shop.ports", f"{name}:{port}", Exporter)

parts = PluginSpec("shop.parts", "+".join(re.split(r"[,;]\s*", "a, b;c")), Exporter)
snaked = PluginSpec("shop.parts", snake("orderHistory"), Exporter)
count = PluginSpec("shop.parts", "{1}x{0}".format(*re.subn("a", "b", "banana")), Exporter)
# --- expected
# class shop.exporters:open-document app:OpenDocumentExporter
# class shop.exporters:csv app:CsvExporter
# function shop.hooks:order.paid app:on_order_paid
# spec shop.ports:mail:25 app:mail_port
# spec shop.ports:web:80 app:web_port
# spec shop.parts:a+b+c app:parts
# spec shop.parts:order_history app:snaked
# spec shop.parts:3xbbnbnb app:count
