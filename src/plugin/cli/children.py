"""Looks at entry points in child processes, so that none of them can affect this process or the others."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Queue
from threading import Thread
from typing import Any, NamedTuple, TextIO

from plugin.cli.codes import Code


class Lost(NamedTuple):
    """The outcome of an entry point for which there is no answer.

    :param code: the code of the problem
    :param error: what is wrong
    """

    code: Code
    error: str


def ask(
    module: str, entry_points: Iterable[tuple[str, str, str]], timeout: float, **options: object
) -> Iterator[dict[str, Any] | Lost]:
    """Let a child process look at entry points; if one of them kills it or takes too long, the next get another child.

    :param module: the module with the child's ``main``, which calls :func:`serve`
    :param entry_points: group, name and value of each
    :param timeout: how many seconds each step of one of them may take
    :param options: further options for the child
    :return: the answers, in the same order
    """
    rest = [*entry_points]
    while rest:
        child = subprocess.Popen(  # noqa: S603 - a module of ours
            [sys.executable, "-c", f"from {module} import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        lines: Queue[str] = Queue()
        request = json.dumps({"path": sys.path, "entries": rest, "options": options})
        step = "import"
        with child:
            reader = Thread(target=_read, args=(child, request, lines))
            reader.start()
            try:
                while rest and (line := lines.get(timeout=timeout)):
                    answer = json.loads(line)
                    step = answer if isinstance(answer, str) else "import"
                    if isinstance(answer, dict):
                        yield answer
                        rest.pop(0)
                if rest:
                    yield Lost(Code.ENDS_PROCESS, f"its {step} ends the process with exit status {child.wait()}")
                    rest.pop(0)
            except Empty:
                yield Lost(Code.TOO_SLOW, f"its {step} takes longer than {timeout:g} s")
                rest.pop(0)
            finally:
                child.kill()
                reader.join()


def _read(child: "subprocess.Popen[str]", request: str, lines: "Queue[str]") -> None:
    if child.stdin and child.stdout:
        try:
            with child.stdin:
                child.stdin.write(request)
        except OSError:
            pass  # it has ended, which the empty line below signals
        for line in child.stdout:
            lines.put(line)
    lines.put("")


def serve(look: Callable[..., dict[str, Any]]) -> None:
    """Run such a child: read the request from standard input, write answers to the original standard output, and exit.

    Anything that plugins print is discarded.

    :param look: returns the answer for an entry point. It takes a function to call with the name of each step that
        begins after the import; group, name and value; and the options.
    """
    request = json.load(sys.stdin)
    sys.path[:] = request["path"]
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as lines, open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)

        def begin(step: str) -> None:
            _write(lines, step)

        for entry_point in request["entries"]:
            _write(lines, look(begin, *entry_point, **request["options"]))
    os._exit(0)  # even if plugins have left threads running


def _write(lines: TextIO, answer: object) -> None:
    lines.write(f"{json.dumps(answer)}\n")
    lines.flush()
