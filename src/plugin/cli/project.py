"""A project as its author has set it up: its configuration, and which modules ship."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from plugin.discovery import Config, SourceTree
from plugin.exceptions import ConfigError


class Host(NamedTuple):
    """A build backend that there is an adapter for.

    :param name: its distribution
    :param package: what ``build-system.build-backend`` begins with
    :param key: the full TOML key of its table for this library
    :param adapter: the module of this library whose ``source_tree`` asks it which modules ship
    """

    name: str
    package: str
    key: str
    adapter: str

    def is_backend(self, pyproject: Mapping[str, Any]) -> bool:
        """Whether a project is built by it."""
        return str(_at(pyproject, "build-system.build-backend")).startswith(self.package)

    def is_installed(self) -> bool:
        """Whether it can be asked which modules ship."""
        try:
            return find_spec(self.package) is not None
        except ImportError:  # what its package lies in is not there
            return False


HOSTS = (
    Host("hatchling", "hatchling", "tool.hatch.metadata.hooks.plugin-loader", "hatch_plugin_loader.metadata_hook"),
    Host("pdm-backend", "pdm.backend", "tool.pdm.build.hooks.plugin-loader", "pdm_plugin_loader.hooks"),
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
    """

    tree: SourceTree
    config: Config
    rule: str


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
    host, config = _configuration(pyproject, hatch)
    if host is not None and host.is_installed():
        tree = import_module(host.adapter).source_tree(root)
        return Project(tree, config, f"that {host.name} puts into the wheel")
    tree, rule = _by_layout(root, pyproject)
    if isinstance(requires := _at(pyproject, "project.requires-python"), str):
        tree = tree._replace(requires_python=requires)
    if host is not None:
        rule = f"{rule}, for {host.name} is not installed here to be asked what ships"
    return Project(tree, config, rule)


def _configuration(pyproject: Mapping[str, Any], hatch: Mapping[str, Any]) -> tuple[Host | None, Config]:
    """The build backend of a project, and the configuration that stands under it."""
    hosts = sorted(HOSTS, key=lambda host: not host.is_backend(pyproject))
    for host in hosts:
        key, table = host.key, _at(pyproject, host.key)
        if host.name == "hatchling" and "metadata" in hatch:  # it goes before the table of that name in pyproject.toml
            key, table = "hatch.toml: metadata.hooks.plugin-loader", _at(hatch, "metadata.hooks.plugin-loader")
        if table is not None:
            return host, Config.parse(table, key)
    config = Config()
    if (table := _at(pyproject, config.key)) is not None:
        config = Config.parse(table)
    return (hosts[0] if hosts[0].is_backend(pyproject) else None), config


def _by_layout(root: str, pyproject: Mapping[str, Any]) -> tuple[SourceTree, str]:
    """The modules that the usual layouts ship: what is below ``src``, or else the packages of the project folder."""
    src = os.path.join(root, "src")
    if os.path.isdir(src) and not os.path.isfile(os.path.join(src, "__init__.py")):
        return SourceTree.of_folder(src, root), "below src"
    module = f"{re.sub('[-_.]+', '_', str(_at(pyproject, 'project.name'))).lower()}.py"
    files = [(os.path.join(root, module), module)] if os.path.isfile(os.path.join(root, module)) else []
    unreadable: list[tuple[str, str]] = []
    for package in _packages(root):
        tree = SourceTree.of_folder(os.path.join(root, package), root)
        files += [(source.path, source.shown) for source in tree.modules.values()]
        files.append((os.path.join(root, package, "__init__.py"), f"{package}/__init__.py"))
        unreadable += tree.unreadable
    modules = SourceTree.of_files(root, files).modules
    return SourceTree(root, modules, tuple(unreadable)), "in the packages of the project folder"


def _packages(root: str) -> Iterator[str]:
    for name in sorted(os.listdir(root)):
        if name not in NOT_SHIPPED and os.path.isfile(os.path.join(root, name, "__init__.py")):
            yield name


def _at(table: Mapping[str, Any], key: str) -> Any:
    """What stands under a dotted key, or ``None``."""
    found: Any = table
    for part in key.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return found


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
