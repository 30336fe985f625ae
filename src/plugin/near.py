"""Names that are near one that is not there: for messages."""

import difflib
from collections.abc import Iterable


def near(name: str, known: Iterable[str]) -> list[str]:
    """Find the names that were perhaps meant.

    >>> near("jsn", ["csv", "JSON"])
    ['JSON']

    :param name: the name that is not there, in upper or lower case
    :param known: the names that are there
    :return: at most three of them, the nearest first
    """
    lower = {each.lower(): each for each in sorted(known)}
    return [lower[each] for each in difflib.get_close_matches(name.lower(), lower, n=3, cutoff=0.6)]


def did_you_mean(names: Iterable[str]) -> str:
    """Ask whether one of some names was meant, as the end of a message; empty without any."""
    meant = " or ".join(map(repr, dict.fromkeys(names)))
    return f"; did you mean {meant}?" if meant else ""
