"""Determines which modules ship if no build backend can be asked: by its table in ``pyproject.toml`` or the layout."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from plugin.discovery.pyproject import Kind, at, check_kinds, module_name
from plugin.discovery.sources import SourceTree
from plugin.exceptions import ConfigError

Part = tuple[str, str]
"""A package or module: its path in the project, and its path in the wheel, both with forward slashes."""
Layout = tuple[Callable[[str, Mapping[str, Any]], Iterator[Part]], Mapping[str, Kind]]
"""What determines the modules that a build backend ships, and the values in ``pyproject.toml`` that it looks at."""


def shipped(root: str, pyproject: Mapping[str, Any], modules: Iterable[str]) -> tuple[SourceTree, str] | None:
    """Return the modules that ship, if the backend or the project itself defines them.

    :param root: the project folder
    :param pyproject: its ``pyproject.toml``
    :param modules: the packages and modules that the project lists for an unknown backend, as paths
    :return: the modules, and how they were determined, for messages; ``None`` if neither defines them
    :raises ConfigError: if there are no modules in the defined places, or a value of the backend is of a wrong kind
    """
    backend = str(at(pyproject, "build-system.build-backend") or "").partition(":")[0]
    if modules:
        parts = [(path.strip("/"), path.strip("/").rpartition("/")[2]) for path in modules]
        said = "that `modules` names"
    elif backend in BACKENDS:
        read, kinds = BACKENDS[backend]
        check_kinds(pyproject, kinds)
        parts, said = [*read(root, pyproject)], f"that {backend.partition('.')[0]} puts into the wheel"
    else:
        return None
    tree = tree_of(root, parts)
    if not tree.modules:
        places = ", ".join(dict.fromkeys(path or "." for path, _ in parts)) or "nowhere, as the project has no name"
        way_out = "" if modules else "; if other modules ship, list them in `modules`"
        raise ConfigError([f"found no module {said}; looked at: {places}{way_out}"])
    return tree, said


NOT_SHIPPED = frozenset(
    {"benchmarks", "build", "dist", "doc", "docs", "example", "examples", "scripts", "test", "tests", "tools"}
)
"""Folders that may look like packages of a project but do not ship; a layout without ``src`` leaves them out."""


def by_layout(root: str, pyproject: Mapping[str, Any]) -> tuple[SourceTree, str]:
    """Return the modules that ship in the usual layouts: those below ``src``, or the packages of the project folder.

    :param root: the project folder
    :param pyproject: its ``pyproject.toml``
    :return: the modules, and how they were determined, for messages
    """
    src = os.path.join(root, "src")
    if os.path.isdir(src) and not os.path.isfile(os.path.join(src, "__init__.py")):
        return SourceTree.of_folder(src, root), "below src"
    names = (f"{module_name(pyproject)}.py", *_packages(root))
    return tree_of(root, [(name, name) for name in names]), "in the packages of the project folder"


def _packages(root: str) -> Iterator[str]:
    for name in sorted(os.listdir(root)):
        if name not in NOT_SHIPPED and os.path.isfile(os.path.join(root, name, "__init__.py")):
            yield name


def tree_of(root: str, parts: Iterable[Part]) -> SourceTree:
    """The modules of some packages and modules; missing ones are ignored."""
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


def _first(root: str, folders: Iterable[str], *names: str, suffixes: Sequence[str] = ("", ".py")) -> Iterator[Part]:
    """The package or module of a dotted name, in the first folder that has one of the names."""
    paths = [name.replace(".", "/") for name in names]
    tried = [(f"{folder}/{path}".lstrip("/"), path) for folder in folders for path in paths]
    for place, path in tried:
        for suffix in suffixes:
            if os.path.exists(os.path.join(root, place + suffix)):
                yield place + suffix, path + suffix
                return
    yield from tried  # for the message


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
        include = include.partition("/**")[0].rstrip("/*")  # everything below a package ships anyway
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
        name = str(at(pyproject, "project.name") or "").replace("-", "_")
        yield from _first(root, ["src", "python", ""], name.replace(".", "_"), name, suffixes=[""])
    elif isinstance(packages, Mapping):
        yield from ((str(path).strip("/"), str(target).strip("/")) for target, path in packages.items())
    else:
        yield from ((str(path).strip("/"), str(path).strip("/").rpartition("/")[2]) for path in packages)


UV_BUILD: Layout = (
    _uv_build,
    {
        "tool.uv.build-backend.module-name": (str, list),
        "tool.uv.build-backend.module-root": str,
        "tool.uv.build-backend.namespace": bool,
    },
)
POETRY: Layout = _poetry, {"tool.poetry.name": str, "tool.poetry.packages": list, "tool.poetry.packages[]": dict}
FLIT: Layout = _flit, {"tool.flit.module.name": str}
MATURIN: Layout = (
    _maturin,
    {"tool.maturin.module-name": str, "tool.maturin.python-packages": list, "tool.maturin.python-source": str},
)
SCIKIT_BUILD: Layout = _scikit_build, {"tool.scikit-build.wheel.packages": (list, dict)}

BACKENDS = {
    "uv_build": UV_BUILD,
    "poetry.core.masonry.api": POETRY,
    "poetry.masonry.api": POETRY,
    "flit_core.buildapi": FLIT,
    "flit.buildapi": FLIT,
    "maturin": MATURIN,
    "scikit_build_core.build": SCIKIT_BUILD,
}
"""Build backend -> determines what it ships."""
