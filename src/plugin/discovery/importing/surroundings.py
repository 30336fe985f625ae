"""What a module finds around itself when it is imported, and should find no other way because of the one before it."""

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
"""How many variables of the environment are told by name."""


class Surroundings:
    """The state of the process, as it is when this is made.

    ``sys.modules``, ``os.environ`` and what is added to ``sys.path`` are left as modules change them, for others that
    import those modules may count on it.

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
        self._threads = len(sys._current_frames())  # noqa: SLF001  # threading need not be imported for that

    def put_back(self) -> list[str]:
        """Put everything back.

        :return: what others may notice of it, or may miss, in words
        """
        self._names.update(self._builtins)  # what is below needs them
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
            except OSError:  # noqa: PERF203  # all files are closed, and what leads to the build log as well
                dup2(open_file(os.devnull, O_RDWR), stream)
        sys.stdin = _usable("stdin") or open(os.devnull, encoding="utf-8")  # noqa: SIM115
        sys.stdout = _usable("stdout") or _text_to(OUTPUT)
        sys.stderr = _usable("stderr") or _text_to(ERRORS)
        return effects

    def _effects(self) -> Iterator[str]:
        try:
            is_elsewhere = not samefile(os.curdir, self._folder)
        except OSError:  # where it went is not there any more
            is_elsewhere = True
        if is_elsewhere:
            yield "changes the working folder, which is put back"
        environment = dict(environ)
        names = sorted({name for name, _ in environment.items() ^ self._environment.items()})
        if names:
            others = f", and {len(names) - NAMED} others" if len(names) > NAMED else ""
            yield f"changes the environment of the modules after it: {', '.join(names[:NAMED])}{others}"
        self._environment = environment
        threads = len(sys._current_frames())  # noqa: SLF001
        if threads > self._threads:
            yield "leaves a thread running, which ends once the modules are looked at"
        self._threads = threads


def tell(message: str) -> None:
    """Write a line into the build log, whatever modules have done to ``sys.stderr``."""
    write(ERRORS, f"plugin-loader: {message}\n".encode("utf-8", "backslashreplace"))


def _with(items: list[T], changed: object) -> list[T]:
    """What a list has become, and behind that whatever it has lost."""
    kept = changed if isinstance(changed, list) else []
    return [*kept, *(item for item in items if item not in kept)]


def _usable(name: str) -> TextIO | None:
    """A standard stream, unless it is closed, or taken away."""
    stream = getattr(sys, name, None)
    try:
        return None if stream is None or stream.closed else stream
    except BaseException:  # noqa: BLE001  # whatever a module has put there
        return None


def _text_to(stream: int) -> TextIO:
    file = open(stream, "wb", buffering=0, closefd=False)  # noqa: SIM115
    return TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", write_through=True)
