"""What may keep a plugin from being seen or loaded; the command ``doctor`` looks for each of these causes."""

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
    """Something that is wrong.

    :param code: what kind it is
    :param message: what is wrong
    :param more: where that comes from, and what to do about it
    """

    code: Code
    message: str
    more: tuple[str, ...] = ()


def surroundings() -> Iterator[Cause]:
    """Look at the environment, and at the current folder."""
    active = os.environ.get("VIRTUAL_ENV")
    if active and os.path.realpath(active) != os.path.realpath(sys.prefix):
        yield Cause(
            Code.ELSEWHERE,
            f"the environment {active} is active, and this is the Python of {sys.prefix}",
            ("what is installed there is not seen here; run its own `python -m plugin doctor`",),
        )
    ours = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for name in ("plugin.py", os.path.join("plugin", "__init__.py")):
        path = os.path.abspath(name)
        if os.path.isfile(path) and not os.path.samefile(os.path.dirname(path), ours):
            yield Cause(
                Code.IN_THE_WAY,
                f"{path} is imported as `plugin` by what is started here with `python -m`, or stands beside it",
                ("give it another name, or start the application from another folder",),
            )


def from_outside(installation: Installation) -> Iterator[Cause]:
    """Look at the environment variables that choose plugins."""
    for fault in faults(installation.entry_points(None)):
        yield Cause(Code.UNMATCHED, fault)


def of_plugins(entry_points: Iterable[InstalledEntryPoint]) -> Iterator[tuple[InstalledEntryPoint, list[Cause]]]:
    """Take plugins as far as a manager does before it loads them, each in a child process.

    :param entry_points: the entry points, in the order in which they count
    :return: each that counts, with what is wrong with it
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
                (f"{location(first.distribution)} comes first on sys.path; uninstall one, or give it another name",),
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
        yield f"the entry point is out of date: install {name_of(entry_point.distribution)} again"
    elif missing:
        yield f"install what provides `{missing.partition('.')[0]}`, and add it to the dependencies of the distribution"
    elif code is Code.NO_PLUGIN:
        yield f"let {entry_point.value} be a plugin class, a PluginSpec, or a function with @plugin"


def behind(what: str | None) -> Iterator[Cause]:
    """Look for editable installations whose sources have other plugins now.

    :param what: the namespace, or the plugin of it, that is looked for; ``None`` for all
    """
    for each in editable_installations():
        answer = rebuilt(each)
        if answer.table is None:
            yield Cause(
                Code.STALE,
                f"{each.name} is editable, and what its source {each.source} has now is not known",
                tuple(answer.faults),
            )
            continue
        changed = [*changes(_only(what, table_of(each.read())), _only(what, answer.table))]
        if changed:
            yield Cause(
                Code.STALE,
                f"{each.name} is editable, and behind its source {each.source}",
                (*map(str.rstrip, changed), f"run `plugin-loader refresh {each.name}`"),
            )


def not_installed(what: str) -> Iterator[Cause]:
    """Look whether the project in the current folder has what nothing that is installed offers.

    :param what: the namespace, or the plugin of it, that is looked for
    """
    if not any(map(os.path.isfile, MARKS)):
        return
    try:
        project = read_project(os.curdir)
        found = _only(what, discover(project.tree, project.config, static=project.by_hand).table)
    except PluginException as error:
        yield Cause(
            Code.NOT_OFFERED, f"the project in {os.getcwd()} cannot be looked at", tuple(str(error).splitlines())
        )
        return
    name = named(str(project.table.get("name", "")))
    installed = next((each for each in distributions() if name and named(name_of(each)) == name), None)
    if not found or any(named(each.name) == name for each in editable_installations()):
        return
    has = f"the project in {os.getcwd()} has {' and '.join(_listed(found))}"
    if installed is None:
        yield Cause(
            Code.NOT_OFFERED, f"{has}, and is not installed here", ("run `python -m pip install --editable .`",)
        )
    else:
        yield Cause(
            Code.NOT_OFFERED,
            f"{has}, and {label(installed)} is installed as a copy without it",
            ("run `python -m pip install .` again, or `python -m pip install --editable .`",),
        )


def built_without(what: str) -> Iterator[Cause]:
    """Look for distributions whose source has what their entry points lack.

    :param what: the namespace, or the plugin of it, that is looked for
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
                f"{label(distribution)} has {' and '.join(_listed(found))} in its source, and no entry point for it",
                ("its build did not fill in entry points: `plugin-loader discover` in its project says why",),
            )


def _only(what: str | None, table: Table) -> dict[str, dict[str, str]]:
    """What was asked for of a table of entry points."""
    namespace, _, name = (what or "").partition(":")
    kept = {
        group: {each: value for each, value in entries.items() if name in ("", each)}
        for group, entries in table.items()
        if namespace in ("", group) and group not in SCRIPTS
    }
    return {group: entries for group, entries in kept.items() if entries}


def _listed(table: Table) -> list[str]:
    return [f"{group}:{name}" for group, entries in table.items() for name in entries]
