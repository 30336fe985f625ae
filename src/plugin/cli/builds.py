"""What a build makes of a project: whether it fills in the entry points that are found, and what is missing if not."""

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
    """What is missing for a build to fill in entry points.

    :param code: its kind
    :param message: what is missing, and what to add
    """

    code: Code
    message: str

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]"


def missing(project: Project, found: Mapping[str, Mapping[str, str]]) -> Iterator[Lack]:
    """Say what keeps a build from filling in entry points.

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
        message = f"the entry points in pyproject.toml are no longer those of the source: run `{_sync(project)}`"
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
                f"or else run `{_sync(project)}`, and nothing else is needed"
            )
        yield Lack(Code.NO_TABLE, f"{backend.name} does not fill in the entry points: {way_out}")
        if project.table and not is_dynamic(project.table):
            yield Lack(
                Code.NOT_DYNAMIC,
                'project.dynamic does not say that entry points are filled in: add "entry-points" to it',
            )
    requires = at(project.pyproject, "build-system.requires") or ()
    if not any(named(str(each)) == OURS for each in requires):
        way_out = f'add "{OURS}" to build-system.requires'
        if "build-system" not in project.pyproject:
            setuptools = f'requires = ["setuptools", "{OURS}"] and build-backend = "setuptools.build_meta"'
            way_out = f"add the table [build-system], with {setuptools}"
        yield Lack(Code.NOT_REQUIRED, f"{OURS} will not be there when the project is built: {way_out}")


def _is_synced(project: Project) -> bool:
    """Whether the entry points stand in the file because they were synced, and are not filled in by a build."""
    return bool(project.config.synced) and (project.backend is None or project.host is not project.backend)


def _sync(project: Project) -> str:
    """The command that syncs a project, as it is called from here."""
    root = project.tree.root
    inner = os.path.relpath(root) if root.startswith(os.getcwd()) else root
    return "plugin-loader sync" if inner == os.curdir else f"plugin-loader sync {shlex.quote(inner)}"


def unseen(project: Project, plugins: Iterable[FoundPlugin]) -> Iterator[Lack]:
    """Say which plugins a build will not find, for it does not see the source of a base class that is installed here.

    :param project: the project; of a folder of packages, and of a project that is not built with a hook, none are
    :param plugins: the plugins that were found, each with its reasons
    :return: what is missing, one for each distribution
    """
    if project.backend is None or not project.pyproject or project.config.discovery == "import" or _is_synced(project):
        return
    own = {source.shown for source in project.tree.modules.values()}
    users: dict[str, list[str]] = {}
    for plugin in plugins:
        if plugin.entry_point.name in project.static.get(plugin.entry_point.group, {}):
            continue  # nobody has to find it
        paths = {reason.place.path for reason in plugin.reasons if reason.place is not None} - own - {BASES}
        for top in sorted({path.partition("/")[0].removesuffix(".py") for path in paths}):
            users.setdefault(top, []).append(plugin.entry_point.value)
    if not users:
        return
    from importlib import metadata  # noqa: PLC0415 - it takes as long to import as a small project to look at

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
"""Where a class stands of which there is no more than what the key ``bases`` says."""
