"""The versions of Python that a project is for: what ``requires-python`` says, and what the syntax of a file needs."""

import ast
import itertools
import re
import sys
import warnings
from functools import cache
from typing import NamedTuple

LATEST = 60
"""The last minor version that is considered individually."""
DISTANT = 10_000
"""Represents all later versions, so that code for them is not considered to run on none."""
NUMBERS = [*range(LATEST + 1), DISTANT]
EXACT = re.compile(r"\d+\.\d+\.\d|~=|===")
"""The part of a specifier that distinguishes micro versions of a minor version."""


class VersionInfo(NamedTuple):
    """``sys.version_info`` of a version."""

    major: int
    minor: int
    micro: int
    releaselevel: str = "final"
    serial: int = 0


def supported(requires_python: str) -> tuple[VersionInfo, ...]:
    """The versions of Python 3 that a specifier such as ``>=3.10`` allows, oldest first; none if it is invalid."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415 - few projects check the version

    try:
        allowed = SpecifierSet(requires_python)
    except InvalidSpecifier:
        return ()
    allows = cache(lambda version: allowed.contains(version, prereleases=True))
    most = DISTANT if EXACT.search(requires_python) else 1  # it then represents all micro versions after it
    versions = itertools.starmap(VersionInfo, itertools.product([3], NUMBERS, NUMBERS))
    return tuple([each for each in versions if allows(f"3.{each.minor}.{min(each.micro, most)}")])


def is_for_newer(requires_python: str) -> bool:
    """Whether a project is for versions of Python that are newer than the one that runs, and for none that is older."""
    versions = supported(requires_python) if requires_python else ()
    return bool(versions) and sys.version_info[:3] < versions[0][:3]


# -- syntax ----------------------------------------------------------------------------------------------------------


class Syntax(NamedTuple):
    """Something that can be written from a version of Python on.

    :param version: the first version
    :param what: what it is, as the subject of a sentence, in the plural
    :param written: how it is written
    :param older: what can be written in its place in the version before, so that the rest can be parsed
    """

    version: tuple[int, int]
    what: str
    written: re.Pattern[bytes]
    older: bytes


def _parameters(items: bytes) -> re.Pattern[bytes]:
    """Type parameters behind the name of a definition, which hold these characters, also in brackets of their own."""
    return re.compile(
        rb"(?m)^([ \t]*(?:class|(?:async[ \t]+)?def|type)[ \t]+\w+)[ \t]*\[(?:%s|\[%s*\])*\]" % (items, items)
    )


NEW = (
    Syntax((3, 11), "`except*` clauses", re.compile(rb"\bexcept[ \t]*\*"), rb"except "),
    Syntax((3, 12), "type parameters", _parameters(rb"[^][=]"), rb"\1"),
    Syntax((3, 12), "`type` statements", re.compile(rb"(?m)^([ \t]*)type[ \t]+(?=\w+[ \t]*=[^=])"), rb"\1"),
    Syntax((3, 13), "defaults of type parameters", _parameters(rb"[^][]"), rb"\1"),
    Syntax(
        (3, 14),
        "several exceptions without parentheses",
        re.compile(rb"(?m)\bexcept[ \t]+([^\s(:#][^(:#\n]*,[^(:#\n]*):"),
        rb"except (\1):",
    ),
    Syntax((3, 14), "template strings", re.compile(rb"(?i)(?<![\w\"'])(?:tr?|rt)(?=[\"'])"), rb"f"),
    Syntax((3, 15), "lazy imports", re.compile(rb"(?m)^([ \t]*)lazy[ \t]+(?=(?:import|from)\b)"), rb"\1"),
)
"""What is new since the oldest version that is supported, oldest first."""
UNPACKING = re.compile("(?:iterable|dict) unpacking cannot be used in (?:dict )?comprehension")
"""How versions before 3.15 say that comprehensions unpack (PEP 798)."""


def newer_syntax(text: bytes) -> str:
    """Why the running Python cannot parse source which a newer one can.

    It is sure: the source can be parsed once what is new is written as it was before.

    :param text: the content of a file
    :return: the first version that can parse it, with what it needs that for; nothing if that is not known
    """
    error, since = _error(text), ""
    newer = [each for each in NEW if each.version > sys.version_info[:2]]
    for index, syntax in enumerate(newer):
        older = text
        for each in newer[: index + 1]:  # those before once more: what stood in their way may be gone
            older = each.written.sub(each.older, older)
        if error and older != text:
            error, since, text = _error(older), _needs(syntax.what, syntax.version), older
    if UNPACKING.fullmatch(error):
        error, since = "", _needs("comprehensions that unpack", (3, 15))
    return "" if error else since


def _needs(what: str, version: tuple[int, int]) -> str:
    return f"{what} need Python {'.'.join(map(str, version))} or newer"


def _error(text: bytes) -> str:
    """Why source cannot be parsed; nothing if it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return error.msg
    except (ValueError, LookupError, RecursionError, MemoryError) as error:
        return str(error) or type(error).__name__
    return ""


def too_new(text: bytes, requires_python: str = "") -> str:
    """Why the running Python cannot parse a file of a project, if that is because it is too old for it.

    :param text: the content of the file
    :param requires_python: the versions of Python that the project supports, see ``SourceTree``
    :return: what can be appended to the message that it cannot; nothing if it has another cause, or none is known
    """
    why = newer_syntax(text)
    if not why and is_for_newer(requires_python) and _error(text):
        why = f"the project requires Python {requires_python}"
    return why and f"; {why}, and this is {sys.version_info[0]}.{sys.version_info[1]}"
