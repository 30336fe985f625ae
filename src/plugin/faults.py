"""Reports what is unreadable or odd about the installed distributions."""

import logging
import os

from plugin.exceptions import describe

_reported: set[str] = set()


def tell(problems: list[str], what: str, error: Exception | None = None) -> None:
    """Add a problem to a list and log it, each once.

    :param problems: the list of problems, each as a message for the user
    :param what: what cannot be read
    :param error: why it cannot be read
    """
    problem = f"{what}: {describe(error)}" if error else what
    if problem not in problems:
        problems.append(problem)
    if problem not in _reported:
        _reported.add(problem)
        logging.getLogger("plugin.installed").warning("%s", problem)


def usable(one: "os.DirEntry[str]", other: "os.DirEntry[str]", problems: list[str]) -> "os.DirEntry[str]":
    """Choose between two metadata folders of a distribution in the same folder, and report that there are two.

    :param one: the one that is listed first
    :param other: the other one
    :param problems: as for :func:`tell`
    :return: the first one, unless only the other one has metadata
    """
    from importlib.metadata import Distribution  # noqa: PLC0415 - most faults do not need it

    from plugin.metadata import is_better  # noqa: PLC0415 - as above

    used, unused = (other, one) if is_better(*map(Distribution.at, (other.path, one.path))) else (one, other)
    tell(
        problems,
        f"{os.path.dirname(one.path)} has two metadata folders of one distribution: {used.name} is used, and "
        f"{unused.name} is not; remove the one that is left over, or reinstall the distribution",
    )
    return used
