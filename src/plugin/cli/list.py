"""The command ``list``: shows the installed plugins; an inventory also shows the state of each."""

import argparse
import json
import logging
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, TextIO

from plugin.cli.choosing import disabled
from plugin.cli.codes import Code
from plugin.cli.namespaces import HELP, METAVAR, USAGE, nothing_of, wanted
from plugin.cli.outcomes import add_timeout
from plugin.cli.terminal import Column, write_group, write_problem, write_table
from plugin.installed import InstalledEntryPoint, current_installation
from plugin.metadata import field, location, name_of

FAILS = 1
EXAMPLES = {
    "": "List everything that is installed.",
    "my.formats --strict": "List a namespace, and fail if two distributions offer the same plugin.",
    "--format html > plugins.html": "Write an inventory of all plugins.",
}
STATUSES = {0: "success", FAILS: "nothing matches; with --strict, any problem"}
INVENTORIES = ("markdown", "html")
"""The formats that show the state of each plugin."""


class Listed(NamedTuple):
    """An installed plugin, or an entry point of another kind."""

    namespace: str
    name: str
    value: str
    distribution: str
    version: str
    location: str
    hidden_by: str | None
    """The distribution whose plugin of the same name is used, because it comes first on ``sys.path``."""
    disabled_by: str | None
    """The environment variable that disables it, and its entry."""

    @property
    def label(self) -> str:
        """The distribution with its version."""
        return f"{self.distribution or 'nameless'} {self.version}".rstrip()

    @property
    def state(self) -> str:
        """What prevents it from being loaded, as far as that is known without an import."""
        states = [
            f"hidden by {self.hidden_by} [{Code.HIDDEN}]" if self.hidden_by else "",
            f"disabled by {self.disabled_by} [{Code.DISABLED}]" if self.disabled_by else "",
        ]
        return "; ".join(filter(None, states))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.usage = USAGE
    parser.add_argument("namespace", nargs="?", metavar=METAVAR, help=f"{HELP} (default: all namespaces)")
    parser.add_argument(
        "--format",
        choices=("table", "json", *INVENTORIES),
        default="table",
        metavar="FORMAT",
        help="Output format: table, json, markdown or html (default: table). "
        "markdown and html write an inventory of the plugins of this library, and import each plugin in a child "
        "process to show its state",
    )
    add_timeout(parser)
    parser.add_argument(
        "--strict",
        action="store_true",
        help="Exit with status 1 for conflicts, unreadable metadata, and plugins that fail in an inventory",
    )


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """List the plugins.

    :param arguments: those of :func:`add_arguments`
    :param out: where to write the answer
    :param err: where to write what cannot be read
    :return: one of :data:`STATUSES`
    """
    logging.getLogger("plugin").addHandler(logging.NullHandler())  # what cannot be read is reported below
    installation = current_installation()
    is_inventory = arguments.format in INVENTORIES
    listed = sorted(each(wanted(installation, arguments.namespace, of_ours=is_inventory)))
    for problem in installation.problems:
        write_problem(err, "warning", problem, Code.UNREADABLE_METADATA)
    has_faults = any(plugin.hidden_by for plugin in listed)
    if is_inventory:
        from plugin.cli.inventory import FORMATS, take  # noqa: PLC0415 - other formats do not need it

        inventory = take(arguments.namespace, listed, installation.problems, arguments.timeout)
        out.write(FORMATS[arguments.format](inventory))
        has_faults = has_faults or any(entry.states[0].word == "fails" for entry in inventory.entries)
    elif arguments.format == "json":
        out.write(f"{json.dumps([plugin._asdict() for plugin in listed], indent=2)}\n")
    elif listed:
        _write(out, listed)
    else:
        out.write("no plugins\n")
    if arguments.namespace and not listed:
        err.write(f"{nothing_of(installation, arguments.namespace)}\n")
        return FAILS
    return FAILS if arguments.strict and (has_faults or installation.problems) else 0


PLUGINS = (Column(style="bold"), Column(style="cyan"), Column(), Column(style="yellow"))
DISTRIBUTIONS = (Column("DISTRIBUTION"), Column("LOCATION", "dim"))


def _write(out: TextIO, listed: list[Listed]) -> None:
    """Write the plugins by namespace, and the location of each distribution."""
    for namespace, plugins in groupby(listed, key=lambda plugin: plugin.namespace):
        rows = [(plugin.name, plugin.value, plugin.label, plugin.state) for plugin in plugins]
        write_group(out, namespace, PLUGINS, rows)
    write_table(out, DISTRIBUTIONS, sorted({(plugin.label, plugin.location) for plugin in listed}))


def each(entry_points: list[InstalledEntryPoint]) -> Iterator[Listed]:
    """Yield what is known of each entry point; the first of a name is the one that is used."""
    used: dict[tuple[str, str], InstalledEntryPoint] = {}
    by = disabled(entry_points)
    for entry_point in entry_points:
        first = used.setdefault((entry_point.group, entry_point.name), entry_point)
        holder = entry_point.holder
        yield Listed(
            entry_point.group,
            entry_point.name,
            entry_point.value,
            name_of(holder.metadata),
            field(holder.metadata, "Version") or "",
            location(holder.metadata),
            None if first is entry_point else first.origin,
            by.get(entry_point),
        )
