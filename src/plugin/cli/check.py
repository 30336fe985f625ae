"""The command ``check``: resolves the plugins that are installed, in a child process, and shows what fails and why.

If it is asked to, it makes them as well.
"""

import argparse
import json
import logging
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, TextIO

from plugin.cli.choosing import disabled
from plugin.cli.codes import Code
from plugin.cli.namespaces import HELP, METAVAR, nothing_of, wanted
from plugin.cli.outcomes import add_timeout, resolve
from plugin.cli.terminal import Column, write_group, write_problem
from plugin.installed import InstalledEntryPoint, current_installation

FAILS = 1


class Checked(NamedTuple):
    """What became of a plugin.

    :param code: of what kind the problem is, if it cannot be resolved or made, or is disabled from outside
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
    """Say what the command takes."""
    parser.add_argument(
        "namespace", nargs="?", metavar=METAVAR, help=f"{HELP}; by default every namespace of plugins of this library"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to write the answer")
    parser.add_argument(
        "--make", action="store_true", help="make each plugin as well: call its class or factory, but do not load it"
    )
    add_timeout(parser)
    parser.epilog = (
        "exit status: 0, or 1 if a plugin cannot be resolved or made, or is hidden by another, if metadata cannot be "
        "read, or if nothing offers what was asked for"
    )


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Resolve the plugins, make them if that is asked for, and write those that fail, or are disabled from outside.

    :param arguments: what :func:`add_arguments` has taken
    :param out: takes the answer; in JSON also the plugins that are sound
    :param err: takes what cannot be read, and the numbers
    :return: 0, or 1 if anything fails
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
    """Resolve the first of each name, and make it if asked to; the others are hidden by it.

    What is disabled from outside is left alone.
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
