"""The adapter for setuptools: entry points for a ``setup.py``, and for projects with a table ``[tool.plugin-loader]``.

A ``setup.py`` calls :func:`load_entry_points`. Where the table stands in the ``pyproject.toml``, setuptools has
:func:`announce_entry_points` and :func:`write_entry_points` called, through :mod:`plugin_loader.setuptools_hooks`.
"""

import glob
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple, NoReturn, TypeVar

from setuptools import Distribution, find_namespace_packages, find_packages
from setuptools.command.egg_info import write_entries

from plugin.discovery import Config, Record, SourceTree, check_dynamic, find_with_record, is_dynamic
from plugin.exceptions import ConfigError, PluginException

Answer = TypeVar("Answer")
Files = Iterable[tuple[str, str]]
"""Pairs of a file and its path in the wheel."""

KEY = "tool.plugin-loader"
CALL = "load_entry_points"

EntryPoints = str | Mapping[str, str | Iterable[str] | Mapping[str, str]]
"""Entry points by hand, as ``setup(entry_points=...)`` takes them, or group -> name -> object reference."""


class LoadedEntryPoints(dict[str, list[str]]):
    """Entry points as ``setup(entry_points=...)`` takes them.

    :param record: the record of the sources that they come from
    :param find: finds them again, with the modules that were written since
    """

    def __init__(self, record: Record, find: Callable[[Files], Record]) -> None:
        super().__init__(_lines(record.entry_points))
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
    report = cache(_tell)  # once, however often it is looked for them

    def find(written: Files) -> Record:
        config, tree = call.packages(written)
        return find_with_record(tree, config, report, merge=by_hand, folders=(".", call.where))

    try:
        _check_pyproject()
        call = _Call.checked(where, exclude, include, namespaces, settings)
        by_hand = _table(merge or {}, "merge")
        return LoadedEntryPoints(find(()), find)
    except PluginException as error:
        _stop(error)


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
        return _lines(find_with_record(tree, config, _tell).entry_points)
    except PluginException as error:
        _stop(error)


def announce_entry_points(dist: Any) -> None:
    """Say that there will be entry points, so that setuptools accepts ``dynamic = ["entry-points"]``.

    This is called before setuptools reads any configuration.

    :param dist: the distribution
    :raises SystemExit: if there are static entry points as well
    """
    try:
        if _active_pyproject():
            check_static_entry_points(os.curdir)
            if dist.entry_points is None:
                dist.entry_points = {}
        elif not isinstance(dist.entry_points, LoadedEntryPoints):
            return
    except PluginException as error:
        _stop(error)
    dist.plugins_of_build = _Build(dist)


def write_entry_points(command: Any, _basename: str, filename: str) -> None:
    """Fill in the entry points, once setuptools knows which modules ship, and record which sources they come from.

    :param command: the command ``egg_info``
    :param _basename: the name of the record
    :param filename: its path in the ``.egg-info``
    :raises SystemExit: with every fault of the configuration, or else of the source
    """
    dist = command.distribution
    build: _Build | None = getattr(dist, "plugins_of_build", None)
    record = build and build.fill_in(os.path.dirname(filename), is_built=bool(dist.have_run.get("build")))
    command.write_or_delete_file("record of plugins", filename, record and record.to_json(), force=True)


