"""Has entry points looked at in child processes, so that none of them can harm this one, or the next."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from queue import Empty, Queue
from threading import Thread
from typing import Any, NamedTuple

from plugin.cli.codes import Code
from plugin.installed import InstalledEntryPoint


class Lost(NamedTuple):
    """An entry point of which there is no answer.

    :param code: what became of the child process
    :param error: the same in words
    """

    code: Code
    error: str


def ask(module: str, entry_points: Sequence[InstalledEntryPoint], timeout: float) -> Iterator[Any]:
    """Have a child process look at entry points; if one brings it down, or takes too long, the next have another.

    :param module: the module whose ``main`` the child runs. It reads an object of JSON, with the ``path`` to import
        from and the ``entries`` to look at, each as group, name and value; and writes a line of JSON for each.
    :param entry_points: the entry points
    :param timeout: how many seconds one may take
    :return: the answers, in the same order; a :class:`Lost` where there is none
    """
    rest = [(found.group, found.name, found.value) for found in entry_points]
    while rest:
        child = subprocess.Popen(
            [sys.executable, "-c", f"from {module} import main; main()"],
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
                    yield json.loads(answer)
                    rest.pop(0)
                if rest:
                    yield Lost(Code.ENDS_PROCESS, f"its import ends the process with status {child.wait()}")
                    rest.pop(0)
            except Empty:
                yield Lost(Code.TOO_SLOW, f"its import takes longer than {timeout:g} s")
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
            pass  # it has ended, which the empty answer below says
        for line in child.stdout:
            answers.put(line)
    answers.put("")
