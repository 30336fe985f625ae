"""Finds plugins by importing modules, and looking at what they hold.

These are the finders of localstack-plugin-loader and plux. They run the code that they scan; :func:`discover` does not.
"""

import ast
import contextlib
import importlib
import importlib.util
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from types import ModuleType
from typing import NamedTuple

from plugin.core import PluginFinder, PluginSpec, PluginSpecResolver
from plugin.discovery.sources import SourceFile, SourceTree
from plugin.entrypoint import EntryPoint
from plugin.exceptions import DiscoveryError, InvalidEntryPoint, describe

_SCOPES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
"""What has names of its own, which are none of the module's."""


class ModuleScanningPluginFinder(PluginFinder):
    """Finds the plugins that modules make: plugin classes, specs and functions bound to a module-level name.

    What a module merely imports belongs to the module that makes it, and is no second plugin.

    :param modules: the modules, already imported
    :param resolver: says which plugin an object stands for
    """

    def __init__(self, modules: Iterable[ModuleType], resolver: PluginSpecResolver | None = None) -> None:
        self.modules = modules if isinstance(modules, (list, tuple)) else list(modules)
        self.resolver = resolver or PluginSpecResolver()

    def find_plugins(self) -> list[PluginSpec]:
        """:return: the spec of every plugin, sorted by namespace and name"""
        return [bound.spec for bound in self._find()]

    def find_entry_points(self) -> list[EntryPoint]:
        """Give the entry points of the plugins, each with the name that the plugin is bound to where it is made.

        :return: the entry points, sorted by group and name
        :raises DiscoveryError: if no entry point can have the namespace or name of a plugin; with every such plugin
        """
        entry_points, problems = [], []
        for spec, module, name in self._find():
            try:
                entry_points.append(EntryPoint(spec.name, f"{module}:{name}", spec.namespace))
            except InvalidEntryPoint as error:  # noqa: PERF203  # every fault is told at once
                problems.append(f"{module}:{name}: {error}")
        if problems:
            raise DiscoveryError(problems)
        return entry_points

    def _find(self) -> "list[_Bound]":
        found: list[_Bound] = []
        seen: set[int] = set()
        for module in sorted(self.modules, key=lambda module: module.__name__):
            candidates = [
                (name, value, spec)
                for name, value in vars(module).items()
                if (spec := self._resolve(value)) is not None
            ]
            bindings = _Bindings(module) if candidates else None
            for name, value, spec in candidates:
                if bindings and not seen & {id(spec), id(value)} and bindings.makes(name, value):
                    seen |= {id(spec), id(value)}
                    found.append(_Bound(spec, module.__name__, name))
        return sorted(found, key=lambda bound: (bound.spec.namespace, bound.spec.name, bound.module, bound.name))

    def _resolve(self, value: object) -> PluginSpec | None:
        try:
            return self.resolver.resolve(value)
        except Exception:  # noqa: BLE001  # any object of any module is asked; one that gives no answer is no plugin
            return None


