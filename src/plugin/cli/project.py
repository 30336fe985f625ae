"""A project as its author has set it up: its configuration, and which modules ship."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, NamedTuple

from plugin.cli.layouts import at, module_name, place_of_entry_points, shipped, tree_of
from plugin.discovery import Config, SourceTree, check_dynamic
from plugin.entries import to_table
from plugin.exceptions import ConfigError


class Host(NamedTuple):
    """A build backend that there is an adapter for.

    :param name: its distribution
    :param package: what ``build-system.build-backend`` begins with
    :param key: the full TOML key of its table for this library
    :param adapter: the module of this library that asks it: its ``source_tree`` which modules ship, and its
        ``check_static_entry_points`` whether static entry points may stand beside dynamic ones
    :param settles: whether the ``pyproject.toml`` of its source distributions has the entry points as static ones
    """

    name: str
    package: str
    key: str
    adapter: str
    settles: bool = False

    def is_backend(self, pyproject: Mapping[str, Any]) -> bool:
        """Whether a project is built by it."""
        backend = at(pyproject, "build-system.build-backend") or "setuptools.build_meta"  # as PEP 517 has it
        return re.match(rf"{re.escape(self.package)}\b", str(backend)) is not None

    def is_installed(self) -> bool:
        """Whether it can be asked which modules ship."""
        try:
            return find_spec(self.package) is not None
        except ImportError:  # what its package lies in is not there
            return False


HOSTS = (
    Host("hatchling", "hatchling", "tool.hatch.metadata.hooks.plugin-loader", "hatch_plugin_loader.metadata_hook"),
    Host(
        "pdm-backend", "pdm.backend", "tool.pdm.build.hooks.plugin-loader", "pdm_plugin_loader.build_hook", settles=True
    ),
    Host("setuptools", "setuptools", "tool.plugin-loader", "plugin.setuptools"),
)

MARKS = ("pyproject.toml", "setup.py", "setup.cfg")
"""The files by which a folder is known to be a project."""

NOT_SHIPPED = frozenset(
    {"benchmarks", "build", "dist", "doc", "docs", "example", "examples", "scripts", "test", "tests", "tools"}
)
"""Folders beside the packages of a project that are packages by accident; a layout without ``src`` leaves them out."""


INSTALL_TOMLI = 'pip install "python-plugin-loader[cli]"'


class Project(NamedTuple):
    """What is to be looked at, and how.

    :param tree: the modules that ship
    :param config: the configuration
    :param rule: how it is known which modules ship, as a message says it
    :param table: its table ``[project]``
    :param static: the entry points in its ``pyproject.toml``
    :param host: the build backend that fills in the entry points, if one does
    :param backend: the build backend, if it has a hook that could
    :param pyproject: its ``pyproject.toml``
    :param calls_us: whether its ``setup.py`` calls this library
    """

    tree: SourceTree
    config: Config
    rule: str
    table: Mapping[str, Any] = MappingProxyType({})
    static: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    host: Host | None = None
    backend: Host | None = None
    pyproject: Mapping[str, Any] = MappingProxyType({})
    calls_us: bool = False

    def check(self, entry_points: Mapping[str, Mapping[str, str]]) -> None:
        """Hold the project to what a build holds it to.

        :param entry_points: what a build would fill in
        :raises ConfigError: if it would refuse to
        """
        if self.host is None or not self.table or (self.host.settles and entry_points == self.static):
            return
        check_dynamic(self.table, self.config.key)
        if self.static and self.host.is_installed():
            import_module(self.host.adapter).check_static_entry_points(self.tree.root)


def read_project(folder: str) -> Project:
    """Read a project, or a folder of packages.

    :param folder: the folder of a project, or one that stands on ``sys.path``
    :return: its modules and its configuration
    :raises ConfigError: if the configuration has faults, or cannot be read
    """
    root = os.path.abspath(folder)
    if not any(os.path.isfile(os.path.join(root, mark)) for mark in MARKS):
        return Project(SourceTree.of_folder(root), Config(), f"below {folder}")
    pyproject, hatch = _read_toml(root, "pyproject.toml"), _read_toml(root, "hatch.toml")
    backend = next((host for host in HOSTS if host.is_backend(pyproject)), None)
    host, config = _configuration(pyproject, hatch, backend)
    known = shipped(root, pyproject, config.modules)
    tree, rule = known or _modules(root, pyproject, backend if host is None else host)
    table = at(pyproject, "project")
    place = place_of_entry_points(pyproject)
    about: Any = {"host": host, "backend": backend, "pyproject": pyproject, "calls_us": _calls_us(root)}
    if place != "project.entry-points":  # Poetry holds them to its own rules
        plugins = at(pyproject, place) or {}
        about["static"] = {group: dict(entries) for group, entries in plugins.items() if isinstance(entries, Mapping)}
    if not isinstance(table, Mapping):
        return Project(tree, config, rule, **about)
    if isinstance(requires := table.get("requires-python"), str):
        tree = tree._replace(requires_python=requires)
    by_hand = Config.parse({"entry-points": table.get("entry-points", {})}, "project").entry_points
    return Project(tree, config, rule, table, **{"static": to_table(by_hand), **about})


def _calls_us(root: str) -> bool:
    try:
        with open(os.path.join(root, "setup.py"), "rb") as file:
            return b"load_entry_points" in file.read()
    except OSError:
        return False


def _configuration(
    pyproject: Mapping[str, Any], hatch: Mapping[str, Any], backend: Host | None
) -> tuple[Host | None, Config]:
    """The configuration of a project, and the build backend that follows it."""
    for host in sorted(HOSTS, key=lambda host: host is not backend):
        key, table = host.key, at(pyproject, host.key)
        if host.name == "hatchling" and "metadata" in hatch:  # it goes before the table of that name in pyproject.toml
            key, table = "hatch.toml: metadata.hooks.plugin-loader", at(hatch, "metadata.hooks.plugin-loader")
        if table is not None:
            # Another build backend leaves the table of setuptools alone; here it is the configuration all the same.
            return (None if host.name == "setuptools" and host is not backend else host), Config.parse(table, key)
    return None, Config()


def _modules(root: str, pyproject: Mapping[str, Any], host: Host | None) -> tuple[SourceTree, str]:
    """The modules that ship, and how that is known."""
    has_setup = os.path.isfile(os.path.join(root, "setup.py"))
    if host is not None and host.name == "setuptools" and has_setup and "project" not in pyproject:
        tree, rule = _by_layout(root, pyproject)
        return tree, f"{rule}, because only its setup.py says what ships"
    if host is not None and host.is_installed():
        unless = ", as far as it is not setup.py that says so" if host.name == "setuptools" and has_setup else ""
        return import_module(host.adapter).source_tree(root), f"that {host.name} puts into the wheel{unless}"
    tree, rule = _by_layout(root, pyproject)
    return tree, rule if host is None else f"{rule}, because {host.name} is not installed here to be asked what ships"


def _by_layout(root: str, pyproject: Mapping[str, Any]) -> tuple[SourceTree, str]:
    """The modules that the usual layouts ship: what is below ``src``, or else the packages of the project folder."""
    src = os.path.join(root, "src")
    if os.path.isdir(src) and not os.path.isfile(os.path.join(src, "__init__.py")):
        return SourceTree.of_folder(src, root), "below src"
    names = (f"{module_name(pyproject)}.py", *_packages(root))
    return tree_of(root, [(name, name) for name in names]), "in the packages of the project folder"


def _packages(root: str) -> Iterator[str]:
    for name in sorted(os.listdir(root)):
        if name not in NOT_SHIPPED and os.path.isfile(os.path.join(root, name, "__init__.py")):
            yield name


def _read_toml(root: str, name: str) -> Mapping[str, Any]:
    path = os.path.join(root, name)
    if not os.path.isfile(path):
        return {}
    try:
        toml: Any = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    except ImportError:
        raise ConfigError([f"{name} cannot be read by Python 3.10 alone: {INSTALL_TOMLI}"]) from None
    try:
        with open(path, "rb") as file:
            table: Mapping[str, Any] = toml.load(file)
    except OSError as error:
        raise ConfigError([f"{name} cannot be read: {error.strerror or error}"]) from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise ConfigError([f"{name} is no valid TOML: {error}"]) from error
    return table
