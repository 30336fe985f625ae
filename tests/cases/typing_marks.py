"""`final`, `overload`, `runtime_checkable`, `no_type_check`, `cast`, `Annotated` and `Literal` around plugins."""
# --- app.py
import typing
from typing import Annotated, Any, ClassVar, Final, Literal, Protocol, cast, final, get_args, overload, runtime_checkable

from plugin import Plugin, PluginSpec, plugin

NAMESPACE: Final = "shop.exporters"
Suffix = Literal["csv", "xml", "json"]
Title = Annotated[str, "title", 80]


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


@final
class Csv(Plugin):
    namespace = NAMESPACE
    name: Final = "csv"

    @final
    def load(self, *args: Any, **kwargs: Any) -> None: ...


class Xml(Plugin, Closable):
    namespace: ClassVar[str] = NAMESPACE
    name: Annotated[str, "the suffix"] = get_args(Suffix)[1]

    def close(self) -> None: ...


@overload
def convert(value: str) -> str: ...
@overload
def convert(value: int) -> int: ...
@plugin(namespace="shop.converters")
def convert(value):
    return value


@typing.no_type_check
@plugin(namespace="shop.converters", name="raw")
def convert_raw(value: "no type"):
    return value


closing = PluginSpec("shop.checks", str(issubclass(Xml, Closable)), Csv)
title = PluginSpec("shop.checks", Title.__metadata__[0], Csv)
known = cast("PluginSpec", PluginSpec("shop.checks", cast(str, "known"), Csv))

for suffix in get_args(Suffix):
    globals()[f"{suffix}_reader"] = PluginSpec("shop.readers", suffix, Csv)
# --- expected
# class shop.exporters:csv app:Csv
# class shop.exporters:xml app:Xml
# function shop.converters:convert app:convert
# function shop.converters:raw app:convert_raw
# spec shop.checks:True app:closing
# spec shop.checks:title app:title
# spec shop.checks:known app:known
# spec shop.readers:csv app:csv_reader
# spec shop.readers:xml app:xml_reader
# spec shop.readers:json app:json_reader
