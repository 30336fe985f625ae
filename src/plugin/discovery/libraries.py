"""The libraries besides the project: where their source is, and which can provide what plugins are made with."""

import os
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, PathFinder
from pkgutil import get_importer
from typing import NamedTuple

from plugin.discovery.importgraph import absolute, read_imports, unix_lines
from plugin.discovery.sources import SourceFile

SEEDS = frozenset({"plugin", "plux"})
"""The packages that plugins are written against."""
HOOKS = frozenset({"hatch_plugin_loader", "pdm_plugin_loader", "plugin_loader"})
NO_LIBRARIES = SEEDS | HOOKS | sys.stdlib_module_names
"""Modules that are never looked for: Python's own modules, which are modelled, and those of this library."""
MOST_FILES = 4_000
"""How many files are read for their imports at most, which takes about half a second. Django, SQLAlchemy and pandas
together have a quarter of that, so plugins hardly depend on anything beyond this limit."""

LAZY = re.compile(rb"__getattr__(?<![.\"']__getattr__)(?!\(\s*(?:self|cls)\b)")
"""The hook by which a module provides attributes on demand; in a class it takes ``self``."""
CONSTANT = re.compile(rb"""["'](\.*\w[\w.]*)[:"']""")
"""A string that may name a module, or an object in it: ``"lib.base:Base"``."""


class Found(NamedTuple):
    """What Python would import under a name.

    :param file: its source, if available
    :param folders: where to look for the modules below it; ``None`` if it is not a package
    :param inert: whether importing it runs no code, so that Python's finders can be asked for the modules below it
    """

    file: SourceFile | None
    folders: Sequence[str] | None
    inert: bool = False


class Libraries:
    """The source of installed libraries, found as Python would find it, without importing anything.

    :param path: the folders to look in; ``None`` for what this interpreter would import, including by the finders of
        editable installations
    :param bases: object reference -> namespace of plugin base classes; used where the source is missing
    """

    def __init__(self, path: Sequence[str] | None = None, bases: Iterable[tuple[str, str]] = ()) -> None:
        self._path = path
        self._stated = _stated(bases)
        self._found: dict[str, Found | None] = dict.fromkeys({"", *NO_LIBRARIES})
        self._names: dict[str, frozenset[str]] = {}
        self._targets: dict[str, tuple[str, ...]] = {}

    def find(self, module: str) -> SourceFile | None:
        """Return the file of a library's module; ``None`` if there is no such module, or no source of it.

        In messages, it is relative to the folder that contains the top-level package.
        """
        found = self._find(module)
        return found.file if found else None

    def is_package(self, module: str) -> bool:
        """Whether a module of a library is a package, with or without an ``__init__.py``."""
        found = self._find(module)
        return found is not None and found.folders is not None

    def holds(self, top: str) -> bool:
        """Whether a library of that top-level name can be imported, even if its source is missing."""
        return self._find(top) is not None

    def leading(self, modules: Iterable[str]) -> dict[str, SourceFile]:
        """Return the library modules that can provide what plugins are made with: their imports lead to ``plugin``.

        All others are opaque. A package is not included just because a module below it is: it must import that module
        to provide anything from it.

        :param modules: the modules that the project imports; the packages that contain them are included
        :return: those of them whose imports lead to ``plugin``, and the modules in between; module name -> file
        """
        importers: dict[str, list[SourceFile]] = {}
        pending = deque(dict.fromkeys(name for module in sorted(modules) for name in _upwards(module)))
        seen = set(pending)
        while pending:
            if (file := self.find(pending.popleft())) is None:
                continue
            for target in self._targets_of(file):
                importers.setdefault(target, []).append(file)
                if target not in seen:
                    seen.add(target)
                    pending.append(target)
        leading: dict[str, SourceFile] = {}
        reached = [target for target in importers if target.partition(".")[0] in SEEDS]
        while reached:
            new = {file.module: file for file in importers.pop(reached.pop(), ()) if file.module not in leading}
            leading |= new
            reached += new
        return dict(sorted(leading.items()))

    # -- finding ----------------------------------------------------------------------------------------------------

    def _find(self, module: str) -> Found | None:
        if module not in self._found:
            for each in reversed([*_upwards(module)]):
                if each not in self._found:
                    self._found[each] = self._or_stated(each, self._find_in_parent(each))
        return self._found[module]

    def _or_stated(self, module: str, found: Found | None) -> Found | None:
        """What was found, or what the project declares for a module whose source was not found."""
        stated = self._stated.get(module)
        if stated is None or (found is not None and found.file is not None):
            return found
        folders = found.folders if found is not None else None
        return Found(stated, (folders or ()) if stated.is_package else folders)

    def _find_in_parent(self, module: str) -> Found | None:
        parent, dot, name = module.rpartition(".")
        package = self._found[parent] if dot else Found(None, self._path, inert=True)
        if package is None or not name.isidentifier():
            return None
        return self._ask(module, package) if package.inert else self._look(module, package)

    def _ask(self, module: str, package: Found) -> Found | None:
        """Ask Python's finders, because no code of the library has to run first."""
        found = None
        for finder in [*sys.meta_path] if self._path is None else [PathFinder]:
            with suppress(Exception):  # if a finder fails, the next one may succeed
                if finder is PathFinder and "." in module:  # it would need the package imported
                    found = self._look(module, package)
                elif not _acts_when_asked(finder) and (spec := finder.find_spec(module, package.folders, None)):
                    found = _of_spec(module, spec)
            if found:
                break
        return found

    def _look(self, module: str, package: Found) -> Found | None:
        """Look for a module of a package as a file, without importing anything or asking a finder."""
        name = module.rpartition(".")[2]
        portions: list[str] = []
        for folder in package.folders or ():
            names = self._names_in(folder)
            inner = os.path.join(folder, name)
            if name in names and (file := _source(module, os.path.join(inner, "__init__.py"), is_package=True)):
                return Found(file, (inner,))
            if f"{name}.py" in names and (file := _source(module, f"{inner}.py", is_package=False)):
                return Found(file, None)
            if name in names and os.path.isdir(inner):
                portions.append(inner)
            elif package.inert and not names:  # a placeholder for a folder, in an editable namespace package
                portions += _portions(module, folder)
        return Found(None, portions, package.inert) if portions else None

    def _names_in(self, folder: str) -> frozenset[str]:
        """The contents of a folder, listed once; Python's imports are case-sensitive on all systems."""
        if folder not in self._names:
            self._names[folder] = frozenset()
            with suppress(OSError):
                self._names[folder] = frozenset(os.listdir(folder))
        return self._names[folder]

    # -- the graph --------------------------------------------------------------------------------------------------

    def _targets_of(self, file: SourceFile) -> tuple[str, ...]:
        """The names that a file imports, which need not all be modules."""
        targets = self._targets.get(file.module)
        if targets is None:
            if len(self._targets) >= MOST_FILES:
                return ()
            targets = self._targets[file.module] = tuple(dict.fromkeys(self._read(file)))
        return targets

    def _read(self, file: SourceFile) -> Iterator[str]:
        text = b""
        with suppress(OSError):
            text = file.read()
        if b"import" not in text:
            return
        text = unix_lines(text)
        for statement in read_imports(text, file.package).statements:
            module = statement.module
            if statement.names is None:
                yield from _upwards(module)
                continue
            yield module
            if self.is_package(module):
                yield from (f"{module}.{each.name}" for each in statement.imports())
        # `import *` imports what `__all__` names
        if (file.is_package and b"__all__" in text) or (b"__getattr__" in text and LAZY.search(text)):
            yield from _named(text, file.package)


