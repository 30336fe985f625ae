"""The causes that may prevent a plugin from being found or loaded; the command ``doctor`` checks each of them."""

import os
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distributions
from typing import NamedTuple

from plugin.cli.children import Lost, ask
from plugin.cli.codes import Code
from plugin.cli.project import MARKS, read_project
from plugin.cli.rebuilding import rebuilt, table_of
from plugin.cli.required import OURS, closure, named
from plugin.cli.sync import changes
from plugin.discovery import SourceTree, discover
from plugin.discovery.static import find_plugins
from plugin.editable import editable_installations
from plugin.entries import SCRIPTS, Table, to_table
from plugin.exceptions import PluginException
from plugin.installed import Installation, InstalledEntryPoint
from plugin.metadata import label, location, name_of
from plugin.outside import faults

TIMEOUT = 30.0
"""How many seconds the import of one plugin may take."""
INNERMOST = 3
"""How many lines of a traceback are shown."""


class Cause(NamedTuple):
    """A problem.

    :param code: its code
    :param message: what is wrong
    :param more: where it comes from, and what to do about it
    """

    code: Code
    message: str
    more: tuple[str, ...] = ()


def surroundings() -> Iterator[Cause]:
    """Check the environment and the current folder."""
    active = os.environ.get("VIRTUAL_ENV")
    if active and os.path.realpath(active) != os.path.realpath(sys.prefix):
        yield Cause(
            Code.ELSEWHERE,
            f"the environment {active} is active, but this is the Python of {sys.prefix}",
            ("packages of that environment are not visible here; run `python -m plugin doctor` with its Python",),
        )
    ours = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for name in ("plugin.py", os.path.join("plugin", "__init__.py")):
        path = os.path.abspath(name)
        if os.path.isfile(path) and not os.path.samefile(os.path.dirname(path), ours):
            yield Cause(
                Code.IN_THE_WAY,
                f"{path} is imported as `plugin` by scripts in this folder, and by `python -m` when started here",
                ("rename it, or start the application from another folder",),
            )


def from_outside(installation: Installation) -> Iterator[Cause]:
    """Check the environment variables that select plugins."""
    for fault in faults(installation.entry_points(None)):
        yield Cause(Code.UNMATCHED, fault)


def of_plugins(entry_points: Iterable[InstalledEntryPoint]) -> Iterator[tuple[InstalledEntryPoint, list[Cause]]]:
    """Take plugins through all steps of a manager short of loading, in a child process.

    :param entry_points: the entry points, in order of precedence
    :return: each entry point that is used, with its problems
    """
    hidden: dict[tuple[str, str], list[InstalledEntryPoint]] = {}
    for each in entry_points:
        hidden.setdefault((each.group, each.name), []).append(each)
    used = [first for first, *_ in hidden.values()]
    answers = ask("plugin.cli.diagnosing", [(each.group, each.name, each.value) for each in used], TIMEOUT)
    for first, answer in zip(used, answers, strict=True):
        causes = [
            Cause(
                Code.HIDDEN,
                f"{each.value} of {each.origin} is hidden by {first.value} of {first.origin}",
                (f"{location(first.distribution)} comes first on sys.path; uninstall one, or rename its plugin",),
            )
            for each in hidden[first.group, first.name][1:]
        ]
        if isinstance(answer, Lost):
            causes.append(Cause(answer.code, answer.error))
        elif answer:
            code = Code(answer["code"])
            way_out = _way_out(code, answer["missing"], first)
            causes.append(Cause(code, answer["error"], (*answer["places"][-INNERMOST:], *way_out)))
        yield first, causes


def _way_out(code: Code, missing: str | None, entry_point: InstalledEntryPoint) -> Iterator[str]:
    module = entry_point.value.partition(":")[0].strip()
    if missing and (module == missing or module.startswith(f"{missing}.")):
        yield f"the entry point is out of date: reinstall {name_of(entry_point.distribution)}"
    elif missing:
        yield f"install what provides `{missing.partition('.')[0]}`, and add it to the dependencies of the distribution"
    elif code is Code.NO_PLUGIN:
        yield f"make {entry_point.value} a plugin class, a PluginSpec or a function with @plugin"


def behind(what: str | None) -> Iterator[Cause]:
    """Check for editable installations whose sources have other plugins now.

    :param what: the namespace, or the plugin of it, to look for; ``None`` for all
    """
    for each in editable_installations():
        answer = rebuilt(each)
        if answer.table is None:
            yield Cause(
                Code.STALE,
                f"{each.name} is editable, but the plugins in its source {each.source} cannot be determined",
                tuple(answer.faults),
            )
            continue
        changed = [*changes(_only(what, table_of(each.read())), _only(what, answer.table))]
        if changed:
            yield Cause(
                Code.STALE,
                f"{each.name} is editable, but its entry points are behind its source {each.source}",
                (*map(str.rstrip, changed), f"run `plugin-loader refresh {each.name}`"),
            )


def not_installed(what: str) -> Iterator[Cause]:
    """Check whether the project in the current folder has what no installed distribution offers.

    :param what: the namespace, or the plugin of it, to look for
    """
    if not any(map(os.path.isfile, MARKS)):
        return
    try:
        project = read_project(os.curdir)
        found = _only(what, discover(project.tree, project.config, static=project.by_hand).table)
    except PluginException as error:
        yield Cause(Code.NOT_OFFERED, f"the project in {os.getcwd()} cannot be read", tuple(str(error).splitlines()))
        return
    name = named(str(project.table.get("name", "")))
    installed = next((each for each in distributions() if name and named(name_of(each)) == name), None)
    if not found or any(named(each.name) == name for each in editable_installations()):
        return
    has = f"the project in {os.getcwd()} has {' and '.join(_listed(found))}"
    if installed is None:
        yield Cause(
            Code.NOT_OFFERED, f"{has}, but is not installed here", ("run `python -m pip install --editable .`",)
        )
    else:
        yield Cause(
            Code.NOT_OFFERED,
            f"{has}, but {label(installed)} is installed as a copy without it",
            ("run `python -m pip install .` again, or `python -m pip install --editable .`",),
        )


def built_without(what: str) -> Iterator[Cause]:
    """Check for distributions whose source has plugins that their entry points lack.

    :param what: the namespace, or the plugin of it, to look for
    """
    for distribution in distributions():
        name = name_of(distribution)
        if not name or OURS not in closure([name]):
            continue
        files = [(str(distribution.locate_file(file)), str(file)) for file in distribution.files or ()]
        plugins = find_plugins(SourceTree.of_files(os.sep, files)).plugins
        found = _only(what, to_table(plugin.entry_point for plugin in plugins))
        if found:
            yield Cause(
                Code.BUILT_WITHOUT,
                f"{label(distribution)} has {' and '.join(_listed(found))} in its source, but no entry point for it",
                ("its build did not fill in entry points: run `plugin-loader discover` in its project to see why",),
            )


def _only(what: str | None, table: Table) -> dict[str, dict[str, str]]:
    """The part of a table of entry points that was asked for."""
    namespace, _, name = (what or "").partition(":")
    kept = {
        group: {each: value for each, value in entries.items() if name in ("", each)}
        for group, entries in table.items()
        if namespace in ("", group) and group not in SCRIPTS
    }
    return {group: entries for group, entries in kept.items() if entries}


def _listed(table: Table) -> list[str]:
    return [f"{group}:{name}" for group, entries in table.items() for name in entries]
