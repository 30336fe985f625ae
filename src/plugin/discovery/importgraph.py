"""The import graph, read from the text of the files: fast, and good enough to tell which files cannot matter.

It may see imports that are not real (in a string, in dead code), which costs a little time; it does not miss any import
by an import statement or ``import_module("literal")``.
"""

import re
from functools import lru_cache
from typing import NamedTuple

CALL = re.compile(rb"""(?:import_module|__import__)\(\s*f?["']([\w.]+)["']\s*[,)]""")
COMMENT = re.compile(rb"#[^\n]*")
ORIGIN = re.compile(rb"from(?:[ \t\f]+|(?=\.))([.\w \t\f]+)")
LAZY = re.compile(rb"(^|[;:])[ \t\f]*lazy[ \t\f]+(?=from\b|\Z)")
"""What makes a statement import once a name is used (PEP 810)."""
SIMPLE = re.compile(rb"(?:from[ \t]+([.\w]+)[ \t]+)?import[ \t]+(\w[\w., \t]*)(?:#.*)?")
"""An ordinary import statement on a line of its own."""
OPENING = re.compile(rb"from[ \t]+([.\w]+)[ \t]+import[ \t]*\(")
"""The first line of an import statement whose names are in parentheses, on lines of their own."""
LOGICAL_LINE = re.compile(rb"[^\n;#\\]*(?:\\\n[^\n;#\\]*)*")
SPACED = bytes.maketrans(b"()\\", b"   ")
"""Replaces characters that may be around and between names by spaces."""
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
    """An import from one module, or of the module itself.

    :param module: the absolute name of the module
    :param names: the text of the names that are imported from it, which is only parsed if the module matters; ``None``
        if the module itself is imported
    :param alias: the name that the module is then bound to
    :param indented: the position of the statement in the text if it is indented, and so may not run on import
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
    """The imports in the text of a file.

    :param statements: all import statements
    :param spans: their positions in the text, as pairs of start and end
    :param called: the modules that are imported by function calls; includes an empty name if one is computed
    """

    statements: tuple[Statement, ...]
    spans: tuple[Span, ...]
    called: frozenset[str]


def read_imports(text: bytes, package: str) -> Imports:
    """Read the imports of a file.

    :param text: the content of the file, with Unix line endings
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
    """The imports of a line that is a complete import statement; ``None`` if it continues or may be something else."""
    simple = SIMPLE.fullmatch(line)
    return _parsed(simple.group(1) or b"", simple.group(2), package) if simple else None


def _next(text: bytes, position: int, package: str, found: list[Statement], spans: list[Span], called: set[str]) -> int:
    """Read whatever is at the word ``import``, and return the position of the next such word."""
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
    """Return where the statement with the word ``import`` begins, and the module it imports from, which may be empty.

    ``None`` instead of a module means that the word is not part of an import statement.
    """
    start = text.rfind(b"\n", 0, position) + 1
    while start > 1 and text[start - 2 : start - 1] == b"\\":
        start = text.rfind(b"\n", 0, start - 1) + 1
    head = text[start:position].replace(b"\\\n", b" ").lstrip(b" \t\f\xef\xbb\xbf")
    head = LAZY.sub(rb"\1", head)
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
    """The names after the word ``import``, each with its alias."""
    if b"#" in names:
        names = COMMENT.sub(b"", names)
    parts = [part.split() for part in names.translate(SPACED).decode("utf-8", "replace").split(",")]
    return tuple([(words[0], words[2] if len(words) > 2 else None) for words in parts if words])


def absolute(name: str, package: str) -> str:
    """The absolute name of a module whose name may be relative to a package."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    parts = package.split(".") if package else []
    base = parts[: len(parts) - level + 1]
    return ".".join([*base, *filter(None, [name[level:]])])


def unix_lines(text: bytes) -> bytes:
    """The text with Unix line endings; line numbers stay the same."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text
