"""The command ``list``: shows the plugins that are installed; none is imported."""

import argparse
import json
import logging
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from plugin.cli.columns import columns
from plugin.cli.namespaces import nothing_in
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
    """The distribution that offers the same name and counts, for it is first on ``sys.path``."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "namespace", nargs="?", metavar="NAMESPACE", help="the namespace, which is the group of the entry points"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to write the answer")
    parser.add_argument(
        "--strict",
        action="store_true",
        help="end with exit status 1 for conflicts, and for metadata that cannot be read",
    )
    parser.epilog = "exit status: 0, or 1 if nothing offers the namespace"


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """List the plugins.

    :param arguments: what :func:`add_arguments` has taken
    :param out: takes the answer
    :param err: takes what cannot be read
    :return: 0, or 1 if nothing offers the namespace, or for what is told if that is asked for
    """
    logging.getLogger("plugin").addHandler(logging.NullHandler())  # what cannot be read is told below
    installation = current_installation()
    listed = sorted(each(installation.entry_points(arguments.namespace)))
    err.writelines(f"{problem}\n" for problem in installation.problems)
    if arguments.format == "json":
        out.write(f"{json.dumps([plugin._asdict() for plugin in listed], indent=2)}\n")
    elif listed:
        rows = [(*plugin[:-1], f"hidden by {plugin.hidden_by}" if plugin.hidden_by else "") for plugin in listed]
        out.write(columns([("NAMESPACE", "NAME", "VALUE", "DISTRIBUTION", "VERSION", "LOCATION", "CONFLICT"), *rows]))
    else:
        out.write("no plugins\n")
    if arguments.namespace and not listed:
        err.write(nothing_in(arguments.namespace, installation))
        return FAILS
    has_problems = bool(installation.problems) or any(plugin.hidden_by for plugin in listed)
    return FAILS if arguments.strict and has_problems else 0


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
