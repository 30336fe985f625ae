"""The files of the project, their imports and the names they mention: what can be told cheaply from their texts."""

import functools
import re
from collections.abc import Iterator

from plugin.discovery.importgraph import Statement
from plugin.discovery.static.corpus import Source
from plugin.discovery.static.modules import Module
from plugin.discovery.static.project import Project
from plugin.discovery.static.scopes import may_be_wild

CLASS = re.compile(rb"\n[ \t]*class[ \t]+\w+[ \t]*\(([^:]*)\)[ \t]*:([^\n]*)(?:\n[ \t]*(?:#[^\n]*)?(?=\n))*(\n[ \t]*)")
"""The head of a class with bases: what is in the parentheses and after them, and the indentation of the body."""
NEXT = re.compile(rb"\n(?:class|def|async|@)")
STATED = rb"%s(?:\w+[ \t]*[,=][ \t]*)*name(?:space)?[ \t]*(?:[:,][^=\n]+)?=[ \t]*(?:(\w+)[\w.]*\()?"
"""A name or namespace set on a line of an indentation, and what is called for it."""
WORD = re.compile(rb"\w+")
CHAIN = re.compile(rb"(?:[\s\\]*\.[\s\\]*\w+)*")
CONSTANT = re.compile(rb",\s*[\"'](\w+)[\"']")
HANDED = re.compile(rb"\b(?:getattr|setattr|vars|hasattr|dir)\(\s*$")
IMPORTING = re.compile(rb"^\s*(?:from|import)\b")
STORED, DELETED = re.compile(rb"(?:[-+*/|&^%@]|//|<<|>>|\*\*)?=(?!=)"), re.compile(rb"\bdel[ \t(]+$")
QUOTES = (b"'", b'"')
LOOK_BACK = 200
"""How much of a line before a name is examined."""


