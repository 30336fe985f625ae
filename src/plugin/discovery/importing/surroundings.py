"""What a module finds around itself when it is imported, and should find no other way because of the one before it."""

import builtins
import os
import sys
import warnings
from io import TextIOWrapper
from os import O_RDWR, chdir, dup, dup2, open as open_file  # a module may replace them
from typing import TextIO, TypeVar

T = TypeVar("T")

OUTPUT, ERRORS = 1, 2


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

    def put_back(self) -> None:
        """Put everything back."""
        self._names.update(self._builtins)  # what is below needs them
        sys.modules.update({name: module for name, module in self._modules.items() if name not in sys.modules})
        self._warnings.__exit__(None, None, None)
        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        sys.setrecursionlimit(self._recursion_limit)
        sys.settrace(self._trace)
        sys.setprofile(self._profile)
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
