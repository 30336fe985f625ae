"""What each value of ``on-undecided`` makes of each kind of problem, from the function that decides it."""

from typing import get_args

from plugin.discovery import Config, Place, Problem, ProblemKind
from plugin.discovery.answer import _severity
from plugin.discovery.config import OnUndecided

OUTCOMES = {"error": "the build fails", "warning": "reported", "ignored": "silent"}


def markdown() -> str:
    """:return: a table with a row for each kind of problem, and a column for each value"""
    values = get_args(OnUndecided)
    heads = [f'`"{value}"`' for value in values]
    return "\n".join([_row("code", "problem", *heads), _row(*["---"] * (2 + len(heads))), *map(_kind, ProblemKind)])


def _kind(kind: ProblemKind) -> str:
    problem = Problem(kind=kind, place=Place("", 0), message="")
    severities = (_severity(problem, Config(on_undecided=value)) for value in get_args(OnUndecided))
    return _row(f"[{kind.code}](#{kind.code.lower()})", kind.value, *(OUTCOMES[severity] for severity in severities))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
