"""What is imported for type checkers alone is not there; the branch beside it is what counts."""
# --- shop/__init__.py
# --- shop/api.py
from __future__ import annotations

import typing
from typing import TYPE_CHECKING

from plugin import Plugin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from not_installed import Connection
    from shop.exporters import Csv

    class Exporter(Plugin):
        namespace = "only.types"
        name = "types"

else:

    class Exporter(Plugin):
        namespace = "shop.exporters"


class Store(Exporter if not typing.TYPE_CHECKING else object):
    def open(self, connection: Connection) -> Iterator[Csv]:
        raise NotImplementedError
# --- shop/exporters.py
from typing import TYPE_CHECKING

from plugin import PluginSpec

if not TYPE_CHECKING:
    from shop.api import Exporter, Store
    where = "real"
else:
    from not_installed import Exporter, Store
    where = "types"


class Csv(Exporter):
    name = "csv"


class Disk(Store):
    name = f"disk-{where}"


if TYPE_CHECKING:
    typed = PluginSpec("shop.exporters", "typed", Csv)
# --- expected
# class shop.exporters:csv shop.exporters:Csv
# class shop.exporters:disk-real shop.exporters:Disk
