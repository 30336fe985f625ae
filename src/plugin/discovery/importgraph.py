"""The import graph, taken from the text of the files: fast, and good enough to tell which files cannot matter.

It may see imports that are none (in a string, in dead code), which costs a little time; it does not miss one that an
import statement or ``import_module("literal")`` makes.
"""

import re
from functools import lru_cache
from typing import NamedTuple

CALL = re.compile(rb"""(?:import_module|__import__)\(\s*f?["']([\w.]+)["']\s*[,)]""")
COMMENT = re.compile(rb"#[^\n]*")
ORIGIN = re.compile(rb"from(?:[ \t\f]+|(?=\.))([.\w \t\f]+)")
SIMPLE = re.compile(rb"(?:from[ \t]+([.\w]+)[ \t]+)?import[ \t]+(\w[\w., \t]*)(?:#.*)?")
"""An import statement that takes up a line of its own, with nothing out of the ordinary."""
OPENING = re.compile(rb"from[ \t]+([.\w]+)[ \t]+import[ \t]*\(")
"""The line of one whose names stand in parentheses, on lines of their own."""
LOGICAL_LINE = re.compile(rb"[^\n;#\\]*(?:\\\n[^\n;#\\]*)*")
SPACED = bytes.maketrans(b"()\\", b"   ")
"""Puts blanks in the place of what may stand around names and between them."""
PARENTHESIZED = re.compile(rb"[ \t\f]*\((?:[^()#]+|#[^\n]*)*")


class Import(NamedTuple):
    """One name that a file imports.

    :param module: the absolute name of the module
    :param name: what is imported from it; ``*`` for everything, ``None`` for the module itself
    :param alias: the name it is bound to; ``None`` if it is reached by the module's dotted name
    """

    module: str
    name: str | None
    alias: str | None


class Statement:
    """What a file imports from one module, or that it imports the module itself.

    :param module: the absolute name of the module
    :param names: the text of the names that are imported from it, which are read once the module matters; ``None`` if
        the module itself is imported
    :param alias: the name that the module is bound to then
    :param indented: where in the text the statement stands if that is indented, and so may not run at import
    """

    __slots__ = ("_imports", "alias", "indented", "module", "names")

    def __init__(self, module: str, names: bytes | None, alias: str | None = None, indented: int | None = None) -> None:
        self.module = module
        self.names = names
        self.alias = alias
        self.indented = indented
        self._imports: tuple[Import, ...] | None = None

    @property
    def is_star(self) -> bool:
        """Whether it imports all names."""
        return self.names is not None and b"*" in self.names

    def imports(self) -> tuple[Import, ...]:
        """The names that it imports."""
        if self._imports is None:
            module, names = self.module, self.names
            self._imports = (
                (Import(module, None, self.alias),)
                if names is None
                else tuple([Import(module, name, alias or name) for name, alias in _read(names)])
            )
        return self._imports

    def at(self, indented: int) -> "Statement":
        """The same statement, indented."""
        return Statement(self.module, self.names, self.alias, indented)


Span = tuple[int, int]


class Imports(NamedTuple):
    """What the text of a file says of its imports.

    :param statements: the import statements, wherever they stand
    :param spans: where in the text they stand, as pairs of start and end
    :param called: the modules that functions import by their names; an empty name if one is computed
    """

    statements: tuple[Statement, ...]
    spans: tuple[Span, ...]
    called: frozenset[str]


def read_imports(text: bytes, package: str) -> Imports:
    """Read the imports of a file.

    :param text: the content of the file, its lines ended by line feeds
    :param package: the package that relative imports start from
    :return: the imports
    """
    found: list[Statement] = []
    spans: list[Span] = []
    called: set[str] = set()
    position = text.find(b"import")
    while position >= 0:
        start = text.rfind(b"\n", 0, position) + 1
        end = text.find(b"\n", position)
        line = text[start:end] if end >= 0 else text[start:]
        statement = line.lstrip(b" \t\f")
        indented = start if len(statement) < len(line) else None
        known = None
        if statement.startswith((b"from ", b"import ")) and not (indented and text.startswith(b"\\", start - 2)):
            end = start + len(line)
            known = _on_line(statement, package if b" ." in statement else "")
            if known is None and statement.endswith(b"(") and (opening := OPENING.fullmatch(statement)):
                closing = text.find(b")", end)
                if closing > 0 and text.find(b"#", end, closing) < 0:
                    known = _parsed(opening.group(1), text[end:closing], package if b" ." in statement else "")
                    end = closing
        if known is None:
            position = _next(text, position, package, found, spans, called)
            continue
        if text.find(b"import_module as", start, end) >= 0:
            called.add("")
        found += known if indented is None else [each.at(indented) for each in known]
        spans.append((start, end))
        position = text.find(b"import", end)
    return Imports(tuple(found), tuple(spans), frozenset(called))


