"""Resolves entry points in a child process, isolated from each other, and reports the outcomes."""

import argparse
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plugin.cli.children import Lost, ask


class Outcome(NamedTuple):
    """The outcome of an entry point.

    :param code: the code of the problem, if it cannot be resolved or made
    :param error: why it cannot be resolved or made
    :param disabled: why it is disabled, if it is; empty if it gives no reason
    :param kind: which of the three kinds of plugin it is; empty if unknown
    :param summary: the first line of its docstring
    """

    code: str | None = None
    error: str | None = None
    disabled: str | None = None
    kind: str = ""
    summary: str = ""


def add_timeout(parser: argparse.ArgumentParser) -> None:
    """Add the option for how long one plugin may take, in seconds."""
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=30.0,
        metavar="SECONDS",
        help="How long the import of one plugin may take (default: %(default)g)",
    )


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"must be a positive number of seconds, not {text}")
    return number


def resolve(entry_points: Iterable[tuple[str, str, str]], timeout: float, *, make: bool = False) -> Iterator[Outcome]:
    """Resolve entry points, isolated from this process and from each other.

    :param entry_points: group, name and value of each
    :param timeout: how many seconds the import of one may take, and likewise creating it
    :param make: whether to also create the plugins, as a manager would before it loads them
    :return: the outcome of each
    """
    for answer in ask("plugin.cli.resolving", entry_points, timeout, make=make):
        yield Outcome(*answer) if isinstance(answer, Lost) else Outcome(**answer)
