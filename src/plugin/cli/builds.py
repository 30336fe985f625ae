"""Checks whether a build of a project would fill in the entry points that were found, and what is missing if not."""

import os
import shlex
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from plugin.cli.codes import Code
from plugin.cli.project import PROVIDER, SCIKIT_BUILD_CORE, Project
from plugin.cli.required import OURS, closure, named
from plugin.discovery import FoundPlugin, is_dynamic
from plugin.discovery.pyproject import at


class Lack(NamedTuple):
    """Something that is missing for a build to fill in entry points.

    :param code: its kind
    :param message: what is missing, and what to add
    """

    code: Code
    message: str

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]"


def missing(project: Project, found: Mapping[str, Mapping[str, str]]) -> Iterator[Lack]:
    """Report what prevents a build from filling in entry points.

    :param project: the project; a folder of packages has none
    :param found: the entry points that it should have: group -> name -> object reference
    :return: each thing that is missing
    """
    is_there = all(project.static.get(group, {}).items() >= entries.items() for group, entries in found.items())
    is_gone = any(name not in found.get(group, {}) for group, name in project.config.synced)
    if not project.pyproject or (is_there and not is_gone):
        return
    backend = project.backend
    if _is_synced(project):
        message = f"the entry points in pyproject.toml no longer match the source: run `{_sync(project)}`"
        yield Lack(Code.NOT_SYNCED, message)
        return
    if backend is None:
        name = str(at(project.pyproject, "build-system.build-backend")).partition(":")[0].partition(".")[0]
        yield Lack(Code.NO_HOOK, f"{name} has no hook that fills in entry points: run `{_sync(project)}`")
        return
    if project.host is not backend and not project.calls_us:
        way_out = f"add the table [{backend.key}] to pyproject.toml"
        if backend is SCIKIT_BUILD_CORE:
            way_out = (
                f'add [[{backend.key}]] with provider = "{PROVIDER}" to pyproject.toml; '
                f"or just run `{_sync(project)}` instead"
            )
        yield Lack(Code.NO_TABLE, f"{backend.name} does not fill in the entry points: {way_out}")
        if project.table and not is_dynamic(project.table):
            yield Lack(Code.NOT_DYNAMIC, 'project.dynamic does not list "entry-points": add it')
    requires = at(project.pyproject, "build-system.requires") or ()
    if not any(named(str(each)) == OURS for each in requires):
        way_out = f'add "{OURS}" to build-system.requires'
        if "build-system" not in project.pyproject:
            setuptools = f'requires = ["setuptools", "{OURS}"] and build-backend = "setuptools.build_meta"'
            way_out = f"add the table [build-system], with {setuptools}"
        yield Lack(Code.NOT_REQUIRED, f"{OURS} will not be installed when the project is built: {way_out}")


def _is_synced(project: Project) -> bool:
    """Whether the entry points are in the file because they were synced, rather than filled in by a build."""
    return bool(project.config.synced) and (project.backend is None or project.host is not project.backend)


def _sync(project: Project) -> str:
    """The command that syncs a project, to be run from the current folder."""
    root = project.tree.root
    inner = os.path.relpath(root) if root.startswith(os.getcwd()) else root
    return "plugin-loader sync" if inner == os.curdir else f"plugin-loader sync {shlex.quote(inner)}"


def unseen(project: Project, plugins: Iterable[FoundPlugin]) -> Iterator[Lack]:
    """Report plugins that a build will not find because the source of a base class is only installed here.

    :param project: the project; nothing is reported for a folder of packages, or for a project built without a hook
    :param plugins: the plugins that were found, each with its reasons
    :return: what is missing, one per distribution
    """
    if project.backend is None or not project.pyproject or project.config.discovery == "import" or _is_synced(project):
        return
    own = {source.shown for source in project.tree.modules.values()}
    users: dict[str, list[str]] = {}
    for plugin in plugins:
        if plugin.entry_point.name in project.static.get(plugin.entry_point.group, {}):
            continue  # it need not be found
        paths = {reason.place.path for reason in plugin.reasons if reason.place is not None} - own - {BASES}
        for top in sorted({path.partition("/")[0].removesuffix(".py") for path in paths}):
            users.setdefault(top, []).append(plugin.entry_point.value)
    if not users:
        return
    from importlib import metadata  # noqa: PLC0415 - slow to import

    held_by = metadata.packages_distributions()
    required = closure(at(project.pyproject, "build-system.requires") or ())
    for top, references in sorted(users.items()):
        distributions = held_by.get(top, [top.replace("_", "-")])
        if required.isdisjoint(map(named, distributions)):
            more = f" and {len(references) - 1} more" if len(references) > 1 else ""
            yield Lack(
                Code.UNSEEN_BASE,
                f"{references[0]}{more} cannot be found without `{top}`, which the build will not see: "
                f'add "{distributions[0]}" to build-system.requires',
            )


BASES = "bases"
"""The path shown for a class that is only known from the key ``bases``."""
