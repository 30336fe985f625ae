"""The versions of Python that a project is for: what ``requires-python`` says, and what the syntax of a file needs."""

import ast
import itertools
import re
import sys
import warnings
from collections.abc import Callable
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
    :param written: how it is written, as a regular expression
    :param older: what can be written in its place in the version before, so that the rest can be parsed
    """

    version: tuple[int, int]
    what: str
    written: bytes
    older: bytes | Callable[[re.Match[bytes]], bytes]


def _parameters(items: bytes) -> bytes:
    """Type parameters behind the name of a definition, which hold these characters, also in brackets of their own."""
    return rb"(?m)^([ \t]*(?:class|(?:async[ \t]+)?def|type)[ \t]+\w+)[ \t]*\[(?:%s|\[%s*\])*\]" % (items, items)


def _requoted(found: re.Match[bytes]) -> bytes:
    """An f-string that has the other quotes in its expressions."""
    quote, other = (b'"', b"'") if found["quote"] == b'"' else (b"'", b'"')
    return found[1] + re.sub(rb"\{[^{}]*\}", lambda part: part[0].replace(quote, other), found[3]) + quote


NEW = (
    Syntax((3, 11), "`except*` clauses", rb"\bexcept[ \t]*\*", rb"except "),
    Syntax((3, 11), "indices that unpack", rb"(?<=[\w\])]\[)\*(?=\w)(?![^]\n]*\bfor\b)", rb""),
    Syntax(
        (3, 12),
        "f-strings with their own quotes inside",
        (
            rb"(\b(?i:fr?|rf)(?P<quote>[\"']))"
            rb"((?:\{(?:[^{}\"'\n]|\"[^\"{}\n]*\"|'[^'{}\n]*')*\}|\{\{|\}\}|(?!(?P=quote))[^{}\n])*)(?P=quote)"
        ),
        _requoted,
    ),
    Syntax((3, 12), "type parameters", _parameters(rb"[^][=]"), rb"\1"),
    Syntax((3, 12), "`type` statements", rb"(?m)^([ \t]*)type[ \t]+(?=\w+[ \t]*=[^=])", rb"\1"),
    Syntax((3, 13), "defaults of type parameters", _parameters(rb"[^][]"), rb"\1"),
    Syntax(
        (3, 14),
        "several exceptions without parentheses",
        rb"(?m)\bexcept(\*|[ \t])[ \t]*([^\s*(:#][^(:#\n]*,[^(:#\n]*):",
        rb"except\1 (\2):",
    ),
    Syntax((3, 14), "template strings", rb"(?i)(?<![\w\"'])(?:tr?|rt)(?=[\"'])", rb"f"),
    Syntax((3, 15), "lazy imports", rb"(?m)^([ \t]*)lazy[ \t]+(?=(?:import|from)\b)", rb"\1"),
)
"""What is new since the oldest version that is supported, oldest first."""
UNPACKING = re.compile("(?:iterable|dict) unpacking cannot be used in (?:dict )?comprehension")
"""What versions before 3.15 say of a comprehension that unpacks (PEP 798)."""
BACKSLASH = "f-string expression part cannot include a backslash"
"""What versions before 3.12 say of it (PEP 701)."""


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
        for each in newer[: index + 1] * 2:  # what stood in the way of one may be gone by the next
            older = re.sub(each.written, each.older, older)
        if error and older != text:
            error, since, text = _error(older), _needs(syntax.what, syntax.version), older
    while error and UNPACKING.fullmatch(error.msg) and (older := _without_stars(text, error)) != text:
        error, since, text = _error(older), _needs("comprehensions that unpack", (3, 15)), older
    if error and error.msg == BACKSLASH:
        return _needs("f-strings with a backslash in an expression", (3, 12))
    return "" if error else since


def _needs(what: str, version: tuple[int, int]) -> str:
    return f"{what} need Python {'.'.join(map(str, version))} or newer"


def _error(text: bytes) -> SyntaxError | None:
    """Why source cannot be parsed, if it cannot."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return error
    except (ValueError, LookupError, RecursionError, MemoryError) as error:
        return SyntaxError(str(error))
    return None


def _without_stars(text: bytes, error: SyntaxError) -> bytes:
    """Source without the stars that an error is about: the last ones up to it, as its place may count bytes."""
    lines = text.split(b"\n")
    line, end = lines[(error.lineno or 1) - 1].decode("utf-8", "replace"), error.offset or 0
    before, _, after = line[:end].rpartition("*")
    lines[(error.lineno or 1) - 1] = f"{before.rstrip('*')}{after}{line[end:]}".encode()
    return b"\n".join(lines)


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
