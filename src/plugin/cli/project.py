"""A project as its author has set it up: its configuration, and the modules that ship."""

import os
import re
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, NamedTuple

from plugin.discovery import Config, SourceTree, check_dynamic
from plugin.discovery.layouts import BACKENDS, by_layout, shipped
from plugin.discovery.pyproject import Kind, at, check_kinds, read_toml, toml_type
from plugin.entries import to_table
from plugin.exceptions import ConfigError

PROVIDER = "plugin_loader.dynamic_metadata"
"""The name of the provider for build backends that support dynamic-metadata."""


class Host(NamedTuple):
    """A build backend with an adapter.

    :param name: its distribution
    :param package: the start of ``build-system.build-backend``
    :param key: the full TOML key of its table for this library
    :param adapter: the module of this library that asks the backend: ``source_tree`` for the modules that ship,
        ``check_static_entry_points`` whether static entry points are allowed besides dynamic ones, and for setuptools,
        which reads them from several files, ``static_entry_points``; empty if the backend's tables say all that
    """

    name: str
    package: str
    key: str
    adapter: str = ""

    def is_backend(self, pyproject: Mapping[str, Any]) -> bool:
        """Whether a project is built with it."""
        backend = at(pyproject, "build-system.build-backend") or "setuptools.build_meta"  # the default of PEP 517
        return re.match(rf"{re.escape(self.package)}\b", str(backend)) is not None

    def is_installed(self) -> bool:
        """Whether it can be asked for the modules that ship."""
        try:
            return bool(self.adapter) and find_spec(self.package) is not None
        except ImportError:  # its parent package is not installed
            return False

    def table(self, pyproject: Mapping[str, Any], hatch: Mapping[str, Any]) -> tuple[str, Any]:
        """Return the key of its table for this library, and the table, or ``None`` if there is none.

        :param pyproject: the ``pyproject.toml`` of a project
        :param hatch: its ``hatch.toml``
        """
        found = at(pyproject, self.key)
        if self.name == "hatchling" and "metadata" in hatch:  # it takes precedence over the table in pyproject.toml
            return "hatch.toml: metadata.hooks.plugin-loader", at(hatch, "metadata.hooks.plugin-loader")
        if self.name == "scikit-build-core":  # a list of tables, one per provider
            tables = [each for each in found or () if isinstance(each, Mapping) and each.get("provider") == PROVIDER]
            found = {name: value for name, value in tables[0].items() if name != "provider"} if tables else None
        return self.key, found


SCIKIT_BUILD_CORE = Host("scikit-build-core", "scikit_build_core.build", "tool.dynamic-metadata")
HOSTS = (
    Host("hatchling", "hatchling", "tool.hatch.metadata.hooks.plugin-loader", "hatch_plugin_loader.metadata_hook"),
    Host("pdm-backend", "pdm.backend", "tool.pdm.build.hooks.plugin-loader", "pdm_plugin_loader.build_hook"),
    Host("setuptools", "setuptools", "tool.plugin-loader", "plugin.setuptools.project"),
    SCIKIT_BUILD_CORE,
)

KINDS: dict[str, Kind] = {
    "build-system.build-backend": str,
    "build-system.requires": list,
    "project.dynamic": list,
    "project.name": str,
    "tool.dynamic-metadata": list,
    "tool.poetry.plugins": dict,
    "tool.uv.workspace.members": list,
}
"""The full TOML keys that are looked at, each with what has to stand there (PEP 517, PEP 621, and the tools' pages)."""

MARKS = ("pyproject.toml", "setup.py", "setup.cfg")
"""The files that make a folder a project."""


