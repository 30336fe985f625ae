"""The command ``refresh``: brings the entry points of editable installations up to what their sources say by now."""

import argparse
import base64
import csv
import difflib
import hashlib
import io
import json
import os
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from typing import TextIO
from urllib.parse import urlsplit
from urllib.request import url2pathname

from plugin.cli.builds import missing
from plugin.cli.project import read_project
from plugin.cli.required import named
from plugin.cli.sync import Table, changes, replace
from plugin.discovery import discover
from plugin.exceptions import PluginException
from plugin.installed import parse

FAILS = 1
FILE = "entry_points.txt"
SCRIPTS = ("console_scripts", "gui_scripts")
"""The groups that installers make scripts of: what stands in them is left as it is."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "distribution", nargs="?", metavar="DISTRIBUTION", help="the name of one; by default all that are editable"
    )
    parser.epilog = "exit status: 0, or 1 if one cannot be refreshed, or none of that name is editable"


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Rewrite the entry points of the editable installations of this environment.

    :param arguments: what :func:`add_arguments` has taken
    :param out: takes what changes
    :param err: takes what cannot be refreshed
    :return: 0, or 1 if one cannot be refreshed, or none of that name is editable
    """
    editable = {str(each.metadata["Name"]): (each, source) for each, source in editable_installations()}
    names = {named(name): name for name in editable}
    wanted = arguments.distribution
    if wanted is not None and named(wanted) not in names:
        near = difflib.get_close_matches(named(wanted), names)
        meant = f"; did you mean {' or '.join(repr(names[each]) for each in near)}?" if near else ""
        err.write(f"no editable installation of {wanted!r} is here{meant}\n")
        return FAILS
    status = 0
    for name in sorted(editable) if wanted is None else [names[named(wanted)]]:
        try:
            found = [*refreshed(*editable[name])]
        except PluginException as error:  # noqa: PERF203 - each of them
            err.write(f"{name} is left as it is: {error}\n")
            status = FAILS
        else:
            out.write(f"{name}\n" if found else f"{name} is up to date\n")
            out.writelines(f"  {line}" for line in found)
    if not editable:
        out.write("there are no editable installations\n")
    return status


def editable_installations() -> Iterator[tuple[Distribution, str]]:
    """:return: each distribution that is installed as editable (PEP 660), with the folder of its project"""
    for distribution in distributions():
        try:
            origin = json.loads(distribution.read_text("direct_url.json") or "{}")
            is_editable, url = origin["dir_info"]["editable"], urlsplit(origin["url"])
        except (KeyError, TypeError, ValueError):  # it comes from an index, or nobody can read where it comes from
            continue
        if is_editable and url.scheme == "file":
            yield distribution, url2pathname(url.path)


def refreshed(distribution: Distribution, source: str) -> Iterator[str]:
    """Write the entry points that a build of a project would write now.

    :param distribution: the editable installation
    :param source: the folder of its project
    :return: a line for each entry point that comes, goes or changes
    :raises PluginException: if a build would fail, or fill in none
    """
    project = read_project(source)
    answer = discover(project.tree, project.config, static=project.static)
    project.check(answer.table)
    faults = [*map(str, answer.errors), *map(str, missing(project, answer.table))]
    if faults:
        raise PluginException("\n".join(faults))
    old = _parsed(distribution.read_text(FILE) or "")
    new = {group: dict(entries) for group, entries in answer.table.items() if entries}
    new |= {group: old[group] for group in SCRIPTS if group in old}
    if new != old:
        _write(distribution, new)
    yield from changes(old, new)


def _parsed(text: str) -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for group, name, equals, value in parse(text, None):
        if equals:
            table.setdefault(group, {})[name] = value
    return table


def _write(distribution: Distribution, table: Table) -> None:
    """Replace the file with the entry points, and what RECORD says of it."""
    folder = os.fspath(getattr(distribution, "_path"))  # noqa: B009 - importlib.metadata tells it in no other way
    path, record = os.path.join(folder, FILE), os.path.join(folder, "RECORD")
    text = "\n".join(
        "".join([f"[{group}]\n", *(f"{name} = {value}\n" for name, value in sorted(entries.items()))])
        for group, entries in sorted(table.items())
    )
    if not os.path.exists(path):
        with open(path, "x", encoding="utf-8"):
            pass
    replace(path, text)
    known = f"{os.path.basename(folder)}/{FILE}"
    rows = [row for row in csv.reader(io.StringIO(distribution.read_text("RECORD") or "")) if row[:1] != [known]]
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
    rows.append([known, f"sha256={digest}", str(len(text.encode()))])
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    if os.path.exists(record):
        replace(record, lines.getvalue())
