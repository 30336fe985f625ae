"""The command ``refresh``: brings the entry points of editable installations up to what their sources say by now."""

import argparse
import base64
import csv
import hashlib
import io
import os
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TextIO

from plugin.cli.rebuilding import rebuilt, table_of
from plugin.cli.required import named
from plugin.cli.sync import changes, replace
from plugin.editable import FILE, Installed, editable_installations, read, text_of
from plugin.entries import SCRIPTS, Table
from plugin.near import did_you_mean, near

FAILS = 1


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
    editable = {installed.name: installed for installed in editable_installations()}
    names = {named(name): name for name in editable}
    wanted = arguments.distribution
    if wanted is not None and named(wanted) not in names:
        meant = did_you_mean(names[each] for each in near(named(wanted), names))
        err.write(f"no editable installation of {wanted!r} is here{meant}\n")
        return FAILS
    status = 0
    for name in sorted(editable) if wanted is None else [names[named(wanted)]]:
        table, faults = rebuilt(editable[name])
        if table is None or faults:
            err.write("\n".join([f"{name} is left as it is: {faults[0]}", *faults[1:], ""]))
            status = FAILS
            continue
        lines = [*refreshed(editable[name], table)]
        out.write(f"{name}\n" if lines else f"{name} is up to date\n")
        out.writelines(f"  {line}" for line in lines)
        if unknown := [*_not_importable(table)]:
            err.write(
                f"{name}: {' and '.join(unknown)} cannot be imported here yet, because the installation names the "
                f"packages that there were: run `pip install --editable {editable[name].source}`\n"
            )
            status = FAILS
    if not editable:
        out.write("there are no editable installations\n")
    return status


def refreshed(installed: Installed, table: Table) -> Iterator[str]:
    """Write the entry points of an editable installation.

    :param installed: the installation
    :param table: what a build of its project would write now
    :return: a line for each entry point that comes, goes or changes
    """
    changed: list[str] = []
    for info in (installed.info, *installed.copies):
        old = table_of(read(os.path.join(info, FILE)))
        if table != old:
            _write(info, text_of(table))
            changed += changes(old, table)
    yield from dict.fromkeys(changed)


def _not_importable(table: Table) -> Iterator[str]:
    """The top-level modules of entry points that Python does not find in this environment."""
    values = [value for group, entries in table.items() if group not in SCRIPTS for value in entries.values()]
    for top in dict.fromkeys(value.partition(":")[0].partition(".")[0].strip() for value in values):
        if find_spec(top) is None:
            yield f"`{top}`"


def _write(info: str, text: str) -> None:
    """Replace the file with the entry points, and what RECORD says of it."""
    path, record = os.path.join(info, FILE), os.path.join(info, "RECORD")
    if not os.path.exists(path):
        with open(path, "x", encoding="utf-8"):
            pass
    replace(path, text)
    if not os.path.exists(record):
        return
    known = f"{os.path.basename(info)}/{FILE}"
    rows = [row for row in csv.reader(io.StringIO(read(record))) if row[:1] != [known]]
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
    rows.append([known, f"sha256={digest}", str(len(text.encode()))])
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    replace(record, lines.getvalue())
