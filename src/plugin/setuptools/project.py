"""A project as setuptools reads it: the modules that ship, and the entry points in its files."""

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from setuptools import Distribution

from plugin.discovery import SourceTree, is_dynamic
from plugin.exceptions import ConfigError
from plugin.setuptools.tables import to_table

Answer = TypeVar("Answer")
Files = Iterable[tuple[str, str]]
"""Pairs of a file and its path in the wheel."""

KEY = "tool.plugin-loader"


def source_tree(root: str) -> SourceTree:
    """Ask setuptools which modules the wheel of a project will contain, according to its configuration files.

    :param root: the project folder; a ``setup.py`` in it is not run
    :return: its modules
    :raises ConfigError: if setuptools cannot determine them
    """
    check_static_entry_points(root)
    return _ask(root, modules)


def static_entry_points(root: str) -> dict[str, dict[str, str]]:
    """Ask setuptools which entry points a project has by hand, in any of its files; those found are added to them.

    :param root: the project folder; a ``setup.py`` in it is not run
    :return: group -> name -> object reference, without the scripts in ``[project]``
    :raises ConfigError: if setuptools cannot determine them, or they are invalid
    """
    table = _ask(root, lambda dist: to_table(getattr(dist, "entry_points", None) or {}, "entry_points"))
    project = part(read_pyproject(root), "project")
    for group, name in (("console_scripts", "scripts"), ("gui_scripts", "gui-scripts")):
        if name in project:
            table.pop(group, None)
    return table


def _ask(root: str, question: Callable[[Any], Answer]) -> Answer:
    with _within(root), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a build will show them
        try:
            dist: Any = Distribution({"script_name": "setup.py", "entry_points": {}})
            dist.parse_config_files()
            dist.set_defaults()
            return question(dist)
        except (Exception, SystemExit) as error:
            raise ConfigError([f"setuptools cannot determine which files go into the wheel: {error}"]) from error


def check_static_entry_points(root: str) -> None:
    """Reject static entry points besides dynamic ones, as setuptools does, but with a short message.

    :param root: the project folder
    :raises ConfigError: if there are any
    """
    project = part(read_pyproject(root), "project")
    if "entry-points" in project and is_dynamic(project):
        rule = "setuptools accepts project.entry-points either as static or as dynamic, not both"
        raise ConfigError([f"{rule}: move the entries from project.entry-points to {KEY}.entry-points"])


def modules(dist: Any, written: Files = ()) -> SourceTree:
    """:return: the modules of a distribution, including those that its build commands have written"""
    paths = {path_in_wheel: path for path, path_in_wheel in (*files(dist), *written)}
    requires = getattr(dist, "python_requires", None)
    pairs = ((path, path_in_wheel) for path_in_wheel, path in paths.items())
    return SourceTree.of_files(os.curdir, pairs, requires_python=str(requires or ""))


def files(dist: Any) -> Files:
    """:return: the files of the modules that a distribution is built from"""
    build = dist.get_command_obj("build_py")
    build.ensure_finalized()
    # A package is a string or a sequence of words, and the path is relative to the current folder.
    for package, module, path in build.find_all_modules():
        words = package.split(".") if isinstance(package, str) else package
        yield path, "/".join([*filter(None, words), f"{module}.py"])


def active_pyproject() -> Mapping[str, Any]:
    """The ``pyproject.toml`` of the project being built, if it has our table and setuptools is its build backend."""
    pyproject = read_pyproject(os.curdir)
    system = part(pyproject, "build-system")
    backend = str(system.get("build-backend", "setuptools"))
    # Other build backends also create setuptools distributions, to compile extensions. A backend that is part of the
    # project may wrap setuptools.
    is_built_by_setuptools = backend.replace(":", ".").split(".")[0] == "setuptools" or "backend-path" in system
    return pyproject if is_built_by_setuptools and "plugin-loader" in part(pyproject, "tool") else {}


def read_pyproject(root: str) -> Mapping[str, Any]:
    """:return: the ``pyproject.toml`` of a project; nothing if it cannot be read"""
    path = os.path.join(root, "pyproject.toml")
    try:
        if sys.version_info >= (3, 11):
            import tomllib  # noqa: PLC0415  # Python 3.10 does not have it; there setuptools has a reader

            with open(path, "rb") as file:
                return tomllib.load(file)
        from setuptools.config.pyprojecttoml import load_file  # noqa: PLC0415

        pyproject: Mapping[str, Any] = load_file(path)
    except (OSError, ValueError):  # it does not exist, or setuptools will report what is wrong with it
        return {}
    return pyproject


def part(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """:return: the table of a name in another; nothing if there is none"""
    inner = table.get(name)
    return inner if isinstance(inner, Mapping) else {}


@contextmanager
def _within(folder: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)  # setuptools only reads the project in the current folder
    try:
        yield
    finally:
        os.chdir(before)
