"""The functions that a ``setup.py`` calls."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from setuptools import find_namespace_packages, find_packages

from plugin.discovery import Config, Record, SourceTree, check_dynamic, find_with_record
from plugin.exceptions import ConfigError, PluginException
from plugin.setuptools.messages import stop, tell
from plugin.setuptools.project import KEY, Files, part, read_pyproject
from plugin.setuptools.tables import EntryPoints, to_lines, to_table

CALL = "load_entry_points"


class LoadedEntryPoints(dict[str, list[str]]):
    """Entry points in the form that ``setup(entry_points=...)`` accepts.

    :param record: the record of the sources that they come from
    :param find: finds them again, with the modules that were written since then
    """

    def __init__(self, record: Record, find: Callable[[Files], Record]) -> None:
        super().__init__(to_lines(record.entry_points))
        self.record = record
        self.find = find


def load_entry_points(
    where: str | os.PathLike[str] = ".",
    exclude: Iterable[str] = (),
    include: Iterable[str] = ("*",),
    merge: EntryPoints | None = None,
    *,
    namespaces: bool = False,
    **settings: Any,
) -> dict[str, list[str]]:
    """Find the plugins of the packages below a folder, for ``setup(entry_points=load_entry_points(...))``.

    The packages are those of ``setuptools.find_packages(where, exclude, include)``. Nothing is imported unless you pass
    ``discovery="import"``. If discovery finds a problem that would fail the build, but the ``.egg-info`` of a source
    distribution has a record of the entry points found earlier in exactly the same sources, these are used instead, and
    a message says so.

    :param where: the folder that contains the packages
    :param exclude: patterns of packages to leave out
    :param include: patterns of packages to include
    :param merge: entry points by hand, including scripts, in any form that ``setup(entry_points=...)`` accepts
    :param namespaces: whether folders without ``__init__.py`` are packages, as for ``find_namespace_packages``
    :param settings: other configuration keys, such as ``on_undecided="warn"``
    :return: group -> lines ``name=module:object``
    :raises SystemExit: with all faults of the arguments, or otherwise of the source
    """
    report = cache(tell)  # reports each message once, even if plugins are looked for again

    def find(written: Files) -> Record:
        config, tree = call.packages(written)
        return find_with_record(tree, config, report, merge=by_hand, folders=(".", call.where))

    try:
        _check_pyproject()
        call = _Call.checked(where, exclude, include, namespaces, settings)
        by_hand = to_table(merge or {}, "merge")
        return LoadedEntryPoints(find(()), find)
    except PluginException as error:
        stop(error)


def find_plugins(
    where: str | os.PathLike[str] = ".",
    exclude: Iterable[str] = (),
    include: Iterable[str] = ("*",),
    *,
    namespaces: bool = False,
    **settings: Any,
) -> dict[str, list[str]]:
    """Find the plugins of the packages below a folder, ignoring records in source distributions.

    :param where: this and the other parameters are those of :func:`load_entry_points`
    :return: group -> lines ``name=module:object``
    :raises SystemExit: with all faults of the arguments, or otherwise of the source
    """
    try:
        config, tree = _Call.checked(where, exclude, include, namespaces, settings).packages()
        return to_lines(find_with_record(tree, config, tell).entry_points)
    except PluginException as error:
        stop(error)


class _Call(NamedTuple):
    """The arguments of a call in a ``setup.py``."""

    where: str
    exclude: tuple[str, ...]
    include: tuple[str, ...]
    namespaces: bool
    config: Config

    @classmethod
    def checked(
        cls,
        where: str | os.PathLike[str],
        exclude: Iterable[str],
        include: Iterable[str],
        namespaces: bool,
        settings: Mapping[str, Any],
    ) -> "_Call":
        """:raises ConfigError: with all faults of the arguments"""
        config = Config.parse({name.replace("_", "-"): value for name, value in settings.items()}, CALL)
        faults: list[str] = []
        exclude, include = (_patterns(*each, faults) for each in (("exclude", exclude), ("include", include)))
        if faults:
            raise ConfigError(faults)
        return cls(os.fspath(where), exclude, include, namespaces, config)

    def packages(self, written: Files = ()) -> tuple[Config, SourceTree]:
        """Return the configuration that leaves out unwanted packages, and the modules of the packages.

        :param written: further modules that ship if their packages are wanted
        :raises ConfigError: if there is no package
        """
        find = find_namespace_packages if self.namespaces else find_packages
        wanted = {*find(self.where, self.exclude, self.include)}
        if not wanted:
            way_out = f"for packages without __init__.py, pass namespaces=True; for single modules, use [{KEY}]"
            rule = f"no package is found below {self.where!r} with these include and exclude patterns"
            raise ConfigError([f"{CALL}: {rule}; {way_out}"])
        tops = {package.partition(".")[0] for package in wanted}
        files = {
            f"{package.replace('.', '/')}/{name}": os.path.join(self.where, *package.split("."), name)
            for package in find(self.where)
            if package.partition(".")[0] in tops
            for name in os.listdir(os.path.join(self.where, *package.split(".")))
            if name.endswith(".py")
        }
        files |= {path_in_wheel: path for path, path_in_wheel in written}
        tree = SourceTree.of_files(os.curdir, ((path, path_in_wheel) for path_in_wheel, path in files.items()))
        unwanted = [source.module for source in tree.modules.values() if source.package not in wanted]
        return self.config._replace(exclude=tuple(unwanted)), tree


def _patterns(name: str, patterns: object, faults: list[str]) -> tuple[str, ...]:
    given = tuple(patterns) if isinstance(patterns, Iterable) and not isinstance(patterns, str) else (None,)
    texts = tuple(each for each in given if isinstance(each, str))
    if texts != given:
        faults.append(f"{CALL}: {name} must be a list of package patterns, not {patterns!r}")
    return texts


def _check_pyproject() -> None:
    """Reject projects for which setuptools would silently ignore the entry points of a ``setup.py``."""
    project = part(read_pyproject(os.curdir), "project")
    if not project:
        return
    check_dynamic(project, CALL)
    scripts = [f"project.{name}" for name in ("scripts", "gui-scripts") if name in project]
    if scripts:
        rule = f"with {' and '.join(scripts)}, setuptools ignores all entry points that a setup.py passes"
        raise ConfigError([f"{CALL}: {rule}: instead of this call, use [{KEY}] in pyproject.toml"])
