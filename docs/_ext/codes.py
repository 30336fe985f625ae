"""The index of the problem codes, from the enumerations that hold them."""

from collections.abc import Iterator
from enum import Enum

from sphinx.pycode import ModuleAnalyzer

from plugin.cli.codes import Code
from plugin.discovery import ProblemKind


def markdown() -> str:
    """:return: a table of all codes, each with what it means and a link to where that is explained"""
    rows = sorted([*_rows(ProblemKind), *_rows(Code)])
    return "\n".join(["| code | meaning |", "|---|---|", *rows])


def _rows(codes: type[Enum]) -> Iterator[str]:
    meanings = ModuleAnalyzer.for_module(codes.__module__).find_attr_docs()
    for each in codes:
        code = each.code if isinstance(each, ProblemKind) else each.value
        meaning = " ".join(meanings[codes.__name__, each.name]).strip()
        kind = f"*{each.value}:* " if isinstance(each, ProblemKind) else ""
        yield f"| [{code}](#{code.lower()}) | {kind}{meaning} |"
