"""`cache` and `lru_cache`: over functions that are plugins, and over the helpers that make specs and names."""
# --- app.py
import functools
from functools import cache, lru_cache

from plugin import Plugin, PluginSpec, plugin


@lru_cache(maxsize=None)
@plugin(namespace="shop.rates")
def exchange_rate(currency="EUR"):
    return 1.0


@lru_cache
@plugin(namespace="shop.rates", name="vat")
def value_added_tax():
    return 0.19


@plugin(namespace="shop.rates")
@functools.cache
def discount():
    return 0.1


@cache
def exporter_spec(suffix):
    return PluginSpec("shop.exporters", suffix, lambda: Exporter(suffix))


class Exporter(Plugin):
    def __init__(self, suffix):
        self.suffix = suffix

    @staticmethod
    @cache
    def title(suffix):
        return f"table.{suffix}"


csv = exporter_spec("csv")
xml = exporter_spec(suffix="xml")
table = exporter_spec(Exporter.title("ods"))


@lru_cache(1)
def base_class():
    class Report(Plugin):
        namespace = "shop.reports"

    return Report


class Monthly(base_class()):
    name = "monthly" if base_class() is base_class() else "twice"
# --- expected
# function shop.rates:exchange_rate app:exchange_rate
# function shop.rates:vat app:value_added_tax
# function shop.rates:discount app:discount
# spec shop.exporters:csv app:csv
# spec shop.exporters:xml app:xml
# spec shop.exporters:table.ods app:table
# class shop.reports:monthly app:Monthly
