"""The command ``check``: resolves the plugins that are installed, in a child process, and shows what fails and why."""

import argparse
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from queue import Empty, Queue
from threading import Thread
from typing import NamedTuple, TextIO

from plugin.cli.codes import Code
from plugin.cli.namespaces import HELP, METAVAR, nothing_of, wanted
from plugin.cli.terminal import Column, write_heading, write_problem, write_table
from plugin.installed import InstalledEntryPoint, current_installation

FAILS = 1


class Checked(NamedTuple):
    """What became of a plugin; ``error`` says why it cannot be resolved, if so, and ``code`` of what kind that is."""

    namespace: str
    name: str
    value: str
    distribution: str
    code: str | None
    error: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "namespace", nargs="?", metavar=METAVAR, help=f"{HELP}; by default every namespace of plugins of this library"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to write the answer")
    parser.add_argument(
        "--timeout", type=_seconds, default=30.0, metavar="SECONDS", help="how long one plugin may take; by default 30"
    )
    parser.epilog = (
        "exit status: 0, or 1 if a plugin cannot be resolved or is hidden by another, if metadata cannot be read, "
        "or if nothing offers what was asked for"
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
    logging.getLogger("plugin").addHandler(logging.NullHandler())  # what cannot be read is reported below
    installation = current_installation()
    entry_points = wanted(installation, arguments.namespace)
    for problem in installation.problems:
        write_problem(err, "error", problem, Code.UNREADABLE_METADATA)
    if arguments.namespace and not entry_points:
        err.write(f"{nothing_of(installation, arguments.namespace)}\n")
        return FAILS
    if not arguments.namespace:
        from plugin.cli.ours import namespaces_of_ours  # noqa: PLC0415 - who names one does not need the engine

        ours = namespaces_of_ours(entry_points)
        entry_points = [each for each in entry_points if each.group in ours]
    checked = sorted(_check(entry_points, arguments.timeout))
    failed = [plugin for plugin in checked if plugin.error]
    if arguments.format == "json":
        out.write(f"{json.dumps([plugin._asdict() for plugin in checked], indent=2)}\n")
    else:
        _write(out, failed)
    err.write(f"{len(checked)} checked, {len(failed)} failed\n")
    return FAILS if failed or installation.problems else 0


def _check(entry_points: list[InstalledEntryPoint], timeout: float) -> Iterator[Checked]:
    """Resolve the first of each name; the others are hidden by it."""
    used: dict[tuple[str, str], InstalledEntryPoint] = {}
    for each in entry_points:
        first = used.setdefault((each.group, each.name), each)
        if first is not each:
            yield Checked(each.group, each.name, each.value, each.origin, Code.HIDDEN, f"hidden by {first.origin}")
    for each, outcome in zip(used.values(), resolve(list(used.values()), timeout), strict=True):
        yield Checked(each.group, each.name, each.value, each.origin, *outcome)


COLUMNS = (Column(style="bold"), Column(style="cyan"), Column(), Column(style="red"))


def _write(out: TextIO, failed: list[Checked]) -> None:
    for namespace, plugins in groupby(failed, key=lambda plugin: plugin.namespace):
        write_heading(out, namespace)
        rows = [(each.name, each.value, each.distribution, f"{each.error} [{each.code}]") for each in plugins]
        write_table(out, COLUMNS, rows, indent="  ")
        out.write("\n")


class Outcome(NamedTuple):
    """What a child process says of an entry point: what is wrong with it, if anything is, and of what kind that is."""

    code: str | None
    error: str | None


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
                    yield Outcome(*json.loads(answer))
                    rest.pop(0)
                if rest:
                    status = child.wait()
                    yield Outcome(Code.ENDS_PROCESS, f"its import ends the process with status {status}")
                    rest.pop(0)
            except Empty:
                yield Outcome(Code.TOO_SLOW, f"its import takes longer than {timeout:g} s")
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
