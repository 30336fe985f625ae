"""Finds the installed namespaces with plugins of this library by reading sources, without importing anything."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugin.cli.required import OURS, closure, named
from plugin.discovery import SourceTree
from plugin.discovery.libraries import NO_LIBRARIES, Libraries
from plugin.discovery.sources import SourceFile
from plugin.discovery.static import find_plugins
from plugin.entries import SCRIPTS
from plugin.installed import InstalledEntryPoint
from plugin.metadata import name_of


def namespaces_of_ours(entry_points: Iterable[InstalledEntryPoint]) -> set[str]:
    """Tell namespaces of plugins of this library from other entry point groups.

    A group is one of ours if the source of a module that it refers to has a plugin of that namespace. If the source is
    missing, for example because an entry point is out of date, the group is one of ours if its distribution requires
    this library, directly or indirectly.

    :param entry_points: the installed entry points
    :return: the namespaces
    """
    libraries = Libraries()
    files: dict[str, SourceFile] = {}
    groups: dict[str, str] = {}
    found: set[str] = set()
    for entry_point in entry_points:
        reference = entry_point.value.partition("[")[0].strip()
        module = reference.partition(":")[0].strip()
        if entry_point.group in SCRIPTS or module.partition(".")[0] in NO_LIBRARIES:
            continue
        groups[reference] = entry_point.group
        if (file := libraries.find(module)) is not None:
            files |= {each.module: each for each in _with_those_below(file)}
        elif entry_point.group not in found and OURS in closure([named(name_of(entry_point.distribution))]):
            found.add(entry_point.group)
    plugins, problems = find_plugins(SourceTree(os.sep, files))
    found |= {plugin.entry_point.group for plugin in plugins}
    found |= {problem.group for problem in problems if problem.group}
    found |= {groups[reference] for problem in problems for reference in problem.references if reference in groups}
    return found & {*groups.values()}


def _with_those_below(file: SourceFile) -> Iterator[SourceFile]:
    """A module and, if it is a package, the modules below it, which it may re-export."""
    yield file
    if file.is_package:
        for below in SourceTree.of_folder(Path(file.path).parent).modules.values():
            yield below._replace(module=f"{file.module}.{below.module}")
