"""Finds plugins by importing modules and inspecting their contents.

These are the finders of localstack-plugin-loader and plux. They run the code that they scan; :func:`discover` does not.
"""

import contextlib
import importlib
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from types import ModuleType

from plugin.core import PluginFinder, PluginSpec, PluginSpecResolver
from plugin.discovery.inspection import Bound, Content, Inspection
from plugin.discovery.pythons import too_new
from plugin.discovery.sources import SourceFile, SourceTree
from plugin.entries import EntryPoint
from plugin.exceptions import DiscoveryError, InvalidEntryPoint, describe


class ModuleScanningPluginFinder(PluginFinder):
    """Finds the plugins that modules define: plugin classes, specs and functions bound to a module-level name.

    A plugin that a module merely imports belongs to the module that defines it, and does not count again.

    :param modules: the modules, already imported
    :param resolver: determines which plugin an object represents
    """

    def __init__(self, modules: Iterable[ModuleType], resolver: PluginSpecResolver | None = None) -> None:
        self.modules = modules if isinstance(modules, (list, tuple)) else list(modules)
        self.resolver = resolver or PluginSpecResolver()

    def find_plugins(self) -> list[PluginSpec]:
        """:return: the specs of the plugins, sorted by namespace and name"""
        return [bound.spec for bound in self._find()]

    def find_entry_points(self) -> list[EntryPoint]:
        """Return the entry points of the plugins, with the names that the plugins are bound to where they are defined.

        :return: the entry points, sorted by group and name
        :raises DiscoveryError: if the namespace or name of a plugin is not valid in an entry point; names all of these
        """
        entry_points, problems = [], []
        for bound in self._find():
            value = f"{bound.module}:{bound.name}"
            try:
                entry_points.append(EntryPoint(bound.spec.name, value, bound.spec.namespace))
            except InvalidEntryPoint as error:
                problems.append(f"{value}: {error}")
        if problems:
            raise DiscoveryError(problems)
        return entry_points

    def _find(self) -> list[Bound]:
        inspection = Inspection(self.resolver)
        for module in sorted(self.modules, key=lambda module: module.__name__):
            inspection.look_at(Content.of(module))
        return inspection.found()


class PackagePathPluginFinder(PluginFinder):
    """Imports the packages of a folder, and finds their plugins.

    Packages are folders with an ``__init__.py``, and their names are matched as by ``setuptools.find_packages``. A
    ``__main__.py`` is a script and is not imported. What modules print while they are imported goes to stderr.

    :param where: the folder that contains the packages; it is first on ``sys.path`` while they are imported
    :param exclude: patterns of packages to leave out, such as ``("tests", "tests.*")``
    :param include: patterns of packages to scan
    :raises TypeError: if a string is passed instead of a list of patterns
    """

    def __init__(
        self, where: str | os.PathLike[str] = ".", exclude: Iterable[str] = (), include: Iterable[str] = ("*",)
    ) -> None:
        self.where = where
        for patterns in (exclude, include):
            if isinstance(patterns, str):  # each of its characters would be a pattern
                raise TypeError(f"patterns of packages must be a list: write [{patterns!r}]")
        self.exclude = tuple(exclude)
        self.include = tuple(include)

    def find_plugins(self) -> list[PluginSpec]:
        """:return: the specs of the plugins, sorted by namespace and name
        :raises DiscoveryError: if a module cannot be imported; names all of these
        """
        return ModuleScanningPluginFinder(self.load_modules()).find_plugins()

    def find_entry_points(self) -> list[EntryPoint]:
        """:return: the entry points of the plugins, sorted by group and name
        :raises DiscoveryError: if a module cannot be imported, or the namespace or name of a plugin is not valid in an
            entry point; names all of these
        """
        return ModuleScanningPluginFinder(self.load_modules()).find_entry_points()

    def list_module_names(self) -> list[str]:
        """:return: the names of the modules that will be imported, sorted
        :raises DiscoveryError: if a folder cannot be read
        """
        return [source.module for source in self._sources()]

    def load_modules(self) -> list[ModuleType]:
        """:return: the modules, imported
        :raises DiscoveryError: if a module cannot be imported, or was imported from elsewhere; names all of these
        """
        modules: list[ModuleType] = []
        problems: list[str] = []
        failed: set[str] = set()
        with _first_on_path(os.path.abspath(self.where)):
            for source in self._sources():
                package = source.module.rpartition(".")[0]
                if package in failed:
                    failed.add(source.module)
                    problems.append(f"{source.shown}: cannot be imported, because its package {package} cannot")
                    continue
                try:
                    modules.append(_import(source))
                except _Unimportable as error:
                    failed.add(source.module)
                    problems.append(str(error))
        if problems:
            raise DiscoveryError(problems)
        return modules

    def _sources(self) -> list[SourceFile]:
        tree = SourceTree.of_folder(self.where, root=os.curdir)
        if tree.unreadable:
            raise DiscoveryError(f"{folder}: cannot be read: {reason}" for folder, reason in tree.unreadable)
        return [source for source in tree.modules.values() if self._covers(source, tree)]

    def _covers(self, source: SourceFile, tree: SourceTree) -> bool:
        package = source.module if source.is_package else source.module.rpartition(".")[0]
        words = package.split(".")
        return (
            source.module.rpartition(".")[2] != "__main__"
            and all(
                (parent := tree.modules.get(".".join(words[: length + 1]))) is not None and parent.is_package
                for length in range(len(words))
            )
            and any(fnmatchcase(package, pattern) for pattern in self.include)
            and not any(fnmatchcase(package, pattern) for pattern in self.exclude)
        )


class _Unimportable(Exception):
    """A module cannot be imported; the message says where and why."""


def _import(source: SourceFile) -> ModuleType:
    try:
        with contextlib.redirect_stdout(sys.stderr):
            module = importlib.import_module(source.module)
    except (Exception, SystemExit) as error:
        age = too_new(source.read()) if isinstance(error, SyntaxError) else ""
        raise _Unimportable(
            f"{_place(source, error)}: {source.module} cannot be imported: {describe(error)}{age}; "
            "exclude its package if it should not be imported"
        ) from error
    file = getattr(module, "__file__", None)
    if file is not None and os.path.realpath(file) != os.path.realpath(source.path):
        raise _Unimportable(
            f"{source.shown}: {source.module} was already imported from {file}: remove that from sys.path"
        )
    return module


def _place(source: SourceFile, error: BaseException) -> str:
    """Return where in a module an exception comes from: the line that raised it, or the line that cannot be parsed."""
    lines = [line for path, line in _lines(error) if line and os.path.realpath(path) == os.path.realpath(source.path)]
    return f"{source.shown}:{lines[-1]}" if lines else source.shown


def _lines(error: BaseException) -> Iterator[tuple[str, int | None]]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield frame.filename, frame.lineno
    if isinstance(error, SyntaxError):
        yield error.filename or "", error.lineno


@contextlib.contextmanager
def _first_on_path(folder: str) -> Iterator[None]:
    before = sys.path[:]
    sys.path.insert(0, folder)
    importlib.invalidate_caches()  # the files may be newer than the caches of their folder
    try:
        yield
    finally:
        sys.path[:] = before
