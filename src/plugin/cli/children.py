"""Has entry points looked at in child processes, so that none of them can harm this one, or the next."""

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
    """What became of an entry point of which there is no answer.

    :param code: of what kind the problem is
    :param error: the same in words
    """

    code: Code
    error: str


def ask(
    module: str, entry_points: Iterable[tuple[str, str, str]], timeout: float, **options: object
) -> Iterator[dict[str, Any] | Lost]:
    """Have a child process look at entry points; if one brings it down, or takes too long, the next have another.

    :param module: the module that has the child's ``main``, which calls :func:`serve`
    :param entry_points: group, name and value of each
    :param timeout: how many seconds each step with one of them may take
    :param options: what the child is to know besides
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
                    yield Lost(Code.ENDS_PROCESS, f"its {step} ends the process with status {child.wait()}")
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
            pass  # it has ended, which the empty line below says
        for line in child.stdout:
            lines.put(line)
    lines.put("")


def serve(look: Callable[..., dict[str, Any]]) -> None:
    """Be such a child: read the request from the standard input, answer to what was the standard output, and end.

    Plugins may print what they like: that goes nowhere.

    :param look: gives the answer for an entry point. It takes a function that it calls with the name of a step which
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
    os._exit(0)  # whatever the plugins have left running


def _write(lines: TextIO, answer: object) -> None:
    lines.write(f"{json.dumps(answer)}\n")
    lines.flush()
