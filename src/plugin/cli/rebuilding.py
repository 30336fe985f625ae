"""What a build would write for an editable installation now; also a child process, which answers that in JSON."""

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
    """Find the entry points that a build of a project would write now.

    :param installed: its editable installation
    :param static: read the source, whatever the project says
    :return: the entry points, and what keeps a build from writing them
    """
    if not any(os.path.isfile(os.path.join(installed.source, mark)) for mark in MARKS):
        return Answer(None, (f"there is no project in {installed.source} any more",))
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
    """:return: the entry points that an ``entry_points.txt`` holds"""
    table: dict[str, dict[str, str]] = {}
    for group, name, equals, value in parse(text, None):
        if equals:
            table.setdefault(group, {})[name] = value
    return table


def _kept(project: Project, old: Table, new: Table) -> Iterator[tuple[str, str, str]]:
    """The entry points that stay: scripts, and what a ``setup.py`` or ``setup.cfg`` may give, of which nobody knows."""
    values = {value for entries in new.values() for value in entries.values()}
    has_others = project.backend is not None and project.backend.name == "setuptools" and _gives_some(project.tree.root)
    for group, entries in old.items():
        for name, value in entries.items():
            if group in SCRIPTS or (has_others and not (value in values or _is_gone(project, value))):
                yield group, name, value


def _gives_some(root: str) -> bool:
    return any("entry_points" in read(os.path.join(root, name)) for name in ("setup.py", "setup.cfg"))


def _is_gone(project: Project, value: str) -> bool:
    """Whether the source plainly has no longer what an entry point refers to."""
    module, _, attribute = value.partition(":")
    tops = {name.partition(".")[0] for name in project.tree.modules}
    source = project.tree.modules.get(module.strip())
    if source is None:
        return module.partition(".")[0] in tops
    return attribute.partition(".")[0].strip().encode() not in source.read()


def main() -> None:
    """Read a request from the standard input, as :func:`plugin.editable.ask` makes it; each answer is a line."""
    request = json.load(sys.stdin)
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)  # for what a build backend, or a module that is imported, may print
        for info, source in request["installed"]:
            try:
                answer = rebuilt(Installed(info, source), static=request["static"])
            except Exception as error:  # noqa: BLE001 - one project's fault is not that of the others
                answer = Answer(None, (describe(error),))
            answers.write(f"{json.dumps(answer)}\n")
            answers.flush()
    os._exit(0)  # whatever an import has left running