@lru_cache(maxsize=100_000)
def _on_line(line: bytes, package: str) -> tuple[Statement, ...] | None:
    """The imports of a line that is one whole import statement; ``None`` if it goes on, or may hold something else."""
    simple = SIMPLE.fullmatch(line)
    return _parsed(simple.group(1) or b"", simple.group(2), package) if simple else None


def _next(text: bytes, position: int, package: str, found: list[Statement], spans: list[Span], called: set[str]) -> int:
    """Read what stands at the word ``import``, whatever it is; gives the position of the next such word."""
    after = position + 6
    start, head = _head(text, position)
    indented = start if text[start : start + 1] in (b" ", b"\t", b"\f") else None
    following = text[after : after + 1]
    if head is not None and following and following in b" \t\f(*\\":
        names = PARENTHESIZED.match(text, after) or LOGICAL_LINE.match(text, after)
        end = names.end() if names else after
        names_here = _parsed(head, text[after:end], package if head.startswith(b".") else "")
        found += names_here if indented is None else [each.at(indented) for each in names_here]
        spans.append((start, end))
        return text.find(b"import", end)
    if text.startswith((b"import_module", b"import__"), position):
        call = CALL.match(text, position) or CALL.match(text, position - 2)
        called.add(module := absolute(call.group(1).decode(), package) if call else "")
        found += [Statement(module, None, None, indented)] if module else []
    return text.find(b"import", after)


def _head(text: bytes, position: int) -> tuple[int, bytes | None]:
    """Where the statement with the word ``import`` begins, and the module it imports from; empty if none is named.

    ``None`` instead of a module says that the word belongs to no import statement.
    """
    start = text.rfind(b"\n", 0, position) + 1
    while start > 1 and text[start - 2 : start - 1] == b"\\":
        start = text.rfind(b"\n", 0, start - 1) + 1
    head = text[start:position].replace(b"\\\n", b" ").lstrip(b" \t\f\xef\xbb\xbf")
    if head[-1:].isalnum() or head.endswith(b"_"):  # from ._lazyimport import name
        return start, None
    if not head:
        return start, b""
    origin = ORIGIN.fullmatch(head)
    if origin is None:
        cut = max(head.rfind(b";"), head.rfind(b":"))
        head = head[cut + 1 :].strip()
        if cut < 0 or (head and not (origin := ORIGIN.fullmatch(head + b" "))):
            return start, None
    return start, origin.group(1).translate(None, b" \t\f") if origin else b""


def _parsed(origin: bytes, names: bytes, package: str) -> tuple[Statement, ...]:
    if origin:
        return (Statement(absolute(origin.decode("utf-8", "replace"), package), names),)
    return tuple([Statement(module, None, alias) for module, alias in _read(names)])


@lru_cache(maxsize=100_000)
def _read(names: bytes) -> tuple[tuple[str, str | None], ...]:
    """The names behind the word ``import``, each with the alias that it is given."""
    if b"#" in names:
        names = COMMENT.sub(b"", names)
    parts = [part.split() for part in names.translate(SPACED).decode("utf-8", "replace").split(",")]
    return tuple([(words[0], words[2] if len(words) > 2 else None) for words in parts if words])


def absolute(name: str, package: str) -> str:
    """The absolute name of a module that may be named relative to a package."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    parts = package.split(".") if package else []
    base = parts[: len(parts) - level + 1]
    return ".".join([*base, *filter(None, [name[level:]])])


def unix_lines(text: bytes) -> bytes:
    """The text with its lines ended by line feeds; the numbers of the lines stay as they are."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text
