"""The available source of the project and of libraries: read and parsed once, however often it is run."""

import ast
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from importlib.util import resolve_name
from typing import Any

from plugin.discovery.importgraph import Imports, read_imports, unix_lines
from plugin.discovery.libraries import Libraries
from plugin.discovery.pythons import too_new
from plugin.discovery.sources import SourceFile, SourceTree
from plugin.discovery.static.allowed import is_standard
from plugin.discovery.static.frames import mangle
from plugin.discovery.static.modelled import is_library
from plugin.discovery.static.scopes import Scope, may_be_wild

PRIVATE = re.compile(rb"__(?<!\w__)(?!\w*__\b)")
"""The prefix of private names."""


def around(name: str) -> list[str]:
    """The packages that contain a module, the nearest first."""
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]


class Source:
    """The source of a module.

    :param name: the dotted name of the module
    :param file: its file; ``None`` for a package without one
    :param corpus: the corpus that it belongs to
    """

    def __init__(self, name: str, file: SourceFile | None, corpus: "Corpus") -> None:
        self.name = name
        self.file = file
        self.corpus = corpus
        self.is_package = file is None or file.is_package
        self.package = name if self.is_package else name.rpartition(".")[0]
        self.shown = file.shown if file else name
        self.is_stated = file is not None and file.text is not None
        """whether it contains only what the project declares about it"""
        self.is_parsed = False
        self.problem: tuple[int, str] | None = None
        """the line and the reason if the file cannot be read"""
        self._bound: dict[str, bool] = {}

    @cached_property
    def text(self) -> bytes:
        """The content of the file; empty if it cannot be read."""
        try:
            return unix_lines(self.file.read()) if self.file is not None else b""
        except OSError as error:
            self.problem = (0, str(error.strerror or error))
            return b""

    @cached_property
    def mentions_classes(self) -> bool:
        """Whether methods in it may need the class that contains them."""
        return b"super" in self.text or b"__class__" in self.text

    @cached_property
    def imports(self) -> Imports:
        """The import statements, according to the text."""
        has_any = b"import" in self.text
        return read_imports(self.text, self.package) if has_any else Imports((), (), frozenset())

    @cached_property
    def scope(self) -> Scope:
        """The statements."""
        self.is_parsed = True
        return Scope(self._parse(), self.text, self.submodules, self.is_foreign)

    def _parse(self) -> list[ast.stmt]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                statements = ast.parse(self.text, self.shown).body
                if PRIVATE.search(self.text):
                    mangle(statements)
                return statements
        except (ValueError, LookupError, SyntaxError) as error:
            line, text = (error.lineno, error.msg) if isinstance(error, SyntaxError) else (0, str(error))
            requires = self.corpus.tree.requires_python if self.corpus.ships(self.name) else ""
            self.problem = line or 0, text + too_new(self.text, requires)
        except (RecursionError, MemoryError):
            self.problem = (0, "the code is nested too deeply for Python's parser")
        return []

    @cached_property
    def is_wild(self) -> bool:
        """Whether one of its statements may bind any name, as ``exec`` may."""
        return may_be_wild(self.text) and bool(self.scope.wild)

    @cached_property
    def with_stars(self) -> list["Source"]:
        """It, and the modules whose names its star imports bind, directly or through others."""
        sources: list[Source] = [self]
        for source in sources:  # it grows
            origins = {self.corpus.find(each.module): None for each in source.imports.statements if each.is_star}
            sources += [origin for origin in origins if origin is not None and origin not in sources]
        return sources

    def may_bind(self, name: str) -> bool:
        """Whether one of its own statements may bind a name."""
        if name not in self._bound:
            word = name.encode("utf-8", "surrogatepass")
            # as in `__all__`, which names modules below it and what `__getattr__` returns
            is_quoted = b'"%s"' % word in self.text or b"'%s'" % word in self.text
            is_there = (word in self.text or not self.text.isascii()) and name in self.scope.binders
            self._bound[name] = is_quoted or is_there or self.is_wild
        return self._bound[name]

    @cached_property
    def future_annotations(self) -> bool:
        """Whether annotations are not evaluated (PEP 563)."""
        futures = [each for each in self.scope.statements[:8] if isinstance(each, ast.ImportFrom)]
        names = [alias.name for each in futures if each.module == "__future__" for alias in each.names]
        return "annotations" in names

    @cached_property
    def imported_at_once(self) -> set[str]:
        """The modules that it may import before it has finished, including by functions that are called in between."""
        found: set[str] = set()
        for statement in self.imports.statements:
            if statement.indented is None or b"TYPE_CHECKING" not in self.text:
                [module, *inner] = _dotted(statement)
                found.update([module, *(each for each in inner if each in self.corpus.tree.modules)])
        return found

    def submodules(self, statement: Any) -> Iterator[str]:
        """The modules of this package that one of its import statements binds, whatever else the statement does."""
        for name in self._imported_by(statement) if self.is_package else ():
            if name.startswith(self.name + "."):
                yield name[len(self.name) + 1 :].partition(".")[0]

    def is_foreign(self, statement: Any) -> bool:
        """Whether an import statement imports nothing of the project or of libraries."""
        names = self._imported_by(statement)
        return bool(names) and all(map(self.corpus.is_foreign, names))

    def _imported_by(self, statement: Any) -> list[str]:
        if isinstance(statement, ast.Import):
            return [alias.name for alias in statement.names]
        with suppress(ImportError):
            return [self.absolute(statement.module or "", statement.level)]
        return []

    def absolute(self, name: str, level: int) -> str:
        """The absolute name of a module that is imported here.

        :raises ImportError: if it is relative beyond the top-level package
        """
        if level and not self.package:
            raise ImportError("attempted relative import with no known parent package")
        return resolve_name("." * level + name, self.package)


