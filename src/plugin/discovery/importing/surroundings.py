"""What a module finds around itself when it is imported, and should find no other way because of the one before it."""

import builtins
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from os import chdir, dup, dup2
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
        self._names = vars(builtins)
        self._builtins = dict(self._names)
        self._recursion_limit = sys.getrecursionlimit()
        self._trace, self._profile = sys.gettrace(), sys.getprofile()
        self._output = {stream: dup(stream) for stream in (OUTPUT, ERRORS)}

    @contextmanager
    def kept(self) -> Iterator[None]:
        """A context in which modules may change whatever they like."""
        try:
            with warnings.catch_warnings():
                yield
        finally:
            self.put_back()

    def put_back(self) -> None:
        """Put everything back."""
        self._names.update(self._builtins)  # what is below needs them
        sys.setrecursionlimit(self._recursion_limit)
        sys.settrace(self._trace)
        sys.setprofile(self._profile)
        chdir(self._folder)
        sys.argv = self._argv[:]
        sys.path = _with(self._path, sys.path)
        sys.meta_path = _with(self._finders, sys.meta_path)
        sys.dont_write_bytecode = True
        for stream, copy in self._output.items():
            with suppress(OSError):  # all files are closed
                dup2(copy, stream)
        sys.stdin = open(os.devnull) if _is_closed(sys.stdin) else sys.stdin  # noqa: SIM115
        sys.stdout = _text_to(OUTPUT) if _is_closed(sys.stdout) else sys.stdout
        sys.stderr = _text_to(ERRORS) if _is_closed(sys.stderr) else sys.stderr


def _with(items: list[T], changed: object) -> list[T]:
    """What a list has become, and behind that whatever it has lost."""
    kept = changed if isinstance(changed, list) else []
    return [*kept, *(item for item in items if item not in kept)]


def _is_closed(stream: TextIO | None) -> bool:
    try:
        return stream is None or stream.closed
    except Exception:  # noqa: BLE001  # whatever a module has put there
        return True


def _text_to(stream: int) -> TextIO:
    file = open(stream, "wb", buffering=0, closefd=False)  # noqa: SIM115
    return TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", write_through=True)
