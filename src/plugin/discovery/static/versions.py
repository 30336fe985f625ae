"""Versions of Python: what ``requires-python`` decides about code that asks for the version it runs on.

``sys.version_info`` stands for the values that it has in all versions which the project supports. A comparison that
comes out the same in each of them is decided. That there will be a Python 4 is not reckoned with.
"""

import operator
import re
from collections.abc import Callable, Sequence
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
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415 - few projects ask for the version

    if not requires_python.strip():
        return ()
    try:
        allowed = SpecifierSet(requires_python)
    except InvalidSpecifier:
        return ()
    return tuple(
        (3, minor, micro, "final", 0) for minor in NUMBERS for micro in _micro_versions(allowed, requires_python, minor)
    )


def _micro_versions(allowed: Any, text: str, minor: int) -> Sequence[int]:
    first = [micro for micro in (0, 1, DISTANT) if allowed.contains(f"3.{minor}.{micro}", prereleases=True)]
    if len(first) in (0, 3) and not EXACT.search(text):
        return NUMBERS if first else ()
    return [micro for micro in NUMBERS if allowed.contains(f"3.{minor}.{micro}", prereleases=True)]


class Varying:
    """A value that differs between the supported versions of Python.

    :param values: what it is in each of them
    :param text: the code that gives it
    """

    __slots__ = ("__name__", "values")

    def __init__(self, values: tuple[Any, ...], text: str) -> None:
        self.values = values
        self.__name__ = text

    def __getattr__(self, name: str) -> Any:
        if name in NAMES and isinstance(self.values[0], tuple):
            index = NAMES.index(name)
            return vary([value[index] for value in self.values], f"{self.__name__}.{name}")
        raise AttributeError(name)

    def __getitem__(self, key: Any) -> Any:
        return vary([value[key] for value in self.values], f"{self.__name__}[{_shown(key)}]")

    def __iter__(self) -> Any:
        return iter([self[index] for index in range(len(self.values[0]))])

    def __bool__(self) -> bool:
        found = {bool(value) for value in self.values}
        return found.pop() if len(found) == 1 else bool(self._unknown(self.__name__))

    def __str__(self) -> str:
        return str(self._unknown(self.__name__))

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(self._unknown(self.__name__), spec)

    def __hash__(self) -> int:
        return hash(self._unknown(self.__name__))

    def compared(self, symbol: str, compute: Callable[[Any, Any], Any], other: Any) -> Any:
        """What a comparison gives in every version; unknown if that differs."""
        found = {bool(compute(value, other)) for value in self.values}
        return found.pop() if len(found) == 1 else self._unknown(f"{self.__name__} {symbol} {show(other)}")

    def _unknown(self, text: str) -> Unknown:
        return Unknown(text, Why("the version of Python differs"))


NAMED.add(Varying)


def vary(values: list[Any], text: str) -> Any:
    """A value that is one of several; the value itself if they are all the same."""
    return values[0] if all(value == values[0] for value in values) else Varying(tuple(values), text)


def _shown(key: Any) -> str:
    if isinstance(key, slice):
        return ":".join("" if each is None else str(each) for each in (key.start, key.stop))
    return repr(key)


def _define_operators() -> None:
    comparisons = (("==", "eq"), ("!=", "ne"), ("<", "lt"), ("<=", "le"), (">", "gt"), (">=", "ge"))
    for symbol, name in comparisons:
        compute = getattr(operator, name)
        setattr(Varying, f"__{name}__", lambda self, other, s=symbol, c=compute: self.compared(s, c, other))
    for symbol, name in (("+", "add"), ("-", "sub"), ("*", "mul"), ("&", "and_"), (">>", "rshift"), ("%", "mod")):
        compute = getattr(operator, name)

        def operate(self: Varying, other: Any, s: str = symbol, c: Any = compute) -> Any:
            return vary([c(value, other) for value in self.values], f"{self.__name__} {s} {show(other)}")

        setattr(Varying, f"__{name.strip('_')}__", operate)


_define_operators()


def version_info(requires_python: str) -> dict[str, Any]:
    """What ``sys`` says of the version of Python: name -> value; nothing if that is not known."""
    versions = supported(requires_python)
    if not versions:
        return {}
    hexadecimal = [3 << 24 | version[1] << 16 | version[2] << 8 | 0xF0 for version in versions]
    return {
        "version_info": Varying(versions, "sys.version_info"),
        "hexversion": vary(hexadecimal, "sys.hexversion"),
    }
