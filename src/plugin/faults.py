"""Tells what cannot be read of what is installed, and what is odd about it."""

import logging
import os

from plugin.exceptions import describe

_told: set[str] = set()


def tell(problems: list[str], what: str, error: Exception | None = None) -> None:
    """Add a problem to a list, and tell it to the log, each once.

    :param problems: the list, each problem in words for the user
    :param what: what cannot be read
    :param error: why it cannot
    """
    problem = f"{what}: {describe(error)}" if error else what
    if problem not in problems:
        problems.append(problem)
    if problem not in _told:
        _told.add(problem)
        logging.getLogger("plugin.installed").warning("%s", problem)


def usable(one: "os.DirEntry[str]", other: "os.DirEntry[str]", problems: list[str]) -> "os.DirEntry[str]":
    """Choose between two metadata folders that a distribution has in one folder, and report that there are two.

    :param one: the one that is listed first
    :param other: the other one
    :param problems: as for :func:`tell`
    :return: the first, unless only the other one has metadata
    """
    from importlib.metadata import Distribution  # noqa: PLC0415 - most faults are of another kind

    from plugin.metadata import is_better  # noqa: PLC0415 - as above

    used, unused = (other, one) if is_better(*map(Distribution.at, (other.path, one.path))) else (one, other)
    tell(
        problems,
        f"{os.path.dirname(one.path)} has two metadata folders of one distribution: {used.name} is used, and "
        f"{unused.name} is not; remove what is left over from another version, or install the distribution again",
    )
    return used
