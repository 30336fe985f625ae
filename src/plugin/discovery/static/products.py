"""Products: the names through which plugins can come about, in the text of files that are not parsed yet."""

import ast
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cached_property
from itertools import pairwise

from plugin.discovery.aliases import ALIASES
from plugin.discovery.static.importgraph import Import, Statement, read_imports
from plugin.discovery.static.modules import Module, Modules
from plugin.discovery.static.texts import find_words


class Kind(IntEnum):
    """What has to be done with a product for a plugin to come about; a greater kind takes in all lesser ones."""

    NONE = 0
    """It is no product."""
    FINISHED = 1
    """A spec or a decorated function: a plugin already."""
    CLASS = 2
    """A plugin class: somebody derives from it."""
    MAKER = 3
    """A decorator, a factory, the class of specs: somebody uses it, in whatever way."""


SEEDS = {"Plugin": Kind.CLASS, "FunctionPlugin": Kind.CLASS, "PluginSpec": Kind.MAKER, "plugin": Kind.MAKER}
"""The names of ``plugin`` through which plugins come about."""

SEED_MODULES = frozenset(
    {"plugin", "plugin.core", *(alias for alias, name in ALIASES.items() if name in ("plugin", "plugin.core"))}
)


class File:
    """What is known of a module by its text alone."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.text = module.text
        self.statements, self._spans, self.imports_by_name = read_imports(self.text, module.package)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """The names that it imports."""
        return tuple([each for statement in self.statements for each in statement.imports()])

    @cached_property
    def bound_by_imports(self) -> dict[str, list[Import]]:
        """The names that import statements bind, or the dotted name of a module -> what they stand for."""
        bound: dict[str, list[Import]] = {}
        for each in self.imports:
            bound.setdefault(each.alias or each.module, []).append(each)
        return bound

    def set_statements(self, statements: tuple[Statement, ...]) -> None:
        """Note what it imports, as far as that matters."""
        self.statements = statements
        vars(self).pop("imports", None)
        vars(self).pop("bound_by_imports", None)

    def positions(self, name: str) -> Iterator[int]:
        """Where a name stands as a whole word, other than in an import statement."""
        for position in find_words(self.text, name.encode("utf-8", "surrogatepass")):
            if not self._is_in_import(position):
                yield position

    def lines_within(self, names: Iterable[str], node: ast.AST) -> list[int]:
        """The lines of a piece of code on which one of some names stands, sorted."""
        first, last = getattr(node, "lineno", 1), getattr(node, "end_lineno", 1)
        first = min([first, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])
        start, end = self.module.start_of(first), self.module.start_of(last + 1)
        wanted = {name.encode("utf-8", "surrogatepass") for name in names}
        found = {
            self.module.line_of(word.start()) for word in WORD.finditer(self.text, start, end) if word.group() in wanted
        }
        return sorted(found)

    def _is_in_import(self, position: int) -> bool:
        index = bisect_right(self._spans, (position, len(self.text))) - 1
        return index >= 0 and position < self._spans[index][1]


class LibraryProducts:
    """Says of a name in a library whether plugins can come about through it, following that name only.

    A library is not searched as the project is: a project may import hundreds of modules that import thousands. From
    a name, the way leads over re-exports, over the bases of a class, and over what the code of a function mentions.

    :param modules: finds the libraries
    """

    def __init__(self, modules: Modules) -> None:
        self._modules = modules
        self._files: dict[str, LibraryFile | None] = {}
        self._known: dict[tuple[str, str], bool] = {}

    def has(self, module: str, name: str) -> bool:
        """Whether plugins can come about through a name of a module."""
        start = (module, name)
        if module.partition(".")[0] in ("plugin", "plux"):
            return module in SEED_MODULES and name in SEEDS
        if start not in self._known:
            reached: dict[tuple[str, str], None] = {start: None}
            pending = [start]
            while pending:
                current = pending.pop()
                if self._known.get(current) or (current[0] in SEED_MODULES and current[1] in SEEDS):
                    self._known[start] = True
                    return True
                for following in self._follow(*current):
                    if following not in reached and self._known.get(following) is not False:
                        reached[following] = None
                        pending.append(following)
            self._known.update(dict.fromkeys(reached, False))
        return self._known[start]

    def through_star(self, text: bytes, module: str) -> set[str]:
        """The products that a text may mean after ``from module import *``."""
        if not self._modules.can_hold_plugins(module):
            return set()
        words = {word.decode("utf-8", "replace") for word in WORD.findall(text)}
        return {word for word in words if self.has(module, word)}

    def dotted(self, text: bytes, each: Import) -> set[str]:
        """The products of a module, or below it, that a text asks for by attributes, such as ``lib.sub.Base``."""
        if not self._modules.can_hold_plugins(each.module):
            return set()
        return {name for module, name in _attributes(text, each) if self.has(module, name)}

    def _follow(self, module: str, name: str) -> Iterator[tuple[str, str]]:
        """The names that a name leads to: what it is imported from, or what its definition mentions."""
        file = self._file(module)
        if file is None:
            yield from ((origin, name) for origin in self._origins(module))
            return
        words = file.words(name)
        for each in file.imports:
            if each.name == "*":
                yield from ((each.module, word) for word in (name, *words))
            elif each.name is not None and (each.alias == name or (each.alias or "") in words):
                yield each.module, each.name
            elif each.name is None and words:
                yield from _attributes(file.text, each)
        for word in words & file.definitions.keys():
            yield module, word

    def _origins(self, module: str) -> Iterator[str]:
        """The modules that a dotted name may mean whose last part another import of the package binds."""
        package, _, last = module.rpartition(".")
        file = self._file(package) if package else None
        for each in file.imports if file is not None else ():
            if each.alias == last:
                yield f"{each.module}.{each.name}" if each.name else each.module

    def _file(self, name: str) -> "LibraryFile | None":
        if name not in self._files:
            module = None
            if not self._modules.is_builtin(name) and self._modules.can_hold_plugins(name):
                module = self._modules.find(name)
            self._files[name] = LibraryFile(module) if module is not None and not module.shipped else None
        return self._files[name]


class LibraryFile(File):
    """What is known of a library's module by its text: which words the definition of each name holds."""

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.definitions: dict[str, list[bytes]] = {}
        for chunk in _chunks(self.text):
            for definition in DEFINITION.finditer(chunk):
                if not definition.group("indent") or COMPOUND.match(chunk):
                    name = next(filter(None, definition.group("def", "class", "name")))
                    self.definitions.setdefault(name.decode("utf-8", "replace"), []).append(chunk)

    def words(self, name: str) -> set[str]:
        """The words in the definitions of a name; of a class, those of its body too."""
        found: set[str] = set()
        for chunk in self.definitions.get(name, ()):
            found.update(word.decode("utf-8", "replace") for word in WORD.findall(chunk))
        return found


