"""Versions of Python: evaluates code that checks the version it runs on, according to ``requires-python``.

``sys.version_info`` is an unknown value with a known value for each version that the project supports. A result that
depends on it is known if it is the same in all of these versions. A possible Python 4 is not considered.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from plugin.discovery.static.unknown import Unknown, Why, facts

LATEST = 60
"""The last minor version that is considered individually."""
DISTANT = 10_000
"""Represents all later versions, so that code for them is not considered to run on none."""
NUMBERS = [*range(LATEST + 1), DISTANT]
EXACT = re.compile(r"\d+\.\d+\.\d|~=|===")
"""The part of a specifier that distinguishes micro versions of a minor version."""
DIFFERS = Why("the version of Python differs from machine to machine")


class VersionInfo(NamedTuple):
    """``sys.version_info`` of a version."""

    major: int
    minor: int
    micro: int
    releaselevel: str = "final"
    serial: int = 0


def supported(requires_python: str) -> tuple[VersionInfo, ...]:
    """The versions of Python 3 that a specifier such as ``>=3.10`` allows; none if it is invalid."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415 - few projects check the version

    try:
        allowed = SpecifierSet(requires_python)
    except InvalidSpecifier:
        return ()
    allows = cache(lambda version: allowed.contains(version, prereleases=True))
    most = DISTANT if EXACT.search(requires_python) else 1  # it then represents all micro versions after it
    versions = itertools.starmap(VersionInfo, itertools.product([3], NUMBERS, NUMBERS))
    return tuple([each for each in versions if allows(f"3.{each.minor}.{min(each.micro, most)}")])


def in_each(compute: Callable[..., Any], operands: Sequence[Any], unknown: Unknown) -> Any:
    """Compute a result from unknown operands: the result of each version, if it is always the same.

    :param unknown: represents it otherwise
    """
    columns = [facts(each).values if type(each) is Unknown else itertools.repeat(each) for each in operands]
    values = tuple(itertools.starmap(compute, zip(*columns, strict=False)))
    return _unless_varying(facts(unknown).text, values) if values else unknown


def _unless_varying(text: str, values: tuple[Any, ...]) -> Any:
    """The value of code that has these values in the versions: unknown, unless they are all the same."""
    return values[0] if all(each == values[0] for each in values) else Unknown(text, DIFFERS, values=values)


def version_info(requires_python: str) -> dict[str, Any]:
    """What ``sys`` says about the version of Python: about any Python 3, if the supported ones are not known."""
    versions = supported(requires_python) or supported("")
    numbers = tuple([3 << 24 | each.minor << 16 | each.micro << 8 | 0xF0 for each in versions])
    return {
        "version_info": _unless_varying("sys.version_info", versions),
        "hexversion": _unless_varying("sys.hexversion", numbers),
    }
