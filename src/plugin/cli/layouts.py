"""Which modules ship under build backends that have no hooks: what their own tables in ``pyproject.toml`` say."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from plugin.discovery import SourceTree
from plugin.exceptions import ConfigError

Part = tuple[str, str]
"""A package or module: its path in the project, and its path in the wheel, both with forward slashes."""


def shipped(root: str, pyproject: Mapping[str, Any], modules: Iterable[str]) -> tuple[SourceTree, str] | None:
    """Give the modules that ship, if the backend or the project itself says which they are.

    :param root: the project folder
    :param pyproject: its ``pyproject.toml``
    :param modules: the packages and modules that the project names for a backend that nobody knows, as paths
    :return: the modules, and how that is known, as a message says it; ``None`` if nobody says so
    :raises ConfigError: if there is none where they are said to be
    """
    backend = str(at(pyproject, "build-system.build-backend") or "").partition(":")[0]
    if modules:
        parts = [(path.strip("/"), path.strip("/").rpartition("/")[2]) for path in modules]
        said = "that `modules` names"
    elif backend in BACKENDS:
        parts, said = [*BACKENDS[backend](root, pyproject)], f"that {backend.partition('.')[0]} puts into the wheel"
    else:
        return None
    tree = tree_of(root, parts)
    if not tree.modules:
        places = ", ".join(dict.fromkeys(path or "." for path, _ in parts)) or "nowhere, for the project has no name"
        raise ConfigError([f"no module is found {said}; looked at: {places}"])
    return tree, said


def at(table: Mapping[str, Any], key: str) -> Any:
    """What stands under a dotted key, or ``None``."""
    found: Any = table
    for part in key.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return found


def place_of_entry_points(pyproject: Mapping[str, Any]) -> str:
    """The full TOML key of the table that entry points stand in: that of Poetry, where a project uses it."""
    is_poetry = at(pyproject, "tool.poetry.plugins") is not None or "project" not in pyproject
    return "tool.poetry.plugins" if is_poetry else "project.entry-points"


def module_name(pyproject: Mapping[str, Any]) -> str:
    """The name that a project's module has by default: that of the project, with underscores."""
    return re.sub("[-_.]+", "_", str(at(pyproject, "project.name") or at(pyproject, "tool.poetry.name") or "")).lower()


def tree_of(root: str, parts: Iterable[Part]) -> SourceTree:
    """The modules of some packages and modules; one that is not there has none."""
    files: list[tuple[str, str]] = []
    unreadable: list[tuple[str, str]] = []
    for path, target in parts:
        place = os.path.join(root, *path.split("/"))
        if os.path.isfile(place):
            files.append((place, target))
        elif os.path.isdir(place):
            tree = SourceTree.of_folder(place, root)
            inner = ((each.path, os.path.relpath(each.path, place)) for each in tree.modules.values())
            files += [(found, f"{target}/{name}".strip("/").replace(os.sep, "/")) for found, name in inner]
            files.append((os.path.join(place, "__init__.py"), f"{target}/__init__.py".lstrip("/")))
            unreadable += tree.unreadable
    tree = SourceTree.of_files(root, [(path, target) for path, target in files if os.path.isfile(path)])
    return tree._replace(unreadable=tuple(unreadable))


def _first(root: str, folders: Iterable[str], name: str) -> Iterator[Part]:
    """The package or module of a dotted name, in the first folder that has it."""
    path = name.replace(".", "/")
    tried = [f"{folder}/{path}".lstrip("/") for folder in folders]
    for each in tried:
        for suffix in ("", ".py"):
            if os.path.exists(os.path.join(root, each + suffix)):
                yield each + suffix, path + suffix
                return
    yield from ((each, path) for each in tried)  # so that a message can say where it was looked for


def _uv_build(root: str, pyproject: Mapping[str, Any]) -> Iterator[Part]:
    """See https://docs.astral.sh/uv/reference/settings/#build-backend."""
    table = at(pyproject, "tool.uv.build-backend") or {}
    module_root = str(table.get("module-root", "src")).strip("/.")
    names = table.get("module-name", module_name(pyproject))
    if table.get("namespace") and "module-name" not in table:
        yield module_root, ""
    else:
        for name in [names] if isinstance(names, str) else names:
            yield from _first(root, [module_root], str(name))


def _poetry(root: str, pyproject: Mapping[str, Any]) -> Iterator[Part]:
    """See https://python-poetry.org/docs/pyproject/#packages."""
    packages = at(pyproject, "tool.poetry.packages")
    if not packages:
        yield from _first(root, ["", "src"], module_name(pyproject))
    for package in packages or ():
        include, origin = str(package.get("include", "")), str(package.get("from", "")).strip("/.")
        include = include.partition("/**")[0].rstrip("/*")  # what is below a package ships in any case
        target = "/".join(filter(None, [str(package.get("to", "")).strip("/."), include]))
        yield "/".join(filter(None, [origin, include])), target


def _flit(root: str, pyproject: Mapping[str, Any]) -> Iterator[Part]:
    """See https://flit.pypa.io/en/stable/pyproject_toml.html#module-section."""
    name = at(pyproject, "tool.flit.module.name") or str(at(pyproject, "project.name") or "").replace("-", "_")
    yield from _first(root, ["", "src"], str(name))


def _maturin(root: str, pyproject: Mapping[str, Any]) -> Iterator[Part]:
    """See https://www.maturin.rs/config."""
    table = at(pyproject, "tool.maturin") or {}
    source = str(table.get("python-source", "")).strip("/.")
    default = str(table.get("module-name", module_name(pyproject))).partition(".")[0]
    for name in (default, *table.get("python-packages", ())):
        yield from _first(root, [source], str(name))


def _scikit_build(root: str, pyproject: Mapping[str, Any]) -> Iterator[Part]:
    """See https://scikit-build-core.readthedocs.io/en/latest/configuration."""
    packages = at(pyproject, "tool.scikit-build.wheel.packages")
    if packages is None:
        yield from _first(root, ["src", "python", ""], module_name(pyproject))
    elif isinstance(packages, Mapping):
        yield from ((str(path).strip("/"), str(target).strip("/")) for target, path in packages.items())
    else:
        yield from ((str(path).strip("/"), str(path).strip("/").rpartition("/")[2]) for path in packages)


BACKENDS: dict[str, Callable[[str, Mapping[str, Any]], Iterator[Part]]] = {
    "uv_build": _uv_build,
    "poetry.core.masonry.api": _poetry,
    "poetry.masonry.api": _poetry,
    "flit_core.buildapi": _flit,
    "flit.buildapi": _flit,
    "maturin": _maturin,
    "scikit_build_core.build": _scikit_build,
}
"""Build backend -> says what it ships."""