def _stated(bases: Iterable[tuple[str, str]]) -> dict[str, SourceFile]:
    """The modules of declared plugin base classes, with nothing else in them."""
    texts: dict[str, str] = {}
    for reference, namespace in bases:
        module, _, name = reference.partition(":")
        for package in _upwards(module):
            texts.setdefault(package, "")
        texts[module] += f"from plugin import Plugin\nclass {name}(Plugin):\n    namespace = {namespace!r}\n{ANYHOW}"
    packages = {module.rpartition(".")[0] for module in texts}
    return {
        module: SourceFile(module, "", "bases", is_package=module in packages, text=text.encode())
        for module, text in texts.items()
    }


ANYHOW = "    def __new__(cls, *args, **kwargs): ...\n"
"""Makes it unknown how instances of such a class are created."""


def _upwards(module: str) -> Iterator[str]:
    """A module and the packages that contain it."""
    while module:
        yield module
        module = module.rpartition(".")[0]


def _named(text: bytes, package: str) -> Iterator[str]:
    """The modules below a package that are named in strings, relative to it or in full."""
    for constant in dict.fromkeys(CONSTANT.findall(text)) if package else ():
        name = constant.decode("utf-8", "replace")
        full = absolute(name, package) if name.startswith(".") else f"{package}.{name}"
        for each in (full, name):
            if each.startswith(f"{package}."):
                yield from _upwards(each)


def _acts_when_asked(finder: object) -> bool:
    """Whether it is setuptools' finder for ``distutils``, which imports and unloads modules when asked for some."""
    return type(finder).__module__ == "_distutils_hack"


def _portions(module: str, entry: str) -> list[str]:
    """Where the modules of a namespace package are, according to the finder of a path entry."""
    with suppress(Exception):
        if (finder := get_importer(entry)) and (spec := finder.find_spec(module)):
            return [*(spec.submodule_search_locations or ())]
    return []


def _of_spec(module: str, spec: ModuleSpec) -> Found:
    locations = spec.submodule_search_locations
    folders = None if locations is None else tuple(locations)
    if spec.loader is None:
        return Found(None, folders, inert=True)
    # The source of a compiled module is next to it, if it was installed.
    folder, name = os.path.split(spec.origin or "")
    path = os.path.join(folder, name.partition(".")[0] + ".py")
    return Found(_source(module, path, is_package=folders is not None) if os.path.isabs(path) else None, folders)


def _source(module: str, path: str, *, is_package: bool) -> SourceFile | None:
    if not os.path.isfile(path):
        return None
    depth = module.count(".") + 1 + is_package
    return SourceFile(module, path, "/".join(path.replace(os.sep, "/").split("/")[-depth:]), is_package)
