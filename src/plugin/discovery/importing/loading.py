"""Imports the modules of a source tree from their files, under the names that they will have once installed.

The base classes of ``importlib.abc`` are not used, because importing them takes longer than everything else.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from types import ModuleType

from plugin.discovery.aliases import ALIASES
from plugin.discovery.importing.exchange import Failure, Record
from plugin.discovery.sources import SourceFile


class TreeFinder:
    """Finds the modules of a source tree; Python itself finds anything else in their packages.

    The standard library takes precedence over the tree, as it does where the tree is installed.

    :param modules: the modules that ship, by name
    :param record: records each module that is executed
    :param blocked: the modules that must not be imported, each with its previous failure
    """

    def __init__(self, modules: Mapping[str, SourceFile], record: Record, blocked: Mapping[str, Failure]) -> None:
        self.modules = modules
        self.record = record
        self.blocked = blocked
        self.executed: dict[str, ModuleType] = {}
        self._portions: dict[str, dict[str, None]] = {}
        for source in modules.values():
            for package, folder in _packages(source):
                self._portions.setdefault(package, {}).update({folder: None} if folder else {})

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if is_builtin(fullname):
            return None
        if source := self.modules.get(fullname):
            folders = [os.path.dirname(source.path)] if source.is_package else None
            loader = TreeLoader(fullname, source.path, self)
            return spec_from_file_location(fullname, source.path, loader=loader, submodule_search_locations=folders)
        if fullname in self._portions:
            return self._namespace_package(fullname, path)
        return None

    def _namespace_package(self, name: str, path: Sequence[str] | None) -> ModuleSpec:
        """A package without ``__init__.py``: its folders in the tree, and those of other distributions."""
        own = self._portions[name]
        elsewhere = PathFinder.find_spec(name, path)
        if elsewhere and elsewhere.origin and os.path.dirname(elsewhere.origin) not in own:
            return elsewhere  # in another distribution, it is a package with an __init__.py
        spec = ModuleSpec(name, None, is_package=True)
        others = elsewhere.submodule_search_locations if elsewhere and not elsewhere.origin else None
        spec.submodule_search_locations = _NamespacePath(dict.fromkeys([*own, *(others or ())]))
        return spec


class TreeLoader(SourceFileLoader):
    """Loads a module from its source, without reading or writing byte code.

    :param fullname: the module
    :param path: its file
    :param finder: the finder of the module
    """

    def __init__(self, fullname: str, path: str, finder: TreeFinder) -> None:
        super().__init__(fullname, path)
        self._finder = finder

    def path_stats(self, path: str) -> Mapping[str, int]:
        raise OSError  # so that no byte code is considered up to date

    def exec_module(self, module: ModuleType) -> None:
        name, finder = self.name, self._finder
        if name in finder.blocked:
            raise ImportError(f"{name} cannot be imported: {finder.blocked[name].error}", name=name, path=self.path)
        finder.executed[name] = module
        finder.record.begins(name)
        try:
            super().exec_module(module)
        finally:
            finder.record.ends(name)
        if name not in sys.modules:
            raise ImportError(f"{name} removes itself from sys.modules", name=name, path=self.path)


class AliasFinder:
    """Provides modules of this library to code written for plux, in place of those of plux.

    All other modules of plux come from plux itself, if it is installed.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in ALIASES:
            return None
        loader = _AliasLoader(ALIASES[fullname])
        spec = ModuleSpec(fullname, loader, is_package=True)  # type: ignore[arg-type]  # a loader by what it does
        installed = PathFinder.find_spec(fullname, path)
        if installed:
            spec.submodule_search_locations = installed.submodule_search_locations or []
        return spec


class _AliasLoader:
    def __init__(self, target: str) -> None:
        self._target = target

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        target = import_module(self._target)
        variables = vars(module)
        variables["__getattr__"] = lambda name: getattr(target, name)
        variables["__all__"] = getattr(target, "__all__", [name for name in vars(target) if name[0] != "_"])


class _NamespacePath(list[str]):
    """A list of folders; ``importlib.resources`` recognises those of a namespace package by their ``repr``."""

    def __repr__(self) -> str:
        return f"_NamespacePath({super().__repr__()})"


def is_builtin(module: str) -> bool:
    """Whether a name belongs to the standard library."""
    return module.partition(".")[0] in sys.stdlib_module_names


def _packages(source: SourceFile) -> Iterator[tuple[str, str | None]]:
    """The packages that contain a module, each with its folder if that has the name of the package."""
    package, folder = source.module, source.path
    if source.is_package:
        folder = os.path.dirname(folder)
    while package := package.rpartition(".")[0]:
        folder = os.path.dirname(folder)
        yield package, folder if os.path.basename(folder) == package.rpartition(".")[2] else None