def _chunks(text: bytes) -> Iterator[bytes]:
    """The top-level statements of a text, each with its decorators."""
    decorators = b""
    starts = [found.start() for found in TOP_LEVEL.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        chunk = decorators + text[start:end]
        decorators = chunk if text.startswith(b"@", start) else b""
        if not decorators:
            yield chunk


TOP_LEVEL = re.compile(rb"^(?=[^\s#)\]}])", re.MULTILINE)
"""Where a line begins that is not indented, and continues nothing."""
DEFINITION = re.compile(
    rb"^(?P<indent>[ \t]*)"
    rb"(?:(?:async[ \t]+)?def[ \t]+(?P<def>\w+)|class[ \t]+(?P<class>\w+)|(?P<name>\w+)[ \t]*(?::[^=\n]*)?=(?!=))",
    re.MULTILINE,
)
COMPOUND = re.compile(rb"(?:if|elif|else|try|except|finally|with|for|while|match)\b")
WORD = re.compile(rb"[\w\x80-\xff]+")


def _attributes(text: bytes, each: Import) -> Iterator[tuple[str, str]]:
    """The attributes that a text asks an imported module for: pairs of a module and a name, for ``a.b.c`` both."""
    start = (each.alias or each.module).encode()
    for found in re.finditer(rb"(?<![\w.])%b((?:\.\w+)+)" % re.escape(start), text):
        module = each.module
        for word in found.group(1).decode("utf-8", "replace").split(".")[1:]:
            yield module, word
            module = f"{module}.{word}"
