"""Finds what a build would now write for an editable installation; also a child process that answers in JSON."""

import json
import os
import sys
from collections.abc import Iterator

from plugin.cli.builds import missing
from plugin.cli.project import MARKS, Project, read_project
from plugin.discovery import discover
from plugin.editable import Answer, Installed, read
from plugin.entries import SCRIPTS, Table
from plugin.exceptions import PluginException, describe
from plugin.installed import parse


def rebuilt(installed: Installed, *, static: bool = False) -> Answer:
    """Find the entry points that a build of a project would now write.

    :param installed: its editable installation
    :param static: read the source, whatever the project configures
    :return: the entry points, and what prevents a build from writing them
    """
    if not any(os.path.isfile(os.path.join(installed.source, mark)) for mark in MARKS):
        return Answer(None, (f"there is no longer a project in {installed.source}",))
    try:
        project = read_project(installed.source)
        config = project.config._replace(discovery="static") if static else project.config
        answer = discover(project.tree, config, static=project.by_hand)
        project.check()
    except PluginException as error:
        return Answer(None, (str(error),))
    old = table_of(installed.read())
    if not (answer.plugins or project.static or project.host or project.calls_us):
        return Answer(old)  # its entry points, if it has any, come from elsewhere
    table = {group: dict(entries) for group, entries in answer.table.items() if entries}
    for group, name, value in _kept(project, old, answer.table):
        table.setdefault(group, {}).setdefault(name, value)
    return Answer(table, (*map(str, answer.errors), *map(str, missing(project, answer.table))))


def table_of(text: str) -> Table:
    """:return: the entry points in an ``entry_points.txt``"""
    table: dict[str, dict[str, str]] = {}
    for group, name, equals, value in parse(text, None):
        if equals:
            table.setdefault(group, {})[name] = value
    return table


def _kept(project: Project, old: Table, new: Table) -> Iterator[tuple[str, str, str]]:
    """The entry points to keep: scripts, and those that may come from a ``setup.py`` or ``setup.cfg``."""
    values = {value for entries in new.values() for value in entries.values()}
    has_others = project.backend is not None and project.backend.name == "setuptools" and _gives_some(project.tree.root)
    for group, entries in old.items():
        for name, value in entries.items():
            if group in SCRIPTS or (has_others and not (value in values or _is_gone(project, value))):
                yield group, name, value


def _gives_some(root: str) -> bool:
    return any("entry_points" in read(os.path.join(root, name)) for name in ("setup.py", "setup.cfg"))


def _is_gone(project: Project, value: str) -> bool:
    """Whether the source clearly no longer has what an entry point refers to."""
    module, _, attribute = value.partition(":")
    tops = {name.partition(".")[0] for name in project.tree.modules}
    source = project.tree.modules.get(module.strip())
    if source is None:
        return module.partition(".")[0] in tops
    return attribute.partition(".")[0].strip().encode() not in source.read()


def main() -> None:
    """Read a request of :func:`plugin.editable.ask` from standard input, and write each answer as a line."""
    request = json.load(sys.stdin)
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)  # a build backend or an imported module may print
        for info, source in request["installed"]:
            try:
                answer = rebuilt(Installed(info, source), static=request["static"])
            except Exception as error:  # noqa: BLE001 - one project's error does not affect the others
                answer = Answer(None, (describe(error),))
            answers.write(f"{json.dumps(answer)}\n")
            answers.flush()
    os._exit(0)  # even if an import has left threads running
