"""Classes and specs within `with`: each sees what the block has bound before it, and stays once the block is left."""
# --- app.py
import contextlib
import io

from plugin import Plugin, PluginSpec

with contextlib.suppress(AttributeError):
    suffix = "csv"

    class Csv(Plugin):
        namespace = "shop.exporters"
        name = suffix

with contextlib.nullcontext("xml") as suffix:

    class Xml(Plugin):
        namespace = "shop.exporters"
        name = suffix

with contextlib.closing(io.StringIO("name;price")) as sheet:
    separator = sheet.read().strip("nameprice")
    tables = PluginSpec("shop.exporters", f"table{separator}", Csv)


class Group:
    """Where the exporters of a kind of file belong."""

    def __init__(self, kind):
        self.kind = kind

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.kind = "closed"


with Group("web") as group:
    prefix = group.kind

    class Html(Plugin):
        namespace = "shop.exporters"
        name = prefix + ".html"

    json = PluginSpec("shop.exporters", f"{group.kind}.json", Csv)

last = PluginSpec("shop.exporters", group.kind, Csv)

with contextlib.suppress(ZeroDivisionError):
    ratio = 1 / 0
    never = PluginSpec("shop.exporters", "never", Csv)
# --- expected
# class shop.exporters:csv app:Csv
# class shop.exporters:xml app:Xml
# spec shop.exporters:table; app:tables
# class shop.exporters:web.html app:Html
# spec shop.exporters:web.json app:json
# spec shop.exporters:closed app:last