class Project(NamedTuple):
    """A project or a folder of packages, with its configuration.

    :param tree: the modules that ship
    :param config: the configuration
    :param rule: how the modules that ship were determined, for messages
    :param table: its table ``[project]``
    :param static: the entry points in its ``pyproject.toml``
    :param host: the build backend, if it fills in the entry points
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

    @property
    def by_hand(self) -> dict[str, dict[str, str]]:
        """The entry points in its ``pyproject.toml`` that its author has written: all except those that were synced."""
        synced = {*self.config.synced}
        return {
            group: {name: value for name, value in entries.items() if (group, name) not in synced}
            for group, entries in self.static.items()
        }

    def check(self) -> None:
        """Check the project as a build would.

        :raises ConfigError: if a build would refuse to fill in the entry points
        """
        if self.host is None or not self.table:
            return
        check_dynamic(self.table, self.config.key)
        if self.static and self.host.is_installed():
            import_module(self.host.adapter).check_static_entry_points(self.tree.root)


def read_project(folder: str) -> Project:
    """Read a project, or a folder of packages.

    :param folder: the folder of a project, or one as on ``sys.path``
    :return: its modules and its configuration
    :raises ConfigError: if the configuration is invalid or cannot be read
    """
    root = os.path.abspath(folder)
    if not any(os.path.isfile(os.path.join(root, mark)) for mark in MARKS):
        return Project(SourceTree.of_folder(root), Config(), f"below {folder}")
    pyproject, hatch = read_toml(root), read_toml(root, "hatch.toml")
    check_kinds(pyproject, KINDS)
    if "project" not in pyproject and (members := _members(root, pyproject)):
        raise ConfigError([f"this is a workspace, not a project; name one of its members: {', '.join(members)}"])
    backend = _backend(pyproject)
    host, config = _configuration(pyproject, hatch, backend)
    tree, rule = shipped(root, pyproject, config.modules) or _modules(root, pyproject, backend)
    table = at(pyproject, "project")
    about: Any = {"host": host, "backend": backend, "pyproject": pyproject, "calls_us": _calls_us(root)}
    about["static"] = _static(root, pyproject, backend)
    if not isinstance(table, Mapping):
        return Project(tree, config, rule, **about)
    if isinstance(requires := table.get("requires-python"), str):
        tree = tree._replace(requires_python=requires)
    return Project(tree, config, rule, table, **about)


def _static(root: str, pyproject: Mapping[str, Any], host: Host | None) -> dict[str, dict[str, str]]:
    """The project's entry points by hand, besides those in the table for this library."""
    if host is not None and host.name == "setuptools" and _is_asked(root, pyproject, host):  # it reads several files
        entry_points: dict[str, dict[str, str]] = import_module(host.adapter).static_entry_points(root)
        return entry_points
    place = place_of_entry_points(pyproject)
    table = at(pyproject, place) or {}
    if place == "project.entry-points":
        return to_table(Config.parse({"entry-points": table}, "project").entry_points)
    if wrong := {group: value for group, value in table.items() if not isinstance(value, Mapping)}:
        raise ConfigError(f"{place}.{group} must be a table, not {toml_type(value)}" for group, value in wrong.items())
    # Poetry checks them by its own rules
    return {
        group: {name: value for name, value in entries.items() if isinstance(value, str)}
        for group, entries in table.items()
    }


def _is_asked(root: str, pyproject: Mapping[str, Any], host: Host) -> bool:
    """Whether to ask the build backend about a project."""
    only_setup_py_says_it = host.name == "setuptools" and "project" not in pyproject and _has_setup_py(root)
    return host.is_installed() and not only_setup_py_says_it


def _has_setup_py(root: str) -> bool:
    return os.path.isfile(os.path.join(root, "setup.py"))


def _members(root: str, pyproject: Mapping[str, Any]) -> list[str]:
    """The members of a workspace, see https://docs.astral.sh/uv/concepts/projects/workspaces."""
    from glob import glob  # noqa: PLC0415 - few projects are workspaces

    patterns = at(pyproject, "tool.uv.workspace.members") or ()
    found = {path for pattern in patterns for path in glob(f"{pattern}/pyproject.toml", root_dir=root)}
    return sorted(os.path.dirname(path) for path in found)


def _calls_us(root: str) -> bool:
    try:
        with open(os.path.join(root, "setup.py"), "rb") as file:
            return b"load_entry_points" in file.read()
    except OSError:
        return False


def _backend(pyproject: Mapping[str, Any]) -> Host | None:
    """The build backend of a project, if it has a hook; an unknown one may also support providers."""
    known = next((host for host in HOSTS if host.is_backend(pyproject)), None)
    name = str(at(pyproject, "build-system.build-backend")).partition(":")[0]
    if known is None and name not in BACKENDS and SCIKIT_BUILD_CORE.table(pyproject, {})[1] is not None:
        return SCIKIT_BUILD_CORE
    return known


def _configuration(
    pyproject: Mapping[str, Any], hatch: Mapping[str, Any], backend: Host | None
) -> tuple[Host | None, Config]:
    """The configuration of a project, and the build backend if it uses it."""
    for host in sorted(HOSTS, key=lambda host: host is not backend):
        key, table = host.table(pyproject, hatch)
        if table is not None:
            # The build backend ignores the table of another one; here it is the configuration nevertheless.
            return backend if host is backend else None, Config.parse(table, key)
    return None, Config()


def place_of_entry_points(pyproject: Mapping[str, Any]) -> str:
    """The full TOML key of the table of entry points, which is Poetry's if the project uses that."""
    is_poetry = at(pyproject, "tool.poetry.plugins") is not None or "project" not in pyproject
    return "tool.poetry.plugins" if is_poetry else "project.entry-points"


def _modules(root: str, pyproject: Mapping[str, Any], host: Host | None) -> tuple[SourceTree, str]:
    """The modules that ship, and how they were determined."""
    if host is not None and _is_asked(root, pyproject, host):
        may_differ = host.name == "setuptools" and _has_setup_py(root)
        unless = ", unless setup.py says otherwise" if may_differ else ""
        return import_module(host.adapter).source_tree(root), f"that {host.name} puts into the wheel{unless}"
    tree, rule = by_layout(root, pyproject)
    if host is None or not host.adapter:
        return tree, rule
    why = (
        "only its setup.py says what ships"
        if host.is_installed()
        else f"{host.name} is not installed here and cannot say what ships"
    )
    return tree, f"{rule}, because {why}"
