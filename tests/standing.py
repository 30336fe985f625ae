"""Processes that stand ready: they import a build backend or the import engine once, and fork for each call.

What is called runs in a process of its own, as it would without them; only the start of Python is not paid for each
time.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

FORKING = """
import json, os, sys
from importlib import import_module
for module in sys.argv[1:]:
    imported = import_module(module)
for line in sys.stdin:
    child = os.fork()
    if not child:
        break
    print(child, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()
"""
"""Imports modules, and forks for each line of its input; it answers with the process and its exit status."""
SERVER = f"""{FORKING}
hook, folder, project, stdout, stderr = json.loads(line)
os.chdir(project)
for number, path in enumerate((os.devnull, stdout, stderr)):
    os.dup2(os.open(path, os.O_RDWR | os.O_APPEND), number)
print(getattr(imported, hook)(folder))
"""
FIRST = {"hatchling.build": ["hatchling.builders.sdist", "hatchling.builders.wheel"]}
"""Backend -> what it would import within a hook."""


IMPORTER = f"""{FORKING}
folder, environment, lifeline = json.loads(line)
os.setsid()
os.chdir(folder)
os.environ.clear()
os.environ.update(environment)
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
os.dup2(2, 1)
os.dup2(os.pipe()[0], lifeline)
imported.run(folder)
"""


def ask(process: "subprocess.Popen[str]", request: list[Any]) -> tuple[int, int]:
    """Have a process that stands ready do something.

    :return: the process that has done it, and its exit status
    """
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(request) + "\n")
    process.stdin.flush()
    pid, status = process.stdout.readline().split()
    return int(pid), int(status)


class StandingImporter:
    """Takes the place of ``subprocess.Popen`` in the import engine, and runs each of its processes to the end.

    ``tests/unit/test_importing.py`` is about the real ones.
    """

    pid: int
    status: int

    def __init__(self) -> None:
        command = [sys.executable, "-B", "-u", "-c", IMPORTER, "plugin.discovery.importing.child"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, command: list[str], *, env: Mapping[str, str], **options: Any) -> "StandingImporter":
        (lifeline,) = options["pass_fds"]
        self.pid, self.status = ask(self.process, [command[-1], dict(env), lifeline])
        return self

    def wait(self, _: float | None = None) -> int:
        return self.status

    def end(self) -> None:
        with self.process:  # which closes its standard input, and waits
            pass


class Standing:
    """The backends that were asked for so far.

    :param env: the environment variables of their processes
    """

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.processes: dict[tuple[Path, str], subprocess.Popen[str]] = {}
        self.open = ExitStack()

    def call(self, python: Path, backend: str, hook: str, folder: Path, project: Path) -> tuple[int, str, str]:
        """Call a hook of a backend with a folder as its argument.

        :param python: that of the environment that holds the backend
        :return: exit status, standard output, standard error
        """
        process = self.processes.get((python, backend)) or self._start(python, backend)
        with tempfile.NamedTemporaryFile() as stdout, tempfile.NamedTemporaryFile() as stderr:
            request = [hook, str(folder), str(project), stdout.name, stderr.name]
            _, status = ask(process, request)
            return status, *(Path(file.name).read_text("utf-8", errors="replace") for file in (stdout, stderr))

    def _start(self, python: Path, backend: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [python, "-I", "-c", SERVER, *FIRST.get(backend, []), backend],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self.env,
            cwd=os.path.dirname(python),
            text=True,
        )
        self.processes[python, backend] = self.open.enter_context(process)
        return process

    def end(self) -> None:
        """End the processes."""
        self.open.close()  # which closes their standard input, and waits
