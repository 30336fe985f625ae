"""A finder for a folder of plugins that need not be installed, such as a folder of the application's user."""

import os
import sys
from collections.abc import Iterator
from glob import glob
from hashlib import sha256
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from typing import Any

from plugin import core
from plugin.core import EntryPointFinder, Plugin, with_theirs
from plugin.discovery import Config, ProblemKind, SourceFile, SourceTree, discover
from plugin.discovery.libraries import NO_LIBRARIES
from plugin.exceptions import DiscoveryError, PluginException
from plugin.faults import tell
from plugin.installed import InstalledDistribution, InstalledEntryPoint

__all__ = ["FolderFinder"]

TOLD_LATER = frozenset({ProblemKind.CONDITIONAL, ProblemKind.CONFLICT, ProblemKind.UNMAKEABLE})
"""Problems of plugins that were found nevertheless: the manager reports what happens to them."""
INIT = "__init__.py"


class FolderFinder(EntryPointFinder):
    """Finds the plugins in a folder of Python files and packages.

    The files are read as in a build and not imported: a manager imports a file when it needs one of its plugins. The
    folder need not be on ``sys.path``. Its modules are imported into a package of their own, which is named after the
    path of the folder, so they cannot clash with other modules. They import each other by relative imports, such as
    ``from .helpers import Base``.

    A file that cannot be read, or whose plugins cannot be determined, is listed as a plugin with the name of the file.
    Its problem is raised, logged and reported to the listeners as if that plugin could not be imported.

    :param path: the folder
    :param namespace: the namespace of the plugins; those of other namespaces are ignored
    :raises PluginException: in an application compiled by Nuitka without our plugin for Nuitka, which adds what is
        needed
    """

    def __init__(self, path: "str | os.PathLike[str]", namespace: str) -> None:
        if "__compiled__" in globals() and not os.path.isfile(core.__file__):
            raise PluginException(
                "reading plugins from a folder needs our plugin for Nuitka: build the application with "
                '--user-plugin="$(python -m plugin_loader.freezing)"'
            )
        super().__init__(namespace)
        self.path = os.path.abspath(path)
        self.package = _package(self.path)
        """The name of the package that the modules are imported in."""
        self.problems: list[str] = []
        """What was skipped, and why, as messages for the user."""

    def find_entry_points(self) -> list[InstalledEntryPoint]:
        """:return: the plugins by name, then the files that cannot be read or whose plugins cannot be determined"""
        if not os.path.exists(self.path):
            tell(self.problems, f"{self.path} does not exist, so it has no plugins")
            return []
        tree = self._tree()
        found = discover(tree, Config(bases=tuple(_bases())))
        plugins: list[InstalledEntryPoint] = []
        broken: dict[str, list[str]] = {}
        for name, value, group in (plugin.entry_point for plugin in found.plugins):
            path = tree.modules[value.partition(":")[0]].shown
            if group != self.namespace:
                continue
            if path == INIT:
                told = f"{path}: the folder is not a package: move plugin {name!r} into a file of its own"
                broken.setdefault(path, []).append(told)
            else:
                plugins.append(InstalledEntryPoint(name, value, group, self._file(path)))
        for problem in found.problems:
            if problem.kind in TOLD_LATER or problem.group not in {None, self.namespace}:
                continue
            told = str(problem._replace(hint="")).replace(f"{self.package}.", "")  # hints are for builds
            if problem.severity == "error":
                broken.setdefault(problem.place.path, []).append(told)
            else:
                tell(self.problems, self._path(told))
        files = (Broken(path, self.package, self.namespace, self._file(path), broken[path]) for path in broken)
        return [*plugins, *files]

    def _tree(self) -> SourceTree:
        for path in sorted([*glob("*.py", root_dir=self.path), *glob(f"*/{INIT}", root_dir=self.path)]):
            word = path.partition(os.sep)[0].removesuffix(".py")
            if not word.isidentifier():
                tell(self.problems, f"{self._path(path)} is skipped: {word!r} is not a valid module name")
        tree = SourceTree.of_folder(self.path)
        init = self._path(INIT)
        package = SourceFile(self.package, init, INIT, is_package=True, text=None if os.path.exists(init) else b"")
        inner = (each._replace(module=f"{self.package}.{name}") for name, each in tree.modules.items())
        return tree._replace(modules={each.module: each for each in (package, *inner)})

    def _path(self, path: str) -> str:
        return os.path.normpath(os.path.join(self.path, path))

    def _file(self, path: str) -> "File":
        return File(self._path(path))


class File(InstalledDistribution):
    """The file that contains a plugin, in place of a distribution.

    :param path: the file
    """

    __slots__ = ()

    def __init__(self, path: str) -> None:
        super().__init__(path, b"")

    @property
    def metadata(self) -> Any:
        """A file has none."""
        return None

    @property
    def label(self) -> str:
        """The file, for messages."""
        return str(self.path)


class Broken(InstalledEntryPoint):
    """A file whose plugins cannot be determined, in place of a plugin.

    :param name: the file, relative to the folder
    :param value: as for the base class
    :param group: the namespace
    :param holder: the file
    :param problems: what is wrong with it
    """

    __slots__ = ("problems",)

    def __init__(self, name: str, value: str, group: str, holder: File, problems: list[str]) -> None:
        super().__init__(name, value, group, holder)
        self.problems = problems

    def load(self) -> object:
        """:raises DiscoveryError: with the problems of the file"""
        raise DiscoveryError(self.problems)


def _bases() -> Iterator[tuple[str, str]]:
    """The imported plugin classes, used where their source is missing, as in a frozen application."""
    kinds = frozenset(with_theirs(Plugin))
    for module, content in [*sys.modules.items()]:
        if module.partition(".")[0] not in NO_LIBRARIES:
            for name, value in [*getattr(content, "__dict__", {}).items()]:
                if issubclass(type(value), type) and not kinds.isdisjoint(value.__mro__):
                    yield f"{module}:{name}", str(getattr(value, "namespace", ""))


def _package(path: str) -> str:
    """Create the package that the modules of a folder are imported in, unless it exists.

    A folder has the same package name in every process, so objects of its modules can be pickled and sent to another
    process that has a finder for it.
    """
    name = f"plugin_folder_{sha256(os.fsencode(os.path.normcase(path))).hexdigest()[:16]}"
    spec = ModuleSpec(name, None, is_package=True)
    spec.submodule_search_locations = [path]
    sys.modules.setdefault(name, module_from_spec(spec))
    return name