class _Build:
    """Fills in the entry points of a distribution, and again when build commands of its own may have written modules.

    :param dist: the distribution, whose commands it takes note of
    """

    def __init__(self, dist: Any) -> None:
        self.dist = dist
        self.started = time.time()
        self.by_hand: dict[str, dict[str, str]] | None = None
        self.report = cache(_tell)  # each message once
        self.run_command = dist.run_command
        dist.run_command = self.run

    def run(self, command: str) -> None:
        """Run a command, as the distribution does."""
        self.run_command(command)
        if not self.has_own_commands():
            return
        if command == "build":
            self.dist.have_run["egg_info"] = False  # so that it runs again before the metadata are installed
        elif "editable_wheel" in self.dist.commands and command == self.build.get_sub_commands()[-1]:
            installed = glob.escape(self.dist.get_command_obj("install").install_lib)  # as they are already
            for folder in glob.glob(os.path.join(installed, "*.dist-info")):
                self.fill_in(folder, is_built=True)

    @property
    def build(self) -> Any:
        """The command that builds everything."""
        return self.dist.get_command_obj("build")

    def has_own_commands(self) -> bool:
        """Whether the project builds in a way of its own, apart from how it compiles extensions."""
        compiling = {"build_clib", "build_ext", "build_scripts"}
        names = {"build", *self.build.get_sub_commands()} - compiling
        modules = {type(self.dist.get_command_obj(name)).__module__ for name in names}
        return not all(module.startswith(("setuptools.", "distutils.")) for module in modules)

    def fill_in(self, folder: str, *, is_built: bool) -> Record:
        """Write the entry points.

        :param folder: the folder of the metadata
        :param is_built: whether all modules that ship are there
        :return: them, with the sources that they come from
        :raises SystemExit: with every fault of the configuration, and with those of the source if all of it is there
        """
        try:
            record = self.find(is_built=is_built)
        except PluginException as error:
            _stop(error)
        # setuptools' own writer for this file may have been called already, or may be called yet.
        path = os.path.join(folder, "entry_points.txt")
        write_entries(self.dist.get_command_obj("egg_info"), "entry_points.txt", path)
        wheel = self.dist.get_command_obj("bdist_wheel", create=False)
        prepared = getattr(wheel, "dist_info_dir", None)
        if is_built and prepared and _text(path) != _text(os.path.join(prepared, "entry_points.txt")):
            wheel.dist_info_dir = None  # these were written before the modules were
        return record

    def find(self, *, is_built: bool) -> Record:
        """Find the plugins, and give the distribution their entry points."""
        loaded = self.dist.entry_points
        if pyproject := _active_pyproject():
            record = self._find_as_said(pyproject, is_built=is_built)
            self.dist.entry_points = _lines(record.entry_points)
            return record
        if is_built and self.has_own_commands():
            loaded = self.dist.entry_points = LoadedEntryPoints(loaded.find(self._written()), loaded.find)
        found: Record = loaded.record
        return found

    def _find_as_said(self, pyproject: Mapping[str, Any], *, is_built: bool) -> Record:
        if project := _part(pyproject, "project"):  # else a setup.py or a setup.cfg says what the project is
            check_dynamic(project, KEY)
        config = Config.parse(pyproject["tool"]["plugin-loader"])
        if self.by_hand is None:
            self.by_hand = _table(self.dist.entry_points or {}, "entry_points")
        tree = _modules(self.dist, self._written() if is_built else ())
        folders = (os.curdir, (self.dist.package_dir or {}).get("", os.curdir))
        is_first_look = not is_built and self.has_own_commands()
        report = (lambda _: None) if is_first_look else self.report
        try:
            return find_with_record(tree, config, report, static=self.by_hand, folders=folders)
        except PluginException:
            if is_first_look:
                return Record(None, self.by_hand)
            raise

    def _written(self) -> Files:
        """The modules that build commands have written and that stand nowhere else, or have changed on the way."""
        if not self.dist.have_run.get("build"):
            return
        commands = [self.dist.get_command_obj(name) for name in self.build.get_sub_commands()]
        outputs = {os.path.normpath(path) for each in commands for path in getattr(each, "get_outputs", list)()}
        sources = {path_in_wheel: path for path, path_in_wheel in _files(self.dist)}
        folder = self.build.build_lib
        for source in SourceTree.of_folder(folder).modules.values():
            path_in_wheel = os.path.relpath(source.path, folder).replace(os.sep, "/")
            status = os.stat(source.path)
            if path_in_wheel in sources:
                original = os.stat(sources[path_in_wheel])
                is_new = (status.st_size, int(status.st_mtime)) != (original.st_size, int(original.st_mtime))
            else:  # what an earlier build has left behind is not meant to ship
                is_new = os.path.normpath(source.path) in outputs or status.st_ctime >= self.started
            if is_new:
                yield source.path, path_in_wheel


def source_tree(root: str) -> SourceTree:
    """Ask setuptools which modules the wheel of a project will hold, as far as it is told so in files that it reads.

    :param root: the project folder; a ``setup.py`` in it is not run
    :return: its modules
    :raises ConfigError: if setuptools cannot tell
    """
    check_static_entry_points(root)
    return _ask(root, _modules)


def static_entry_points(root: str) -> dict[str, dict[str, str]]:
    """Ask setuptools which entry points a project has by hand, wherever it reads them: what is found is added to them.

    :param root: the project folder; a ``setup.py`` in it is not run
    :return: group -> name -> object reference, without the scripts in ``[project]``
    :raises ConfigError: if setuptools cannot tell, or they are none
    """
    table = _ask(root, lambda dist: _table(dist.entry_points or {}, "entry_points"))
    project = _part(_pyproject(root), "project")
    for group, name in (("console_scripts", "scripts"), ("gui_scripts", "gui-scripts")):
        if name in project:
            table.pop(group, None)
    return table


def _ask(root: str, question: Callable[[Any], Answer]) -> Answer:
    with _within(root), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a build will tell
        try:
            dist: Any = Distribution({"script_name": "setup.py", "entry_points": {}})
            dist.parse_config_files()
            dist.set_defaults()
            return question(dist)
        except (Exception, SystemExit) as error:
            raise ConfigError([f"setuptools cannot tell which files the wheel will hold: {error}"]) from error


def check_static_entry_points(root: str) -> None:
    """Refuse static entry points beside dynamic ones, as setuptools does, which says so at length.

    :param root: the project folder
    :raises ConfigError: if there are any
    """
    project = _part(_pyproject(root), "project")
    if "entry-points" in project and is_dynamic(project):
        rule = "setuptools takes project.entry-points either as static or as dynamic"
        raise ConfigError([f"{rule}: move the entries from project.entry-points to {KEY}.entry-points"])


