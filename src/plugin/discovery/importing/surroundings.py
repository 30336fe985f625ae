"""The state of the process that a module sees when it is imported, which earlier modules should not have changed."""

import builtins
import os
import sys
import warnings
from collections.abc import Iterator
from io import TextIOWrapper
from os import O_RDWR, chdir, dup, dup2, environ, open as open_file, write  # a module may replace them
from os.path import samefile
from typing import TextIO, TypeVar

T = TypeVar("T")

OUTPUT, ERRORS = 1, 2
NAMED = 5
"""How many environment variables a message names."""


class Surroundings:
    """A snapshot of the state of the process.

    Changes to ``sys.modules`` and ``os.environ`` and additions to ``sys.path`` are kept, because other modules may rely
    on them.

    :param folder: the working folder
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._argv = sys.argv[:]
        self._path = sys.path[:]
        self._finders = sys.meta_path[:]
        self._names = builtins.__dict__
        self._builtins = dict(self._names)
        self._recursion_limit = sys.getrecursionlimit()
        self._trace, self._profile = sys.gettrace(), sys.getprofile()
        self._modules = dict(sys.modules)
        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        self._output = {stream: dup(stream) for stream in (OUTPUT, ERRORS)}
        self._environment = dict(environ)
        self._threads = len(sys._current_frames())  # noqa: SLF001  # does not import threading

    def put_back(self) -> list[str]:
        """Restore everything.

        :return: messages about changes that may affect other modules
        """
        self._names.update(self._builtins)  # the code below needs them
        sys.modules.update({name: module for name, module in self._modules.items() if name not in sys.modules})
        self._warnings.__exit__(None, None, None)
        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        sys.setrecursionlimit(self._recursion_limit)
        sys.settrace(self._trace)
        sys.setprofile(self._profile)
        effects = [*self._effects()]
        chdir(self._folder)
        sys.argv = self._argv[:]
        sys.path = _with(self._path, sys.path)
        sys.meta_path = _with(self._finders, sys.meta_path)
        sys.dont_write_bytecode = True
        for stream, copy in self._output.items():
            try:
                dup2(copy, stream)
            except OSError:  # noqa: PERF203  # all files are closed, including the build log
                dup2(open_file(os.devnull, O_RDWR), stream)
        sys.stdin = _usable("stdin") or open(os.devnull, encoding="utf-8")  # noqa: SIM115
        sys.stdout = _usable("stdout") or _text_to(OUTPUT)
        sys.stderr = _usable("stderr") or _text_to(ERRORS)
        return effects

    def _effects(self) -> Iterator[str]:
        try:
            is_elsewhere = not samefile(os.curdir, self._folder)
        except OSError:  # the new folder no longer exists
            is_elsewhere = True
        if is_elsewhere:
            yield "changes the working folder, which is restored"
        environment = dict(environ)
        names = sorted({name for name, _ in environment.items() ^ self._environment.items()})
        if names:
            others = f", and {len(names) - NAMED} others" if len(names) > NAMED else ""
            yield f"changes environment variables for the modules after it: {', '.join(names[:NAMED])}{others}"
        self._environment = environment
        threads = len(sys._current_frames())  # noqa: SLF001
        if threads > self._threads:
            yield "leaves a thread running, which ends with the import process"
        self._threads = threads


def tell(message: str) -> None:
    """Write a line to the build log, whatever modules have done to ``sys.stderr``."""
    write(ERRORS, f"plugin-loader: {message}\n".encode("utf-8", "backslashreplace"))


def _with(items: list[T], changed: object) -> list[T]:
    """A changed list, followed by the items that it has lost."""
    kept = changed if isinstance(changed, list) else []
    return [*kept, *(item for item in items if item not in kept)]


def _usable(name: str) -> TextIO | None:
    """A standard stream, unless it is closed or removed."""
    stream = getattr(sys, name, None)
    try:
        return None if stream is None or stream.closed else stream
    except BaseException:  # noqa: BLE001  # whatever a module has put there
        return None


def _text_to(stream: int) -> TextIO:
    file = open(stream, "wb", buffering=0, closefd=False)  # noqa: SIM115
    return TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", write_through=True)
