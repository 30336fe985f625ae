"""Suggests similar names in messages about a name that was not found."""

import difflib
from collections.abc import Iterable


def near(name: str, known: Iterable[str]) -> list[str]:
    """Find the names that may have been meant.

    >>> near("jsn", ["csv", "JSON"])
    ['JSON']

    :param name: the name that was not found, in upper or lower case
    :param known: the names that exist
    :return: at most three of them, the most similar first
    """
    lower = {each.lower(): each for each in sorted(known)}
    return [lower[each] for each in difflib.get_close_matches(name.lower(), lower, n=3, cutoff=0.6)]


def did_you_mean(names: Iterable[str]) -> str:
    """Return the end of a message that suggests names; empty without names."""
    meant = " or ".join(map(repr, dict.fromkeys(names)))
    return f"; did you mean {meant}?" if meant else ""
