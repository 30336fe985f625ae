"""The command ``list``: shows the plugins that are installed; none is imported."""

import argparse
import json
import logging
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, TextIO

from plugin.cli.codes import Code
from plugin.cli.namespaces import HELP, METAVAR, nothing_of, wanted
from plugin.cli.terminal import Column, write_heading, write_problem, write_table
from plugin.installed import InstalledEntryPoint, current_installation
from plugin.metadata import location

FAILS = 1


class Listed(NamedTuple):
    """A plugin that is installed, or an entry point of somebody else."""

    namespace: str
    name: str
    value: str
    distribution: str
    version: str
    location: str
    hidden_by: str | None
    """The distribution that offers the same name and counts, because it is first on ``sys.path``."""

    @property
    def label(self) -> str:
        """The distribution with its version."""
        return f"{self.distribution or 'nameless'} {self.version}".rstrip()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("namespace", nargs="?", metavar=METAVAR, help=f"{HELP}; by default all there are")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to write the answer")
    parser.add_argument(
        "--strict", action="store_true", help="end with exit status 1 for conflicts and for unreadable metadata"
    )
    parser.epilog = "exit status: 0, or 1 if nothing offers what was asked for"


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """List the plugins.

    :param arguments: what :func:`add_arguments` has taken
    :param out: takes the answer
    :param err: takes what cannot be read
    :return: 0, or 1 if nothing offers what was asked for, or for any problem if that is wanted
    """
    logging.getLogger("plugin").addHandler(logging.NullHandler())  # what cannot be read is reported below
    installation = current_installation()
    listed = sorted(each(wanted(installation, arguments.namespace)))
    for problem in installation.problems:
        write_problem(err, "warning", problem, Code.UNREADABLE_METADATA)
    if arguments.format == "json":
        out.write(f"{json.dumps([plugin._asdict() for plugin in listed], indent=2)}\n")
    elif listed:
        _write(out, listed)
    else:
        out.write("no plugins\n")
    if arguments.namespace and not listed:
        err.write(f"{nothing_of(installation, arguments.namespace)}\n")
        return FAILS
    has_problems = bool(installation.problems) or any(plugin.hidden_by for plugin in listed)
    return FAILS if arguments.strict and has_problems else 0


PLUGINS = (Column(style="bold"), Column(style="cyan"), Column(), Column(style="yellow"))
DISTRIBUTIONS = (Column("DISTRIBUTION"), Column("LOCATION", "dim"))


def _write(out: TextIO, listed: list[Listed]) -> None:
    """Write the plugins by namespace, and where each distribution is."""
    for namespace, plugins in groupby(listed, key=lambda plugin: plugin.namespace):
        write_heading(out, namespace)
        rows = [
            (
                plugin.name,
                plugin.value,
                plugin.label,
                f"hidden by {plugin.hidden_by} [{Code.HIDDEN}]" if plugin.hidden_by else "",
            )
            for plugin in plugins
        ]
        write_table(out, PLUGINS, rows, indent="  ")
        out.write("\n")
    write_table(out, DISTRIBUTIONS, sorted({(plugin.label, plugin.location) for plugin in listed}))


def each(entry_points: list[InstalledEntryPoint]) -> Iterator[Listed]:
    """Say what is known of entry points; the first of a name counts."""
    used: dict[tuple[str, str], InstalledEntryPoint] = {}
    for entry_point in entry_points:
        first = used.setdefault((entry_point.group, entry_point.name), entry_point)
        holder = entry_point.holder
        yield Listed(
            entry_point.group,
            entry_point.name,
            entry_point.value,
            holder.name or "",
            holder.version or "",
            location(holder.metadata),
            None if first is entry_point else first.origin,
        )
