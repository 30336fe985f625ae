"""What becomes of entry points when they are resolved, each fenced off from the others in a child process."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from queue import Empty, Queue
from threading import Thread
from typing import NamedTuple

from plugin.cli.codes import Code

MAKES = "makes\n"
"""The line by which a child process says that what it has resolved is about to be made."""


class Outcome(NamedTuple):
    """What became of an entry point.

    :param code: of what kind the problem is, if it cannot be resolved or made
    :param error: why it cannot be
    :param disabled: why it is disabled, if it is; empty if it does not say
    :param kind: in which of the three ways it is written; empty if that could not be seen
    :param summary: the first line of its docstring
    """

    code: str | None = None
    error: str | None = None
    disabled: str | None = None
    kind: str = ""
    summary: str = ""


def add_timeout(parser: argparse.ArgumentParser) -> None:
    """Let a command take how long one entry point may take, in seconds."""
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=30.0,
        metavar="SECONDS",
        help="how long the import of one plugin may take; by default %(default)g",
    )


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no time to wait")
    return number


def resolve(entry_points: Iterable[tuple[str, str, str]], timeout: float, *, make: bool = False) -> Iterator[Outcome]:
    """Resolve entry points in a child process; if one brings it down, or takes too long, the next have another.

    :param entry_points: group, name and value of each
    :param timeout: how many seconds the import of one may take, and its making
    :param make: whether to make their plugins as well, as a manager would before it loads them
    :return: what became of each
    """
    rest = [*entry_points]
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
        request = json.dumps({"path": sys.path, "entries": rest, "make": make})
        step = "import"
        with child:
            reader = Thread(target=_read, args=(child, request, answers))
            reader.start()
            try:
                while rest and (answer := answers.get(timeout=timeout)):
                    step = "making" if answer == MAKES else "import"
                    if answer != MAKES:
                        yield Outcome(**json.loads(answer))
                        rest.pop(0)
                if rest:
                    status = child.wait()
                    yield Outcome(Code.ENDS_PROCESS, f"its {step} ends the process with status {status}")
                    rest.pop(0)
            except Empty:
                yield Outcome(Code.TOO_SLOW, f"its {step} takes longer than {timeout:g} s")
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
