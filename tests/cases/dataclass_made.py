"""`make_dataclass`: classes of options, and plugin classes themselves, that are made by a call."""
# --- app.py
from dataclasses import asdict, astuple, field, make_dataclass

from plugin import Plugin, PluginSpec

Options = make_dataclass("Options", ["name", ("retries", int, 3), ("tags", list, field(default_factory=list))])


class Exporter(Plugin):
    namespace = "shop.exporters"


Csv = make_dataclass(
    "Csv",
    [("name", str, "csv"), ("separator", str, ";")],
    bases=(Exporter,),
    namespace={"__module__": __name__, "load": lambda self: self.separator},
)

options = Options("pay")
pay = PluginSpec("shop.services", f"{options.name}-{options.retries}", Exporter)
ship = PluginSpec("shop.services", "-".join(map(str, astuple(Options("ship", retries=5))[:2])), Exporter)
keys = PluginSpec("shop.services", "+".join(asdict(options)), Exporter)
# --- expected
# class shop.exporters:csv app:Csv
# spec shop.services:pay-3 app:pay
# spec shop.services:ship-5 app:ship
# spec shop.services:name+retries+tags app:keys
