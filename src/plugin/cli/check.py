"""The command ``check``: resolves the plugins that are installed, in a child process, and shows what fails and why."""

import argparse
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from queue import Empty, Queue
from threading import Thread
from typing import NamedTuple, TextIO

from plugin.cli.columns import columns
from plugin.cli.namespaces import nothing_in
from plugin.installed import InstalledEntryPoint, current_installation

FAILS = 1
SCRIPTS = ("console_scripts", "gui_scripts")
"""Groups whose entry points are no plugins of anybody."""


class Checked(NamedTuple):
    """What became of a plugin: ``error`` tells why it cannot be resolved, if it cannot."""

    namespace: str
    name: str
    value: str
    distribution: str
    error: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "namespace",
        nargs="?",
        metavar="NAMESPACE",
        help="the namespace, which is the group of the entry points; by default every one that has a plugin",
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to write the answer")
    parser.add_argument(
        "--timeout", type=_seconds, default=30.0, metavar="SECONDS", help="how long one plugin may take; by default 30"
    )
    parser.epilog = (
        "exit status: 0, or 1 if a plugin cannot be resolved or is hidden by another, if metadata cannot be read, "
        "or if nothing offers the namespace"
    )


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no time to wait")
    return seconds


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Resolve the plugins, and write those that fail.

    :param arguments: what :func:`add_arguments` has taken
    :param out: takes the answer; in JSON also the plugins that do not fail
    :param err: takes what cannot be read, and the numbers
    :return: 0, or 1 if anything fails
    """
    logging.getLogger("plugin").addHandler(logging.NullHandler())  # what cannot be read is told below
    installation = current_installation()
    err.writelines(f"{problem}\n" for problem in installation.problems)
    used: dict[tuple[str, str], InstalledEntryPoint] = {}
    hidden: list[InstalledEntryPoint] = []
    for entry_point in installation.entry_points(arguments.namespace):
        if arguments.namespace or entry_point.group not in SCRIPTS:
            first = used.setdefault((entry_point.group, entry_point.name), entry_point)
            hidden += [entry_point] if first is not entry_point else []
    outcomes = list(zip(used.values(), resolve(list(used.values()), arguments.timeout), strict=True))
    if not arguments.namespace:  # a group without any plugin belongs to somebody else
        ours = {entry_point.group for entry_point, outcome in outcomes if outcome.is_plugin}
        outcomes = [(entry_point, outcome) for entry_point, outcome in outcomes if entry_point.group in ours]
    elif not used:
        err.write(nothing_in(arguments.namespace, installation))
        return FAILS
    groups = {entry_point.group for entry_point, _ in outcomes}
    conflicts = [
        (each, Outcome(f"hidden by {used[each.group, each.name].origin}", is_plugin=True))
        for each in hidden
        if each.group in groups
    ]
    checked = sorted(
        Checked(found.group, found.name, found.value, found.origin, outcome.error)
        for found, outcome in (*outcomes, *conflicts)
    )
    failed = [plugin for plugin in checked if plugin.error]
    if arguments.format == "json":
        out.write(f"{json.dumps([plugin._asdict() for plugin in checked], indent=2)}\n")
    elif failed:
        headings = ("NAMESPACE", "NAME", "VALUE", "DISTRIBUTION", "ERROR")
        out.write(columns([headings, *((*plugin[:-1], plugin.error or "") for plugin in failed)]))
    err.write(f"{len(checked)} checked, {len(failed)} failed\n")
    return FAILS if failed or installation.problems else 0


class Outcome(NamedTuple):
    """What a child process says of an entry point."""

    error: str | None
    is_plugin: bool


def resolve(entry_points: list[InstalledEntryPoint], timeout: float) -> Iterator[Outcome]:
    """Resolve entry points in a child process; if one brings it down, or takes too long, the next have another.

    :param entry_points: the entry points
    :param timeout: how many seconds one may take
    :return: what became of each
    """
    rest = [(found.group, found.name, found.value) for found in entry_points]
    while rest:
        child = subprocess.Popen(
            [sys.executable, "-c", "from plugin.cli.resolving import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        answers: Queue[str] = Queue()
        with child:
            reader = Thread(target=_read, args=(child, json.dumps({"path": sys.path, "entries": rest}), answers))
            reader.start()
            try:
                while rest and (answer := answers.get(timeout=timeout)):
                    yield Outcome(**json.loads(answer))
                    rest.pop(0)
                if rest:
                    status = child.wait()
                    yield Outcome(f"its import ends the process with status {status}", is_plugin=False)
                    rest.pop(0)
            except Empty:
                yield Outcome(f"its import takes longer than {timeout:g} s", is_plugin=False)
                rest.pop(0)
            finally:
                child.kill()
                reader.join()


def _read(child: "subprocess.Popen[str]", request: str, answers: "Queue[str]") -> None:
    if child.stdin and child.stdout:
        try:
            with child.stdin:
                child.stdin.write(request)
        except OSError:
            pass  # it has ended, which the empty answer below tells
        for line in child.stdout:
            answers.put(line)
    answers.put("")
