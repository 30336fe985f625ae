"""Versions of Python: evaluates code that checks the version it runs on, according to ``requires-python``.

``sys.version_info`` is an unknown value with a known value for each version that the project supports. A result that
depends on it is known if it is the same in all of these versions. A possible Python 4 is not considered.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from plugin.discovery.pythons import supported
from plugin.discovery.static.unknown import Unknown, Why, facts

DIFFERS = Why("the version of Python differs from machine to machine")


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
