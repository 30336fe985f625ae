"""The files of the project, and which of them import which, as far as their texts tell."""

import functools
import re
from collections.abc import Iterator

from plugin.discovery.importgraph import Statement
from plugin.discovery.static.corpus import Source
from plugin.discovery.static.mentions import mentions, occurrences
from plugin.discovery.static.modules import Module
from plugin.discovery.static.project import Project

LAZY = re.compile(
    rb"^(?:[ \t]*def __getattr__\(\s*(?!self\b|cls\b|_?self\b)|[ \t]*__getattr__\b"
    rb"|from[^\n]*import[^\n]*\b__getattr__\b)"
    rb"|^[^\n]*, *__getattr__\b[^\n]*=",
    re.MULTILINE,
)
"""What makes a module give names on demand (PEP 562)."""
COMPUTED = re.compile(rb"(?<![\w.])__import__\(|\bimport_module\b")
LIBRARY_NAMED = re.compile(rb"\bplux\b|(?:import_module|__import__)\([^\n]*\bplugin\b|=\s*[\"']plugin[\"']")
BASES = re.compile(rb"^[ \t]*class[ \t]+\w+[ \t]*\(([^)]*)", re.MULTILINE)
STATED = re.compile(rb"^[ \t]+name(?:space)?[ \t]*(?::[^=\n]+)?=", re.MULTILINE)


class File:
    """A file, and what is known of it before it is parsed.

    :param source: its source
    :param project: what it belongs to
    """

    def __init__(self, source: Source, project: Project) -> None:
        self.source = source
        self.name = source.name
        self.text = source.text
        self.statements = source.imports.statements
        self._project = project
        self.wanted: set[str] = set()
        """the names that mean products in it, or modules that have products"""
        self.modules: dict[str, str] = {}
        """those of them that stand for modules"""

    @functools.cached_property
    def module(self) -> Module:
        """The module that it holds."""
        module = self._project.find(self.name)
        assert module is not None  # noqa: S101 - its source is there
        return module

    @functools.cached_property
    def states_a_plugin(self) -> bool:
        """Whether classes in it may state a name or namespace."""
        return b"class " in self.text and STATED.search(self.text) is not None

    @functools.cached_property
    def bases(self) -> set[str]:
        """The words that stand between the parentheses of classes."""
        found = [word for bases in BASES.findall(self.text) for word in re.findall(rb"\w+", bases)]
        return {word.decode("utf-8", "replace") for word in found}

    @property
    def is_lazy(self) -> bool:
        """Whether the module may give names on demand."""
        return b"__getattr__" in self.text and LAZY.search(self.text) is not None

    @property
    def imports_by_calls(self) -> bool:
        """Whether it imports modules other than by import statements."""
        has_any = b"import_module" in self.text or b"__import__" in self.text
        return has_any and COMPUTED.search(self.text) is not None

    @property
    def importers(self) -> Iterator[str]:
        """The names by which it gets at what imports modules."""
        yield "__import__"
        for statement in self.statements:
            if statement.module.partition(".")[0] == "importlib":
                for each in statement.imports():
                    if each.name in (None, "import_module", "__import__"):
                        yield each.alias or "importlib"

    @functools.cached_property
    def names_this_library(self) -> bool:
        """Whether it may import this library by a computed name."""
        return LIBRARY_NAMED.search(self.text) is not None

    def may_ask_for(self, name: str) -> bool:
        """Whether the text holds a name as an attribute of something, or in quotes."""
        return any(each.is_attribute or each.is_quoted for each in mentions(self.text, name))

    def mentions(self, name: str) -> bool:
        """Whether the text holds a name, other than in its import statements."""
        spans = self.source.imports.spans
        for position, _ in occurrences(self.text, name.encode("utf-8", "surrogatepass")):
            if not any(start <= position < stop for start, stop in spans):
                return True
        return not self.text.isascii()


class Graph:
    """The files of the project and of the libraries that can hand on products, and which of them import which.

    :param project: the project
    """

    def __init__(self, project: Project) -> None:
        self.files: dict[str, File] = {}
        """module -> its file"""
        self._ranks: dict[str, int] = {}
        self._packages = project.corpus.packages
        self.importers: dict[str, list[tuple[File, Statement]]] = {}
        """module -> the files that import it or names of it, with the statements"""
        for name in (*project.tree.modules, *project.corpus.leading):
            source = project.corpus.find(name)
            if source is not None:
                self.files[name] = File(source, project)
        for file in self.files.values():
            for statement in file.statements:
                self.add(file, statement)
        self.missing = [
            name
            for name in self.importers
            if name not in self.files and not project.corpus.is_foreign(name) and project.corpus.find(name) is None
        ]
        """the modules of libraries whose source is not there"""

    def rank(self, file: File) -> int:
        """Where a file comes if each is preceded by those that it imports."""
        if not self._ranks:
            pending = [(name, False) for name in reversed(self.files)]
            seen: set[str] = set()
            while pending:
                name, is_done = pending.pop()
                if is_done:
                    self._ranks[name] = len(self._ranks)
                elif name in self.files and name not in seen:
                    seen.add(name)
                    pending.append((name, True))
                    pending += [(each, False) for each in reversed(self._imported_by(name))]
        return self._ranks[file.name]

    def _imported_by(self, name: str) -> list[str]:
        found = []
        for statement in self.files[name].statements:
            found.append(statement.module)
            if statement.names is not None and statement.module in self._packages:
                found += [f"{statement.module}.{each.name}" for each in statement.imports()]
        return found

    def add(self, file: File, statement: Statement) -> None:
        """Note that a file imports a module, or names of it."""
        self.importers.setdefault(statement.module, []).append((file, statement))

    def taking(self, module: str, name: str, *, stars: bool = True) -> Iterator[tuple[File, str]]:
        """The files that import a name of a module, and how they call it.

        :param stars: whether those count as well that import all names
        """
        for file, statement in list(self.importers.get(module, ())):
            if statement.names is None:
                continue
            for each in statement.imports():
                if each.name == name:
                    yield file, each.alias or name
                elif each.name == "*" and stars:
                    yield file, name
