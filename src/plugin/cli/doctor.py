"""The command ``doctor``: explains why a plugin is not found or not loaded, and how to fix it."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from plugin import __version__
from plugin.cli.causes import Cause, behind, built_without, from_outside, not_installed, of_plugins, surroundings
from plugin.cli.codes import Code
from plugin.cli.namespaces import HELP_OF_OURS, METAVAR, USAGE, nothing_of, wanted
from plugin.cli.required import OURS
from plugin.cli.terminal import write_heading, write_problem
from plugin.installed import current_installation
from plugin.metadata import location

FAILS = 1
EXAMPLES = {"": "Examine all plugins.", "my.formats:json": "Examine one plugin."}
STATUSES = {0: "no problems found", FAILS: "problems found"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.usage = USAGE
    parser.add_argument("namespace", nargs="?", metavar=METAVAR, help=HELP_OF_OURS)


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - like all commands
    """Look for problems with plugins.

    :param arguments: those of :func:`add_arguments`
    :param out: where to write the answer
    :param err: not used, because the problems are the answer
    :return: one of :data:`STATUSES`
    """
    logging.getLogger("plugin").addHandler(logging.NullHandler())  # what cannot be read is reported below
    what: str | None = arguments.namespace
    installation = current_installation()
    entry_points = wanted(installation, what, of_ours=True)

    out.write(f"Python {'.'.join(map(str, sys.version_info[:3]))} in {sys.prefix}\n")
    out.write(f"{OURS} {__version__} in {os.path.dirname(os.path.dirname(os.path.dirname(__file__)))}\n")
    unreadable = (Cause(Code.UNREADABLE_METADATA, text) for text in installation.problems)
    wrong = [*surroundings(), *from_outside(installation), *unreadable]
    _write(out, wrong)
    for entry_point, causes in of_plugins(entry_points):
        out.write("\n")
        write_heading(out, f"{entry_point.group}:{entry_point.name}")
        out.write(f"  {entry_point.value} of {entry_point.origin} in {location(entry_point.distribution)}\n")
        out.write("" if causes else "  can be loaded\n")
        _write(out, causes)
        wrong += causes
    rest = [*behind(what)]
    if what is not None and not entry_points:
        rest += [*not_installed(what), *built_without(what)]
        rest = [Cause(Code.NOT_OFFERED, nothing_of(installation, what)), *rest]
    out.write("\n")
    _write(out, rest)
    wrong += rest
    out.write("\n" if rest else "")
    out.write("1 problem\n" if len(wrong) == 1 else f"{len(wrong)} problems\n" if wrong else f"{SOUND}\n")
    return FAILS if wrong else 0


SOUND = """no problems found; if an application does not see a plugin, it runs in another environment or
filters it: `manager.get_container(name).outcome` shows what happened to the plugin"""


def _write(out: TextIO, causes: Sequence[Cause]) -> None:
    for cause in causes:
        write_problem(out, "error", cause.message, cause.code, more=cause.more)