class Corpus:
    """The source of the project and of libraries.

    :param tree: the modules that ship
    :param libraries: finds the source of libraries
    """

    def __init__(self, tree: SourceTree, libraries: Libraries) -> None:
        self.tree = tree
        self.libraries = libraries
        self.packages = {package for name in tree.modules for package in around(name)}
        self._sources: dict[str, Source | None] = {}

    def find(self, name: str) -> Source | None:
        """The source of a module, if available."""
        if name not in self._sources:
            file, is_there = self.tree.modules.get(name), self.ships(name)
            if not is_there and not self.is_foreign(name):
                file = self.libraries.find(name)
                is_there = file is not None or self.libraries.is_package(name)
            self._sources[name] = Source(name, file, self) if is_there else None
        return self._sources[name]

    def ships(self, name: str) -> bool:
        """Whether a module belongs to the project."""
        return name in self.tree.modules or name in self.packages

    def is_foreign(self, name: str) -> bool:
        """Whether a module belongs to Python or to this library."""
        return not self.ships(name.partition(".")[0]) and (is_library(name) or is_standard(name))

    def is_opaque(self, name: str) -> bool:
        """Whether a module belongs to a library that has nothing to do with plugins, and is not looked into."""
        return not (self.ships(name.partition(".")[0]) or self.is_module(name))  # the project may contain a part of it

    def is_module(self, name: str) -> bool:
        """Whether a dotted name is the name of a module that is looked into."""
        return self.ships(name) or name in self.leading

    @cached_property
    def leading(self) -> dict[str, SourceFile]:
        """The modules of libraries that can provide what plugins are made with."""
        names: set[str] = set()
        for statement in self._imports():
            if statement.module not in self.tree.modules and not self.is_foreign(statement.module):
                is_package = statement.names is not None and self.libraries.is_package(statement.module)
                names.update(_dotted(statement) if is_package else (statement.module,))
        found = self.libraries.leading(names - self.packages) if names else {}
        return {name: file for name, file in found.items() if name not in self.tree.modules}

    @cached_property
    def imported(self) -> set[str]:
        """The dotted names that modules of the project import, whether modules or not."""
        return {name for statement in self._imports() for name in _dotted(statement)}

    def _imports(self) -> Iterator[Any]:
        for each in self.tree.modules:
            source = self.find(each)
            yield from source.imports.statements if source is not None else ()


def _dotted(statement: Any) -> list[str]:
    """What an import statement imports: the module, and names of it."""
    names = statement.imports() if statement.names is not None else ()
    return [statement.module, *(f"{statement.module}.{each.name}" for each in names)]
