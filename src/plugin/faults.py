"""Tells what cannot be read of what is installed."""

import logging

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
