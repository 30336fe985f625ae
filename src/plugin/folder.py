"""A finder for a folder of plugins that nobody has to install, such as the one of an application's users."""

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
"""Problems of plugins that are found: the manager reports what becomes of them."""
INIT = "__init__.py"


class FolderFinder(EntryPointFinder):
    """Finds the plugins in a folder of Python files and packages.

    The files are read, as in a build, and not imported: a manager imports the file of a plugin when it is asked for
    the plugin. The folder need not be on ``sys.path``. Its modules are imported as those of a package of their own,
    whose name comes from the path of the folder: they are in the way of no other module, and none is in theirs. They
    import each other by relative imports, such as ``from .helpers import Base``.

    What keeps a file from being read, or its plugins from being known, stands in the place of a plugin with the name of
    the file, and is raised, logged and given to the listeners as if that plugin could not be imported.

    :param path: the folder
    :param namespace: the namespace of the plugins; those of other namespaces are passed over
    :raises PluginException: in an application compiled by Nuitka without our plugin for it, which adds what is needed
    """

    def __init__(self, path: "str | os.PathLike[str]", namespace: str) -> None:
        if "__compiled__" in globals() and not os.path.isfile(core.__file__):
            raise PluginException(
                "to read plugins in a folder, have Nuitka build the application with our --user-plugin"
            )
        super().__init__(namespace)
        self.path = os.path.abspath(path)
        self.package = _package(self.path)
        """The name of the package that the modules are imported in."""
        self.problems: list[str] = []
        """What was passed over, in words for the user."""

    def find_entry_points(self) -> list[InstalledEntryPoint]:
        """:return: the plugins by their names, and then the files that cannot be read or whose plugins are not known"""
        if not os.path.exists(self.path):
            tell(self.problems, f"{self.path} is not there, so there are no plugins in it")
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
                told = f"{path}: the folder is no package: move plugin {name!r} into a file of its own"
                broken.setdefault(path, []).append(told)
            else:
                plugins.append(InstalledEntryPoint(name, value, group, self._file(path)))
        for problem in found.problems:
            if problem.kind in TOLD_LATER or problem.group not in {None, self.namespace}:
                continue
            told = str(problem._replace(hint="")).replace(f"{self.package}.", "")  # the hint is for builds
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
                tell(self.problems, f"{self._path(path)} is passed over: no module can be called {word!r}")
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
    """The file that a plugin stands in, in the place of a distribution.

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
        """The file, as messages name it."""
        return str(self.path)


class Broken(InstalledEntryPoint):
    """A file whose plugins are not known, in the place of a plugin.

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
        """:raises DiscoveryError: with what is wrong with the file"""
        raise DiscoveryError(self.problems)


def _bases() -> Iterator[tuple[str, str]]:
    """The plugin classes that are imported, which serve where their source is not there, as in a frozen application."""
    kinds = frozenset(with_theirs(Plugin))
    for module, content in [*sys.modules.items()]:
        if module.partition(".")[0] not in NO_LIBRARIES:
            for name, value in [*getattr(content, "__dict__", {}).items()]:
                if issubclass(type(value), type) and not kinds.isdisjoint(value.__mro__):
                    yield f"{module}:{name}", str(getattr(value, "namespace", ""))


def _package(path: str) -> str:
    """Make the package that the modules of a folder are imported in, unless there is one.

    The same folder has the same name in every process, so that objects of its modules can be pickled from one to
    another which has a finder for it as well.
    """
    name = f"plugin_folder_{sha256(os.fsencode(path)).hexdigest()[:16]}"
    spec = ModuleSpec(name, None, is_package=True)
    spec.submodule_search_locations = [path]
    sys.modules.setdefault(name, module_from_spec(spec))
    return name
