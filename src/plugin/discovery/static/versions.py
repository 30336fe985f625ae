"""Versions of Python: what ``requires-python`` decides about code that asks for the version it runs on.

``sys.version_info`` is a value that is not known, but for what it is in each version that the project supports. What is
asked of it is known if it comes out the same in all of them. That there will be a Python 4 is not reckoned with.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from plugin.discovery.static.unknown import Unknown, Why, facts

LATEST = 60
"""The last minor version that is reckoned with one by one."""
DISTANT = 10_000
"""What stands for all versions after it, so that the code is not taken to run on none of them."""
NUMBERS = [*range(LATEST + 1), DISTANT]
EXACT = re.compile(r"\d+\.\d+\.\d|~=|===")
"""What a specifier holds that tells the micro versions of one minor version apart."""
DIFFERS = Why("the version of Python differs from machine to machine")


class VersionInfo(NamedTuple):
    """``sys.version_info`` of some version."""

    major: int
    minor: int
    micro: int
    releaselevel: str = "final"
    serial: int = 0


def supported(requires_python: str) -> tuple[VersionInfo, ...]:
    """The versions of Python 3 that a specifier such as ``>=3.10`` allows; none if it is invalid."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415 - few projects ask for the version

    try:
        allowed = SpecifierSet(requires_python)
    except InvalidSpecifier:
        return ()
    allows = cache(lambda version: allowed.contains(version, prereleases=True))
    most = DISTANT if EXACT.search(requires_python) else 1  # which then stands for all micro versions after it
    versions = itertools.starmap(VersionInfo, itertools.product([3], NUMBERS, NUMBERS))
    return tuple([each for each in versions if allows(f"3.{each.minor}.{min(each.micro, most)}")])


def in_each(compute: Callable[..., Any], operands: Sequence[Any], unknown: Unknown) -> Any:
    """What is computed of operands that are not known: what comes out in each version, if it is always the same.

    :param unknown: what stands for it otherwise
    """
    columns = [facts(each).values if type(each) is Unknown else itertools.repeat(each) for each in operands]
    values = tuple(itertools.starmap(compute, zip(*columns, strict=False)))
    return _unless_varying(facts(unknown).text, values) if values else unknown


def _unless_varying(text: str, values: tuple[Any, ...]) -> Any:
    """What code gives that has these values in the versions: not known, unless they are all the same."""
    return values[0] if all(each == values[0] for each in values) else Unknown(text, DIFFERS, values=values)


def version_info(requires_python: str) -> dict[str, Any]:
    """What ``sys`` says of the version of Python: of any Python 3, if it is not known which ones are supported."""
    versions = supported(requires_python) or supported("")
    numbers = tuple([3 << 24 | each.minor << 16 | each.micro << 8 | 0xF0 for each in versions])
    return {
        "version_info": _unless_varying("sys.version_info", versions),
        "hexversion": _unless_varying("sys.hexversion", numbers),
    }
