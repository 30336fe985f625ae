"""What a ``setup.py`` calls."""

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
    """Entry points as ``setup(entry_points=...)`` takes them.

    :param record: the record of the sources that they come from
    :param find: finds them again, with the modules that were written since
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

    The packages are those that ``setuptools.find_packages(where, exclude, include)`` gives. Nothing is imported, unless
    ``discovery="import"`` says so. Where that finds something it cannot pass over, and the ``.egg-info`` of a source
    distribution holds the record of what was found in the very same sources before, that is taken, and told.

    :param where: the folder that holds the packages
    :param exclude: patterns of packages whose plugins are not wanted
    :param include: patterns of packages whose plugins are wanted
    :param merge: entry points by hand, scripts among them, in any form that ``setup(entry_points=...)`` takes
    :param namespaces: whether folders without ``__init__.py`` are packages, as for ``find_namespace_packages``
    :param settings: other keys of the configuration, such as ``on_undecided="warn"``
    :return: group -> lines ``name=module:object``
    :raises SystemExit: with every fault of the arguments, or else of the source
    """
    report = cache(tell)  # once, however often it is looked for them

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
    """Find the plugins of the packages below a folder, whatever a source distribution has recorded.

    :param where: as for :func:`load_entry_points`, and so are the others
    :return: group -> lines ``name=module:object``
    :raises SystemExit: with every fault of the arguments, or else of the source
    """
    try:
        config, tree = _Call.checked(where, exclude, include, namespaces, settings).packages()
        return to_lines(find_with_record(tree, config, tell).entry_points)
    except PluginException as error:
        stop(error)


class _Call(NamedTuple):
    """What a ``setup.py`` asks for."""

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
        """:raises ConfigError: with every fault of the arguments"""
        config = Config.parse({name.replace("_", "-"): value for name, value in settings.items()}, CALL)
        faults: list[str] = []
        exclude, include = (_patterns(*each, faults) for each in (("exclude", exclude), ("include", include)))
        if faults:
            raise ConfigError(faults)
        return cls(os.fspath(where), exclude, include, namespaces, config)

    def packages(self, written: Files = ()) -> tuple[Config, SourceTree]:
        """The modules of the packages below a folder, and the configuration that leaves out the unwanted ones.

        :param written: modules that ship as well, if their packages are wanted
        :raises ConfigError: if there is no package
        """
        find = find_namespace_packages if self.namespaces else find_packages
        wanted = {*find(self.where, self.exclude, self.include)}
        if not wanted:
            way_out = (
                f"where packages have no __init__.py, namespaces=True finds them, and [{KEY}] finds single modules"
            )
            rule = f"no package is found below {self.where!r} for these include and exclude"
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
    """Refuse what would have setuptools ignore the entry points of a ``setup.py`` without a word."""
    project = part(read_pyproject(os.curdir), "project")
    if not project:
        return
    check_dynamic(project, CALL)
    scripts = [f"project.{name}" for name in ("scripts", "gui-scripts") if name in project]
    if scripts:
        rule = f"setuptools puts {' and '.join(scripts)} in the place of all entry points that a setup.py gives"
        raise ConfigError([f"{CALL}: {rule}: instead of calling this, write [{KEY}] into pyproject.toml"])
