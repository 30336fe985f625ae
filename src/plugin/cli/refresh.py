"""The command ``refresh``: updates the entry points of editable installations from their current sources."""

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
EXAMPLES = {"": "Refresh all editable installations.", "my-app": "Refresh the editable installation of my-app."}
STATUSES = {0: "the entry points are up to date", FAILS: "some could not be refreshed, or DISTRIBUTION is not editable"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.usage = "%(prog)s [options] [DISTRIBUTION]"
    parser.add_argument(
        "distribution",
        nargs="?",
        metavar="DISTRIBUTION",
        help="The name of a distribution (default: all editable installations)",
    )


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Rewrite the entry points of the editable installations of this environment.

    :param arguments: those of :func:`add_arguments`
    :param out: where to write what changes
    :param err: where to write what cannot be refreshed
    :return: one of :data:`STATUSES`
    """
    editable = {installed.name: installed for installed in editable_installations()}
    names = {named(name): name for name in editable}
    wanted = arguments.distribution
    if wanted is not None and named(wanted) not in names:
        meant = did_you_mean(names[each] for each in near(named(wanted), names))
        err.write(f"there is no editable installation of {wanted!r}{meant}\n")
        return FAILS
    status = 0
    for name in sorted(editable) if wanted is None else [names[named(wanted)]]:
        table, faults = rebuilt(editable[name])
        if table is None or faults:
            err.write("\n".join([f"{name} is left unchanged: {faults[0]}", *faults[1:], ""]))
            status = FAILS
            continue
        lines = [*refreshed(editable[name], table)]
        out.write(f"{name}\n" if lines else f"{name} is up to date\n")
        out.writelines(f"  {line}" for line in lines)
        if unknown := [*_not_importable(table)]:
            err.write(
                f"{name}: {' and '.join(unknown)} cannot be imported yet, because the installation is older: "
                f"run `pip install --editable {editable[name].source}`\n"
            )
            status = FAILS
    if not editable:
        out.write("there are no editable installations\n")
    return status


def refreshed(installed: Installed, table: Table) -> Iterator[str]:
    """Write the entry points of an editable installation.

    :param installed: the installation
    :param table: what a build of its project would now write
    :return: a line for each entry point that is added, removed or changed
    """
    changed: list[str] = []
    for info in (installed.info, *installed.copies):
        old = table_of(read(os.path.join(info, FILE)))
        if table != old:
            _write(info, text_of(table))
            changed += changes(old, table)
    yield from dict.fromkeys(changed)


def _not_importable(table: Table) -> Iterator[str]:
    """The top-level modules of entry points that Python cannot find in this environment."""
    values = [value for group, entries in table.items() if group not in SCRIPTS for value in entries.values()]
    for top in dict.fromkeys(value.partition(":")[0].partition(".")[0].strip() for value in values):
        if find_spec(top) is None:
            yield f"`{top}`"


def _write(info: str, text: str) -> None:
    """Replace the file with the entry points, and its line in RECORD."""
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
