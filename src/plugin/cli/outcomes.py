"""What becomes of entry points when they are resolved, each fenced off from the others in a child process."""

import argparse
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plugin.cli.children import Lost, ask


class Outcome(NamedTuple):
    """What became of an entry point.

    :param code: of what kind the problem is, if it cannot be resolved or made
    :param error: why it cannot be
    :param disabled: why it is disabled, if it is; empty if it does not say
    :param kind: in which of the three ways it is written; empty if that could not be seen
    :param summary: the first line of its docstring
    """

    code: str | None = None
    error: str | None = None
    disabled: str | None = None
    kind: str = ""
    summary: str = ""


def add_timeout(parser: argparse.ArgumentParser) -> None:
    """Let a command take how long one entry point may take, in seconds."""
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=30.0,
        metavar="SECONDS",
        help="how long the import of one plugin may take; by default %(default)g",
    )


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no time to wait")
    return number


def resolve(entry_points: Iterable[tuple[str, str, str]], timeout: float, *, make: bool = False) -> Iterator[Outcome]:
    """Resolve entry points, none of which can harm this process, or the next one.

    :param entry_points: group, name and value of each
    :param timeout: how many seconds the import of one may take, and its making
    :param make: whether to make their plugins as well, as a manager would before it loads them
    :return: what became of each
    """
    for answer in ask("plugin.cli.resolving", entry_points, timeout, make=make):
        yield Outcome(*answer) if isinstance(answer, Lost) else Outcome(**answer)
