"""What setuptools calls while it builds a distribution, through :mod:`plugin_loader.setuptools_hooks`."""

import glob
import os
import time
from collections.abc import Mapping
from typing import Any

from setuptools.command.egg_info import write_entries

from plugin.discovery import Config, Record, SourceTree, check_dynamic, find_with_record
from plugin.exceptions import PluginException
from plugin.setuptools.calls import LoadedEntryPoints
from plugin.setuptools.messages import stop, tell
from plugin.setuptools.project import KEY, Files, active_pyproject, check_static_entry_points, files, modules, part
from plugin.setuptools.tables import to_lines, to_table

COMPILING = frozenset({"build_clib", "build_ext", "build_scripts"})
"""The setuptools commands that write no modules."""


def announce_entry_points(dist: Any) -> None:
    """Announce that there will be entry points, so that setuptools accepts ``dynamic = ["entry-points"]``.

    This is called before setuptools reads any configuration.

    :param dist: the distribution
    :raises SystemExit: if there are also static entry points
    """
    try:
        if active_pyproject():
            check_static_entry_points(os.curdir)
            if dist.entry_points is None:
                dist.entry_points = {}
        elif not isinstance(dist.entry_points, LoadedEntryPoints):
            return
    except PluginException as error:
        stop(error)
    dist.plugins_of_build = Build(dist)


def write_entry_points(command: Any, _basename: str, filename: str) -> None:
    """Fill in the entry points once setuptools knows which modules ship, and record the sources they come from.

    :param command: the command ``egg_info``
    :param _basename: the name of the record
    :param filename: its path in the ``.egg-info``
    :raises SystemExit: with all faults of the configuration, or otherwise of the source
    """
    dist = command.distribution
    build: Build | None = getattr(dist, "plugins_of_build", None)
    record = build and build.fill_in(os.path.dirname(filename), is_built=bool(dist.have_run.get("build")))
    command.write_or_delete_file("record of plugins", filename, record and record.to_json(), force=True)


class Build:
    """Fills in the entry points of a distribution, and does so again when its build commands may have written modules.

    :param dist: the distribution, whose commands are observed
    """

    def __init__(self, dist: Any) -> None:
        self.dist = dist
        self.started = time.time()
        self.by_hand: dict[str, dict[str, str]] | None = None
        self.run_command = dist.run_command
        dist.run_command = self.run

    def run(self, command: str) -> None:
        """Run a command of the distribution."""
        self.run_command(command)
        if not self.has_own_commands():
            return
        if command == "build":
            self.dist.have_run["egg_info"] = False  # so that it runs again before the metadata is installed
        elif "editable_wheel" in self.dist.commands and command == self.build.get_sub_commands()[-1]:
            installed = glob.escape(self.dist.get_command_obj("install").install_lib)  # the metadata is already there
            for folder in glob.glob(os.path.join(installed, "*.dist-info")):
                self.fill_in(folder, is_built=True)

    @property
    def build(self) -> Any:
        """The command that builds everything."""
        return self.dist.get_command_obj("build")

    def has_own_commands(self) -> bool:
        """Whether the project has build commands of its own, other than for compiling extensions."""
        names = {"build", "build_py", *self.build.get_sub_commands()} - COMPILING
        made_in = {type(self.dist.get_command_obj(name)).__module__.partition(".")[0] for name in names}
        return not made_in <= {"setuptools", "distutils"}

    def fill_in(self, folder: str, *, is_built: bool) -> Record:
        """Write the entry points.

        :param folder: the folder of the metadata
        :param is_built: whether all modules that ship exist
        :return: the entry points, with the sources that they come from
        :raises SystemExit: with all faults of the configuration and, if all modules exist, of the source
        """
        try:
            record = self.find(is_built=is_built)
        except PluginException as error:
            stop(error)
        # setuptools' own writer for this file may run before or after this.
        path = os.path.join(folder, "entry_points.txt")
        write_entries(self.dist.get_command_obj("egg_info"), "entry_points.txt", path)
        wheel = self.dist.get_command_obj("bdist_wheel", create=False)
        prepared = getattr(wheel, "dist_info_dir", None)
        if is_built and prepared and _text(path) != _text(os.path.join(prepared, "entry_points.txt")):
            wheel.dist_info_dir = None  # it was written before the modules
        return record

    def find(self, *, is_built: bool) -> Record:
        """Find the plugins, and set the entry points of the distribution."""
        loaded = self.dist.entry_points
        if pyproject := active_pyproject():
            record = self._find_as_said(pyproject, is_built=is_built)
            self.dist.entry_points = to_lines(record.entry_points)
            return record
        if is_built and self.has_own_commands():
            loaded = self.dist.entry_points = LoadedEntryPoints(loaded.find(self._written()), loaded.find)
        found: Record = loaded.record
        return found

    def _find_as_said(self, pyproject: Mapping[str, Any], *, is_built: bool) -> Record:
        if project := part(pyproject, "project"):  # else setup.py or setup.cfg define the project
            check_dynamic(project, KEY)
        config = Config.parse(pyproject["tool"]["plugin-loader"])
        if self.by_hand is None:
            self.by_hand = to_table(self.dist.entry_points or {}, "entry_points")
        tree = modules(self.dist, self._written())
        folders = (os.curdir, (self.dist.package_dir or {}).get("", os.curdir))
        is_first_look = not is_built and self.has_own_commands()
        report = (lambda _: None) if is_first_look else tell
        try:
            return find_with_record(tree, config, report, static=self.by_hand, folders=folders)
        except PluginException:
            if is_first_look:
                return Record(None, self.by_hand)
            raise

    def _written(self) -> Files:
        """The modules that build commands have written or changed."""
        if not self.dist.have_run.get("build") or not self.has_own_commands():
            return
        own = {*self.build.get_sub_commands()} - {"build_py", *COMPILING}
        commands = [self.dist.get_command_obj(name) for name in own]
        outputs = {os.path.abspath(path) for each in commands for path in getattr(each, "get_outputs", list)()}
        sources = {path_in_wheel: path for path, path_in_wheel in files(self.dist)}
        folder = self.build.build_lib
        for source in SourceTree.of_folder(folder).modules.values():
            path_in_wheel = os.path.relpath(source.path, folder).replace(os.sep, "/")
            status = os.stat(source.path)
            if path_in_wheel in sources:
                original = os.stat(sources[path_in_wheel])
                is_new = (status.st_size, int(status.st_mtime)) != (original.st_size, int(original.st_mtime))
            else:  # leftovers of an earlier build are not meant to ship
                is_new = source.path in outputs or status.st_ctime >= self.started
            if is_new:
                yield source.path, path_in_wheel


def _text(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:  # there are no entry points
        return b""
