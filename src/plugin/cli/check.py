"""The command ``check``: resolves the installed plugins in a child process, and shows which fail and why.

On request, it also creates them.
"""

import argparse
import json
import logging
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, TextIO

from plugin.cli.choosing import disabled
from plugin.cli.codes import Code
from plugin.cli.namespaces import HELP_OF_OURS, METAVAR, USAGE, nothing_of, wanted
from plugin.cli.outcomes import add_timeout, resolve
from plugin.cli.terminal import Column, write_group, write_problem
from plugin.installed import InstalledEntryPoint, current_installation

FAILS = 1
EXAMPLES = {
    "": "Import all plugins.",
    "my.formats --make": "Import the plugins of a namespace, and create each of them.",
    "my.formats:json": "Import one plugin.",
}
STATUSES = {
    0: "all plugins can be resolved and, with --make, created",
    FAILS: "a plugin fails or is hidden, metadata is unreadable, or nothing matches",
}


class Checked(NamedTuple):
    """The outcome of a plugin.

    :param code: the code of the problem, if it cannot be resolved or made, or is disabled from outside
    :param error: why it cannot be resolved or made
    :param disabled: why it is disabled, if it is
    """

    namespace: str
    name: str
    value: str
    distribution: str
    code: str | None
    error: str | None
    disabled: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.usage = USAGE
    parser.add_argument("namespace", nargs="?", metavar=METAVAR, help=HELP_OF_OURS)
    parser.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        metavar="FORMAT",
        help="Output format: table or json (default: table)",
    )
    parser.add_argument(
        "--make", action="store_true", help="Also create each plugin: call its class or factory, without loading it"
    )
    add_timeout(parser)


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Resolve the plugins, create them on request, and write those that fail or are disabled from outside.

    :param arguments: those of :func:`add_arguments`
    :param out: where to write the answer; in JSON, it includes the plugins that are fine
    :param err: where to write what cannot be read, and the totals
    :return: one of :data:`STATUSES`
    """
    logging.getLogger("plugin").addHandler(logging.NullHandler())  # what cannot be read is reported below
    installation = current_installation()
    entry_points = wanted(installation, arguments.namespace, of_ours=True)
    for problem in installation.problems:
        write_problem(err, "error", problem, Code.UNREADABLE_METADATA)
    if arguments.namespace and not entry_points:
        err.write(f"{nothing_of(installation, arguments.namespace)}\n")
        return FAILS
    checked = sorted(_check(entry_points, arguments.timeout, make=arguments.make))
    failed = [plugin for plugin in checked if plugin.error]
    if arguments.format == "json":
        out.write(f"{json.dumps([plugin._asdict() for plugin in checked], indent=2)}\n")
    else:
        _write(out, [plugin for plugin in checked if plugin.code])
    left_out = sum(plugin.code == Code.DISABLED for plugin in checked)
    also = f", {left_out} disabled" if left_out else ""
    err.write(f"{len(checked) - left_out} checked, {len(failed)} failed{also}\n")
    return FAILS if failed or installation.problems else 0


def _check(entry_points: list[InstalledEntryPoint], timeout: float, *, make: bool) -> Iterator[Checked]:
    """Resolve the first plugin of each name, and create it on request; it hides the others of that name.

    Plugins that are disabled from outside are not resolved.
    """
    used: dict[tuple[str, str], InstalledEntryPoint] = {}
    for each in entry_points:
        first = used.setdefault((each.group, each.name), each)
        if first is not each:
            yield Checked(
                each.group, each.name, each.value, each.origin, Code.HIDDEN, f"hidden by {first.origin}", None
            )
    left_out = disabled(used.values())
    for each, by in left_out.items():
        yield Checked(each.group, each.name, each.value, each.origin, Code.DISABLED, None, f"disabled by {by}")
    rest = [each for each in used.values() if each not in left_out]
    outcomes = resolve([(each.group, each.name, each.value) for each in rest], timeout, make=make)
    for each, outcome in zip(rest, outcomes, strict=True):
        yield Checked(each.group, each.name, each.value, each.origin, outcome.code, outcome.error, outcome.disabled)


COLUMNS = (Column(style="bold"), Column(style="cyan"), Column(), Column(style="red"))


def _write(out: TextIO, shown: list[Checked]) -> None:
    for namespace, plugins in groupby(shown, key=lambda plugin: plugin.namespace):
        rows = [
            (each.name, each.value, each.distribution, f"{each.error or each.disabled} [{each.code}]")
            for each in plugins
        ]
        write_group(out, namespace, COLUMNS, rows)