class PackagePathPluginFinder(PluginFinder):
    """Finds the plugins in the packages of a folder, which it imports.

    Packages are folders with an ``__init__.py``, and their names are matched as ``setuptools.find_packages`` does. A
    ``__main__.py`` is a script, and is not imported. What modules print while they are imported goes to stderr.

    :param where: the folder that holds the packages; it stands first on ``sys.path`` while they are imported
    :param exclude: patterns of packages to leave out, such as ``("tests", "tests.*")``
    :param include: patterns of packages to look at
    :raises TypeError: if a string stands where a list of patterns is expected
    """

    def __init__(
        self, where: str | os.PathLike[str] = ".", exclude: Iterable[str] = (), include: Iterable[str] = ("*",)
    ) -> None:
        self.where = where
        for patterns in (exclude, include):
            if isinstance(patterns, str):  # whose characters would each be a pattern
                raise TypeError(f"patterns of packages come as a list: write [{patterns!r}]")
        self.exclude = tuple(exclude)
        self.include = tuple(include)

    def find_plugins(self) -> list[PluginSpec]:
        """:return: the spec of every plugin, sorted by namespace and name
        :raises DiscoveryError: if a module cannot be imported; with every such module
        """
        return ModuleScanningPluginFinder(self.load_modules()).find_plugins()

    def find_entry_points(self) -> list[EntryPoint]:
        """:return: the entry points of the plugins, sorted by group and name
        :raises DiscoveryError: if a module cannot be imported, or a plugin has a namespace or name that no entry point
            can have; with every such module or plugin
        """
        return ModuleScanningPluginFinder(self.load_modules()).find_entry_points()

    def list_module_names(self) -> list[str]:
        """:return: the names of the modules that will be imported, sorted
        :raises DiscoveryError: if a folder cannot be read
        """
        return [source.module for source in self._sources()]

    def load_modules(self) -> list[ModuleType]:
        """:return: the modules, imported
        :raises DiscoveryError: if a module cannot be imported, or was imported from elsewhere; with every such module
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


class _Bound(NamedTuple):
    """A plugin, and the name in a module that it is bound to where it is made."""

    spec: PluginSpec
    module: str
    name: str


class _Bindings:
    """What binds the names of a module, as its source tells.

    :param module: an imported module
    """

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.imports: dict[str, list[tuple[str, str]]] = {}
        """name -> the modules that an import takes it from, each with the name it has there"""
        self.stars: list[str] = []
        """the modules that everything is imported from"""
        self.references: dict[str, list[ast.expr]] = {}
        """name -> the names and attributes that are assigned to it"""
        self.others: set[str] = set()
        """the names that any other statement binds"""
        source = _source_of(module)
        self.has_source = source is not None
        pending: list[ast.AST] = [ast.parse(source or "")]
        while pending:
            pending += self._note(pending.pop())

    def makes(self, name: str, value: object) -> bool:
        """Whether the module makes what a name of it is bound to, rather than takes it from elsewhere.

        :param name: a name in the module
        :param value: what it is bound to, now that the module is imported
        """
        if not self.has_source:
            return isinstance(value, PluginSpec) or getattr(value, "__module__", None) == self.module.__name__
        if self._imports(name, value):
            return False
        if name in self.others:
            return True
        if name in self.references:
            return not any(self._leads_to(reference, value) for reference in self.references[name])
        if name in self.imports:  # from a module that looks it up on demand
            return False
        return not self._imports_with_all(name, value)

    def _imports(self, name: str, value: object) -> bool:
        return any(_variables(module).get(attribute) is value for module, attribute in self.imports.get(name, ()))

    def _imports_with_all(self, name: str, value: object) -> bool:
        return any(_variables(module).get(name) is value for module in self.stars)

    def _note(self, node: ast.AST) -> Iterable[ast.AST]:
        """Note the names of the module that a node binds; give the nodes in it that may bind more."""
        if isinstance(node, ast.ImportFrom):
            origin = self._absolute(node)
            self.stars += [origin for alias in node.names if alias.name == "*"]
            for alias in node.names:
                self.imports.setdefault(alias.asname or alias.name, []).append((origin, alias.name))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.others.add(node.name)
        elif isinstance(node, ast.Assign):
            return [rest for target in node.targets for rest in self._note_assigned(target, node.value)]
        elif isinstance(node, ast.AnnAssign) and node.value:
            return self._note_assigned(node.target, node.value)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            self.others.add(node.id)
        return () if isinstance(node, _SCOPES) else ast.iter_child_nodes(node)

    def _note_assigned(self, target: ast.expr, value: ast.expr) -> Iterable[ast.AST]:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            pairs = zip(target.elts, value.elts, strict=True)
            return [rest for each_target, each_value in pairs for rest in self._note_assigned(each_target, each_value)]
        if isinstance(target, ast.Name) and isinstance(value, (ast.Name, ast.Attribute)):
            if not (isinstance(value, ast.Name) and value.id == target.id):  # which changes nothing
                self.references.setdefault(target.id, []).append(value)
            return ()
        return target, value

    def _absolute(self, node: ast.ImportFrom) -> str:
        name = "." * node.level + (node.module or "")
        package = self.module.__package__ or ""
        return importlib.util.resolve_name(name, package) if package or not node.level else name

    def _leads_to(self, reference: ast.expr, value: object) -> bool:
        """Whether a reference reads the value from another name of this module, or from another module."""
        if isinstance(reference, ast.Name):
            name = reference.id
            return (
                vars(self.module).get(name) is value
                or self._imports(name, value)
                or self._imports_with_all(name, value)
            )
        path = []
        while isinstance(reference, ast.Attribute):
            path.append(reference.attr)
            reference = reference.value
        holder = vars(self.module).get(reference.id) if isinstance(reference, ast.Name) else None
        for attribute in reversed(path):
            if not isinstance(holder, ModuleType):
                return False
            holder = vars(holder).get(attribute)
        return holder is value


def _variables(module: str) -> dict[str, object]:
    return vars(sys.modules[module]) if module in sys.modules else {}


def _source_of(module: ModuleType) -> str | None:
    get_source = getattr(getattr(module.__spec__, "loader", None), "get_source", None)
    try:
        source: str | None = get_source(module.__name__) if get_source else None
    except (ImportError, OSError):
        source = None
    return source


class _Unimportable(Exception):
    """A module cannot be imported; the message says where and why."""


def _import(source: SourceFile) -> ModuleType:
    try:
        with contextlib.redirect_stdout(sys.stderr):
            module = importlib.import_module(source.module)
    except (Exception, SystemExit) as error:
        raise _Unimportable(
            f"{_place(source, error)}: {source.module} cannot be imported: {describe(error)}; "
            "exclude its package if it is not meant to be"
        ) from error
    file = getattr(module, "__file__", None)
    if file is not None and os.path.realpath(file) != os.path.realpath(source.path):
        raise _Unimportable(
            f"{source.shown}: {source.module} was imported before, from {file}: remove that from sys.path"
        )
    return module


def _place(source: SourceFile, error: BaseException) -> str:
    """Say where in a module an exception comes from: the line that was reached, or the line that cannot be parsed."""
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
    importlib.invalidate_caches()  # the files may be younger than what the importers remember of their folder
    try:
        yield
    finally:
        sys.path[:] = before