class Mention:
    """A place where a text mentions a name: from where to where."""

    __slots__ = ("_end", "_line", "_start", "_text")

    def __init__(self, text: bytes, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._line = text[max(0, start - LOOK_BACK) : start].rpartition(b"\n")[2]

    @property
    def chain(self) -> list[str]:
        """The names of the attributes that follow."""
        if self._text[self._end : self._end + 1] not in (b".", b" ", b"\n", b"\t", b"\\"):
            return []
        chain = CHAIN.match(self._text, self._end)
        parts = chain.group().split(b".")[1:] if chain else []
        return [each.strip(b" \t\n\\").decode("utf-8", "replace") for each in parts]

    @property
    def _behind(self) -> bytes:
        """The text after it and the attributes that follow."""
        chain = CHAIN.match(self._text, self._end)
        return self._text[chain.end() if chain else self._end :][:LOOK_BACK].lstrip(b" \t")

    @property
    def asked_for(self) -> str | None:
        """The constant name that ``getattr`` gets from it."""
        found = CONSTANT.match(self._after)
        return found.group(1).decode() if found else None

    _after = property(lambda self: self._text[self._end : self._end + 80].lstrip(b" \t"))
    _before = property(lambda self: self._line.rstrip(b" \t"))
    is_attribute = property(lambda self: self._before.endswith(b"."))
    """Whether it is an attribute of something else."""
    is_quoted = property(lambda self: self._text[self._start - 1 : self._start] in QUOTES and self._after[:1] in QUOTES)
    """Whether it is in quotes by itself."""
    is_stored = property(lambda self: bool(STORED.match(self._behind) or DELETED.search(self._line)))
    """Whether it, or an attribute of it, is assigned to or deleted."""
    is_used = property(lambda self: len(self.chain) > 1 or self._behind.startswith((b"[", b")", b",")))
    """Whether its first attribute may be changed: by a method, an item or a call with it."""
    is_import = property(lambda self: bool(IMPORTING.search(self._line)))
    """Whether it is in an import statement."""
    is_handed_to_getattr = property(lambda self: bool(HANDED.search(self._line)))
    """Whether it is an argument of ``getattr`` or a similar function."""
    is_handed_over = property(lambda self: self._before.endswith((b"(", b",")) and self._behind[:1] in (b")", b","))
    """Whether it is an argument of a call by itself."""
    is_renamed = property(lambda self: self._before.endswith(b"=") and self._after[:1] in (b"", b"\n", b"#", b";"))
    """Whether another name is bound to it: ``other = name``."""


def mentions(text: bytes, name: str) -> Iterator[Mention]:
    """The places where a text mentions a name."""
    word = name.encode("utf-8", "surrogatepass")
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if WORD.search(text[max(start - 1, 0) : start] + text[end : end + 1]) is None:  # it is not part of another word
            yield Mention(text, start, end)
        start = text.find(word, end)


class File:
    """A file, and what is known of it before it is parsed."""

    def __init__(self, source: Source, project: Project) -> None:
        self.source = source
        self.name = source.name
        self.text = source.text
        self.statements, self.called = source.imports.statements, source.imports.called
        self._project = project
        self.wanted: set[str] = set()
        """the names that mean products in it, or modules that have products"""
        self.modules: dict[str, str] = {}
        """those of them that refer to modules"""

    @functools.cached_property
    def module(self) -> Module:
        """The module in the file."""
        module = self._project.find(self.name)
        assert module is not None  # noqa: S101 - its source exists
        return module

    def may_name(self, foreign: set[str]) -> bool:
        """Whether a class may have a foreign base class and set a name that does not come from foreign code."""
        words = {word.encode() for word in foreign}
        for head in CLASS.finditer(self.text) if b"class " in self.text else ():
            bases, behind, indentation = head.groups()
            if not words.isdisjoint(WORD.findall(bases)):
                body = NEXT.split(self.text[head.start(3) :], 1)[0]
                if b"name" in behind or not words.issuperset(re.findall(STATED % indentation, body)):
                    return True
        return False

    def may_provide(self, name: str) -> bool:
        """Whether its ``__getattr__`` may return what is known by a name."""
        text, known = self._lazy_text, name in self.wanted
        told = (each for each in mentions(text, name) if not each.is_import)
        return (known and may_be_wild(text)) or any(known or each.is_attribute or each.is_quoted for each in told)

    @functools.cached_property
    def _lazy_text(self) -> bytes:
        """The text of the statements that ``__getattr__`` needs, directly or through others."""
        scope, found, pending = self.module.scope, set[int](), ["__getattr__"]
        while pending:
            for index in {*scope.binders.get(pending.pop(), ())} - found:
                found.add(index)
                pending += scope.uses[index].mentions | scope.uses[index].later
        return b"\n".join([scope.codes[index] for index in sorted(found)])

    def may_ask_for(self, name: str) -> bool:
        """Whether the text contains a name as an attribute or in quotes."""
        return any(each.is_attribute or each.is_quoted for each in mentions(self.text, name))

    def mentions(self, name: str) -> bool:
        """Whether the text may contain a name outside its import statements."""
        return any(not each.is_import for each in mentions(self.text, name)) or not self.text.isascii()


class Graph:
    """The files of the project and of the libraries that can provide products, and their imports."""

    def __init__(self, project: Project) -> None:
        sources = map(project.corpus.find, (*project.tree.modules, *project.corpus.leading))
        self.files = {source.name: File(source, project) for source in sources if source is not None}
        """module -> its file"""
        self._packages = project.corpus.packages
        self.importers: dict[str, list[tuple[File, Statement]]] = {}
        """module -> the files that import it or its names, with the statements"""
        for file in self.files.values():
            for statement in file.statements:
                self.add(file, statement)
        self.missing = [
            name
            for name in self.importers
            if not project.corpus.is_foreign(name)
            and ((source := project.corpus.find(name)) is None or source.is_stated)
        ]
        """the modules of libraries whose source is missing"""

    @functools.cached_property
    def ranks(self) -> dict[str, int]:
        """The position of each file if it is preceded by those that it imports."""
        ranks: dict[str, int] = {}
        seen: set[str] = set()
        visited: list[tuple[str, Iterator[str]]] = [("", iter(self.files))]  # chains of imports may be long
        while visited:
            name, imported = visited[-1]
            following = next((each for each in imported if each in self.files and each not in seen), None)
            if following is None:
                ranks[name] = len(ranks)
                visited.pop()
            else:
                seen.add(following)
                visited.append((following, self._imported_by(following)))
        return ranks

    def _imported_by(self, name: str) -> Iterator[str]:
        """The modules that a file imports, including possible modules in the packages it imports from."""
        for statement in self.files[name].statements:
            yield statement.module
            if statement.names is not None and statement.module in self._packages:
                yield from (f"{statement.module}.{each.name}" for each in statement.imports())

    def add(self, file: File, statement: Statement) -> None:
        """Record that a file imports a module, or names of it."""
        self.importers.setdefault(statement.module, []).append((file, statement))

    def taking(self, module: str, name: str, *, stars: bool = True) -> Iterator[tuple[File, str]]:
        """The files that import a name of a module, and its name there; with ``stars`` also those that import all."""
        for file, statement in list(self.importers.get(module, ())):
            for each in statement.imports() if statement.names is not None else ():
                if each.name == name:
                    yield file, each.alias or name
                elif each.name == "*" and stars:
                    yield file, name

    def taking_whole(self, module: str) -> Iterator[tuple[File, str, str]]:
        """The files that import a module as a whole, its name there (or that of its top-level package), and which."""
        top = module.partition(".")[0]
        for file, statement in list(self.importers.get(module, ())):
            if statement.names is None:
                yield file, statement.alias or top, module if statement.alias else top
