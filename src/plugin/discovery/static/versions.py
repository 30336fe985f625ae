"""Versions of Python: what ``requires-python`` decides about code that asks for the version it runs on.

``sys.version_info`` stands for the values that it has in all versions which the project supports. A comparison that
comes out the same in each of them is decided. That there will be a Python 4 is not reckoned with.
"""

import itertools
import operator
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from plugin.discovery.static.unknown import NAMED, Unknown, Why, show

LATEST = 60
"""The last minor version that is reckoned with one by one."""
DISTANT = 10_000
"""What stands for all versions after it, so that the code is not taken to run on none of them."""
NUMBERS = [*range(LATEST + 1), DISTANT]
NAMES = ("major", "minor", "micro", "releaselevel", "serial")
"""The fields of ``sys.version_info``."""
EXACT = re.compile(r"\d+\.\d+\.\d|~=|===")
"""What a specifier holds that tells the micro versions of one minor version apart."""

VersionInfo = tuple[int, int, int, str, int]


def supported(requires_python: str) -> tuple[VersionInfo, ...]:
    """The versions of Python 3 that a specifier such as ``>=3.10`` allows, as ``sys.version_info`` shows them.

    :param requires_python: the field ``requires-python`` of the project
    :return: the versions; none if the specifier is invalid or empty, so that it decides nothing
    """
    if not requires_python.strip():
        return ()
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415 - few projects ask for the version

    try:
        allowed = SpecifierSet(requires_python)
    except InvalidSpecifier:
        return ()
    allows = cache(lambda version: allowed.contains(version, prereleases=True))
    most = DISTANT if EXACT.search(requires_python) else 1  # which then stands for all micro versions after it
    versions = itertools.product(NUMBERS, NUMBERS)
    return tuple(
        [(3, minor, micro, "final", 0) for minor, micro in versions if allows(f"3.{minor}.{min(micro, most)}")]
    )


class Varying:
    """A value that differs between the supported versions of Python.

    :param values: what it is in each of them
    :param text: the code that gives it
    """

    __slots__ = ("__name__", "values")

    def __init__(self, values: list[Any], text: str) -> None:
        self.values = values
        self.__name__ = text

    def __getattr__(self, name: str) -> Any:
        if name not in NAMES or not isinstance(self.values[0], tuple):
            raise AttributeError(name)
        return self.each(lambda value: value[NAMES.index(name)], f"{self.__name__}.{name}")

    def __getitem__(self, key: Any) -> Any:
        shown = f"{key.start or ''}:{key.stop or ''}" if isinstance(key, slice) else repr(key)
        return self.each(lambda value: value[key], f"{self.__name__}[{shown}]")

    def each(self, compute: Callable[[Any], Any], text: str) -> Any:
        """What comes out in each version: one value if it is the same in all of them."""
        values = [compute(value) for value in self.values]
        return values[0] if all(value == values[0] for value in values) else Varying(values, text)

    def __bool__(self) -> bool:
        found = {bool(value) for value in self.values}
        return found.pop() if len(found) == 1 else bool(self.unknown())

    def unknown(self, text: str = "") -> Unknown:
        """The same as a value that is not known."""
        return Unknown(text or self.__name__, Why("the version of Python differs from machine to machine"))


NAMED.add(Varying)


def _comparing(symbol: str, compute: Callable[[Any, Any], bool]) -> Callable[[Varying, Any], Any]:
    """A comparison that is decided if it comes out the same in each version."""

    def compare(self: Varying, other: Any) -> Any:
        found = {bool(compute(value, other)) for value in self.values}
        return found.pop() if len(found) == 1 else self.unknown(f"{self.__name__} {symbol} {show(other)}")

    return compare


for _symbol, _name in (("==", "eq"), ("!=", "ne"), ("<", "lt"), ("<=", "le"), (">", "gt"), (">=", "ge")):
    setattr(Varying, f"__{_name}__", _comparing(_symbol, getattr(operator, _name)))
for _name in ("add", "radd", "sub", "mul", "mod", "and", "or", "lshift", "rshift"):
    setattr(Varying, f"__{_name}__", lambda self, _: self.unknown())
for _name in ("hash", "str", "repr", "format"):
    setattr(Varying, f"__{_name}__", lambda self, *_: bool(self.unknown()))  # which raises that it is not decided


def version_info(requires_python: str) -> dict[str, Any]:
    """What ``sys`` says of the version of Python: name -> value; nothing if that is not known."""
    versions = Varying(list(supported(requires_python)), "sys.version_info")
    if not versions.values:
        return {}
    numbers = versions.each(lambda v: 3 << 24 | v[1] << 16 | v[2] << 8 | 0xF0, "sys.hexversion")
    return {"version_info": versions, "hexversion": numbers}
