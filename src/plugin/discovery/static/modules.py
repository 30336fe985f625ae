"""The modules the engine can read: those of the project, of this library, and of what is found on ``sys.path``."""

import ast
import os
import re
import sys
import unicodedata
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from plugin.discovery.aliases import ALIASES
from plugin.discovery.sources import SourceFile, SourceTree
from plugin.discovery.static.libraries import LibraryFolder
from plugin.discovery.static.scopes import LazyScope
from plugin.discovery.static.texts import unix_lines

if TYPE_CHECKING:
    from plugin.discovery.static.interpreter import Interpreter

BEYOND_ASCII = re.compile(r"\w*[^\x00-\x7f\W]\w*")
"""Words with letters beyond ASCII."""

OWN_FOLDER = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


class SyntaxProblem(NamedTuple):
    """Why a file has no syntax tree.

    :param line: the line, 0 if it concerns the whole file
    :param text: what Python says
    """

    line: int
    text: str


class Module:
    """A module: its file, its syntax tree once somebody needs it, and its body that runs on demand."""

    def __init__(self, name: str, source: SourceFile | None, interpreter: "Interpreter", *, shipped: bool) -> None:
        self.name = name
        self.source = source
        self.shipped = shipped
        self._interpreter = interpreter
        self._scope: LazyScope | None = None
        self._text: bytes | None = None
        self.problem: SyntaxProblem | None = None

    def __repr__(self) -> str:
        return f"<module {self.name}>"

    @property
    def is_own(self) -> bool:
        """Whether it belongs to this library itself."""
        return not self.shipped and self.name.partition(".")[0] == "plugin"

    @property
    def is_package(self) -> bool:
        return self.source is None or self.source.is_package

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @property
    def shown(self) -> str:
        """The file as messages show it."""
        return self.source.shown if self.source else self.name

    @property
    def text(self) -> bytes:
        """The content of the file, its lines ended by line feeds; empty if it cannot be read: ``problem`` says why."""
        if self._text is None:
            self._text = b""
            try:
                self._text = unix_lines(self.source.read()) if self.source else b""
            except OSError as error:
                self.problem = SyntaxProblem(0, f"the file cannot be read: {error.strerror or error}")
        return self._text

    def line_of(self, position: int) -> int:
        """The line on which a position in the text stands, counted from 1."""
        return bisect_right(self._starts, position)

    def start_of(self, line: int) -> int:
        """The position at which a line starts; behind the last line, the end of the text."""
        return self._starts[min(line, len(self._starts)) - 1]

    @cached_property
    def _starts(self) -> list[int]:
        """Where the lines start, and the text ends."""
        return [0, *accumulate(map(len, self.text.splitlines(keepends=True)))]

    @cached_property
    def has_walrus(self) -> bool:
        """Whether expressions in the code may bind names."""
        return b":=" in self.text

    @cached_property
    def names_are_plain(self) -> bool:
        """Whether every name in the code stands in the text letter by letter.

        Python normalises names beyond ASCII (PEP 3131), so that the text may hold them in another form.
        """
        if self.text.isascii():
            return True
        lines = [line for line in self.text.splitlines() if not line.isascii()]
        words = BEYOND_ASCII.findall(b"\n".join(lines).decode("utf-8", "replace"))
        return all(unicodedata.is_normalized("NFKC", word) for word in words)

    @property
    def is_parsed(self) -> bool:
        return self._scope is not None

    @property
    def scope(self) -> LazyScope:
        """The body; empty if the file cannot be read or parsed, which ``problem`` then says."""
        if self._scope is None:
            text = self.text
            tree, problem = parse(text, self.shown)
            self.problem = self.problem or problem
            self._scope = LazyScope(self._interpreter, self, tree.body, text)
        return self._scope


def parse(text: bytes, shown: str) -> tuple[ast.Module, SyntaxProblem | None]:
    """Parse a file as Python does, from its bytes, so that its coding line counts."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an invalid escape sequence is the project's business
            return ast.parse(text, shown), None
    except SyntaxError as error:
        problem = SyntaxProblem(error.lineno or 0, error.msg)
    except (ValueError, LookupError, UnicodeError) as error:  # NUL bytes, an unknown coding
        problem = SyntaxProblem(0, str(error))
    except (RecursionError, MemoryError):
        problem = SyntaxProblem(0, "the code is nested too deeply for Python's parser")
    return ast.Module(body=[], type_ignores=[]), problem


class Modules:
    """Finds modules by name.

    :param tree: the modules that ship
    :param interpreter: runs their bodies
    :param path: the folders in which libraries are looked for, by default ``sys.path``
    """

    def __init__(self, tree: SourceTree, interpreter: "Interpreter", path: Sequence[str] | None = None) -> None:
        self.tree = tree
        self._interpreter = interpreter
        self._folders = [LibraryFolder(entry or os.curdir) for entry in (sys.path if path is None else path)]
        self._found: dict[str, Module | None] = {}
        self._relevant: dict[str, bool] = {}
        self.packages = {package for name in tree.modules for package in around(name)}

    def find(self, name: str) -> Module | None:
        """The module of that name, or ``None`` if its source is not there."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def can_hold_plugins(self, name: str) -> bool:
        """Whether a library may have to do with plugins.

        One that was installed says in its metadata what it requires: it has to do with plugins only if it requires
        this library, or plux, or a distribution that does. What has no metadata is looked at in any case.
        """
        top = name.partition(".")[0]
        if top not in self._relevant:
            self._relevant[top] = top == "plugin" or any(
                folder.may_use_plugins(top) for folder in self._folders if folder.holds(top)
            )
        return self._relevant[top]

    def is_builtin(self, name: str) -> bool:
        """Whether a module belongs to Python itself; those are never read, only modelled."""
        top = name.partition(".")[0]
        return top in sys.stdlib_module_names and top not in self.packages and top not in self.tree.modules

    def _find(self, name: str) -> Module | None:
        if source := self.tree.modules.get(name):
            return Module(name, source, self._interpreter, shipped=True)
        if self.is_builtin(name):
            return None
        if alias := ALIASES.get(name):
            return self.find(alias)
        top = name.partition(".")[0]
        path = [folder.path for folder in self._folders if folder.holds(top)]
        if top == "plugin" and "plugin" not in self.tree.modules:
            path = [OWN_FOLDER]
        source = _locate(name, path)
        if source or name in self.packages or _is_folder(name, path):
            return Module(name, source, self._interpreter, shipped=False)
        return None


def around(name: str) -> Iterable[str]:
    """The packages that a module stands in, the innermost first."""
    while name := name.rpartition(".")[0]:
        yield name


def _locate(name: str, path: Iterable[str]) -> SourceFile | None:
    relative = name.replace(".", os.sep)
    for folder in path:
        stem = os.path.join(folder, relative)
        for file, is_package in ((os.path.join(stem, "__init__.py"), True), (f"{stem}.py", False)):
            if os.path.isfile(file):
                shown = os.path.relpath(file, folder).replace(os.sep, "/")
                return SourceFile(name, file, shown, is_package)
    return None


def _is_folder(name: str, path: Iterable[str]) -> bool:
    relative = name.replace(".", os.sep)
    return any(os.path.isdir(os.path.join(folder, relative)) for folder in path)
