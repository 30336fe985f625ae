"""Versions of Python: what ``requires-python`` decides about code that asks for the version it runs on.

``sys.version_info`` stands for the values that it has in all versions which the project supports. A comparison that
comes out the same in each of them is decided. That there will be a Python 4 is not reckoned with.
"""

import ast
import re
from collections.abc import Callable, Sequence
from typing import Any

from plugin.discovery.static.values import Const, Value, Varying

LATEST = 60
"""The last minor version that is reckoned with one by one."""
DISTANT = 10_000
"""What stands for all versions after it, so that the code is not taken to run on none of them."""

NAMES = ("major", "minor", "micro", "releaselevel", "serial")
"""The fields of ``sys.version_info``."""

NUMBERS = [*range(LATEST + 1), DISTANT]
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


def version_info(requires_python: str) -> Value | None:
    """What ``sys.version_info`` stands for, as far as that is known."""
    versions = supported(requires_python)
    return Varying(versions) if versions else None


def hex_version(requires_python: str) -> Value | None:
    """What ``sys.hexversion`` stands for, as far as that is known."""
    versions = supported(requires_python)
    return vary((3 << 24 | version[1] << 16 | version[2] << 8 | 0xF0) for version in versions) if versions else None


def vary(values: "Any") -> Value:
    """A value that is one of several; a constant if they are all the same."""
    found = tuple(values)
    return Const(found[0]) if len(set(found)) == 1 and not isinstance(found[0], tuple) else Varying(found)


def attribute(owner: Varying, name: str) -> Value | None:
    """An attribute of ``sys.version_info``; ``None`` if there is none that is known."""
    if name not in NAMES or not isinstance(owner.values[0], tuple) or len(owner.values[0]) != len(NAMES):
        return None
    index = NAMES.index(name)
    return vary(value[index] for value in owner.values)


def item(owner: Varying, key: Value) -> Value | None:
    """An item of ``sys.version_info``, or a slice of it; ``None`` if it is not known."""
    if not isinstance(key, Const) or not all(isinstance(value, tuple) for value in owner.values):
        return None
    try:
        return vary(value[key.value] for value in owner.values)
    except (IndexError, TypeError):
        return None


def compare(compute: Callable[[Any, Any], bool], left: Any, right: Any) -> bool | None:
    """What a comparison gives in every version; ``None`` if that differs.

    :param compute: compares
    :param left: a varying value, or an object of Python
    :param right: the same
    """
    count = len(left.values if isinstance(left, Varying) else right.values)
    pairs = zip(
        left.values if isinstance(left, Varying) else [left] * count,
        right.values if isinstance(right, Varying) else [right] * count,
        strict=True,
    )
    try:
        outcomes = {bool(compute(one, other)) for one, other in pairs}
    except TypeError:
        return None
    return outcomes.pop() if len(outcomes) == 1 else None


CONTAINS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.In: lambda one, other: one in other,
    ast.NotIn: lambda one, other: one not in other,
}