def _modules(dist: Any, written: Files = ()) -> SourceTree:
    """The modules that ship.

    :param dist: the distribution
    :param written: those that are not built from the source, or not only
    """
    files = {path_in_wheel: path for path, path_in_wheel in (*_files(dist), *written)}
    requires = getattr(dist, "python_requires", None)
    pairs = ((path, path_in_wheel) for path_in_wheel, path in files.items())
    return SourceTree.of_files(os.curdir, pairs, requires_python=str(requires or ""))


def _files(dist: Any) -> Files:
    build = dist.get_command_obj("build_py")
    build.ensure_finalized()
    # A package is a string or a sequence of words, and the path is relative to the current folder.
    for package, module, path in build.find_all_modules():
        words = package.split(".") if isinstance(package, str) else package
        yield path, "/".join([*filter(None, words), f"{module}.py"])


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


def _table(entry_points: EntryPoints, origin: str) -> dict[str, dict[str, str]]:
    """Entry points in any form that setuptools takes, as a table of group -> name -> object reference."""
    faults: list[str] = []
    table: dict[str, dict[str, str]] = {}
    groups = _sections(entry_points) if isinstance(entry_points, str) else entry_points
    if not isinstance(groups, Mapping):
        raise ConfigError([f"{origin} must hold entry points by group, as setup(entry_points=...) does"])
    for group, lines in groups.items():
        for name, value in _pairs(lines):
            where = f"{origin}: {name!r} of {group!r}"
            if not (group and name and value):
                faults.append(f"{where} must be an entry point such as 'name = module:object'")
            elif table.setdefault(group, {}).setdefault(name, value) != value:
                faults.append(f"{where} is {table[group][name]} and {value}: take one of them out")
    if faults:
        raise ConfigError(faults)
    return table


def _sections(text: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    lines = groups.setdefault("", [])
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            lines = groups.setdefault(line[1:-1].strip(), [])
        else:
            lines.append(line)
    return groups


def _pairs(lines: object) -> Iterator[tuple[str, str]]:
    if isinstance(lines, Mapping):
        yield from lines.items()
        return
    for line in lines.splitlines() if isinstance(lines, str) else lines if isinstance(lines, Iterable) else [lines]:
        text = str(line).strip()
        if text and not text.startswith("#"):
            name, _, value = text.partition("=")
            yield name.strip(), value.strip()


def _lines(table: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    return {group: [f"{name}={value}" for name, value in entries.items()] for group, entries in table.items()}


def _check_pyproject() -> None:
    """Refuse what would have setuptools ignore the entry points of a ``setup.py`` without a word."""
    project = _part(_pyproject(os.curdir), "project")
    if not project:
        return
    check_dynamic(project, CALL)
    scripts = [f"project.{name}" for name in ("scripts", "gui-scripts") if name in project]
    if scripts:
        rule = f"setuptools puts {' and '.join(scripts)} in the place of all entry points that a setup.py gives"
        raise ConfigError([f"{CALL}: {rule}: instead of calling this, write [{KEY}] into pyproject.toml"])


def _active_pyproject() -> Mapping[str, Any]:
    """The ``pyproject.toml`` of the project that is built, if our table stands in it and setuptools builds it."""
    pyproject = _pyproject(os.curdir)
    system = _part(pyproject, "build-system")
    backend = str(system.get("build-backend", "setuptools"))
    # Build backends of other names make distributions as well, to compile extensions; one that is part of the project
    # may be a shell around setuptools.
    is_built_by_setuptools = backend.replace(":", ".").split(".")[0] == "setuptools" or "backend-path" in system
    return pyproject if is_built_by_setuptools and "plugin-loader" in _part(pyproject, "tool") else {}


def _pyproject(root: str) -> Mapping[str, Any]:
    path = os.path.join(root, "pyproject.toml")
    try:
        if sys.version_info >= (3, 11):
            import tomllib  # noqa: PLC0415  # Python 3.10 has none; there setuptools brings a reader along

            with open(path, "rb") as file:
                return tomllib.load(file)
        from setuptools.config.pyprojecttoml import load_file  # noqa: PLC0415

        pyproject: Mapping[str, Any] = load_file(path)
    except (OSError, ValueError):  # there is none, or setuptools will say what is wrong with it
        return {}
    return pyproject


def _text(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:  # there are no entry points
        return b""


def _part(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = table.get(name)
    return part if isinstance(part, Mapping) else {}


@contextmanager
def _within(folder: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)  # setuptools knows no other project than that of the current folder
    try:
        yield
    finally:
        os.chdir(before)


def _tell(message: str) -> None:
    sys.stderr.write(f"plugin-loader: {message}\n")


def _stop(error: PluginException) -> NoReturn:
    raise SystemExit(f"plugin-loader cannot fill in the entry points:\n{error}") from None
