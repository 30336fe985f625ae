"""The messages between the child process that imports and its parent: files in a temporary folder."""

import json
import os
from collections.abc import Mapping, Sequence
from os import (  # a module may replace them
    O_APPEND,
    O_CREAT,
    O_WRONLY,
    close,
    getpid,
    open as open_file,
    replace,
    write,
)
from typing import Any, NamedTuple

from plugin.discovery.contracts import Fault
from plugin.discovery.findings import Place, Reason
from plugin.discovery.sources import SourceFile

_encode = json.JSONEncoder().encode


class Garbled(Exception):
    """The files in the folder are not as they were written; the message says what a module has done to them."""


class Failure(NamedTuple):
    """A module that cannot be imported or inspected.

    :param module: the module
    :param error: the error message
    :param missing: the module that is not installed, if that is the cause
    :param frames: the lines of the project in the traceback, outermost first: file, line and code
    :param package: the package of the module, if that cannot be imported
    :param act: the failed action: ``imported`` or ``looked at``
    """

    module: str
    error: str
    missing: str | None = None
    frames: Sequence[tuple[str, int, str]] = ()
    package: str | None = None
    act: str = "imported"


class Request(NamedTuple):
    """What to do.

    :param root: the project folder, which is the working folder while modules are imported
    :param path: the value for ``sys.path``
    :param python_path: the original environment variable ``PYTHONPATH``
    :param modules: the modules that ship, by name
    :param wanted: the modules to import and inspect
    :param blocked: the modules that must not be imported again, each with its previous failure
    :param seconds: how long it may take
    :param lifeline: the end of a pipe that is closed when the parent process is gone
    """

    root: str
    path: Sequence[str]
    python_path: str | None
    modules: Mapping[str, SourceFile]
    wanted: Sequence[str]
    blocked: Mapping[str, Failure]
    seconds: float
    lifeline: int

    def save(self, folder: str) -> None:
        """Write it to the folder."""
        _write(os.path.join(folder, "request"), self._asdict())

    @classmethod
    def load(cls, folder: str) -> "Request":
        """Read it from the folder."""
        fields = _read(os.path.join(folder, "request"))
        modules = {name: SourceFile(*source) for name, source in fields.pop("modules").items()}
        blocked = {name: Failure(*failure) for name, failure in fields.pop("blocked").items()}
        return cls(modules=modules, blocked=blocked, **fields)


class Made(NamedTuple):
    """A plugin, as plain text.

    :param group: its namespace
    :param name: its name
    :param module: the module that makes it
    :param attribute: the name in the module that it is bound to
    :param kind: which of the three kinds it is
    :param line: the line that makes it
    :param faults: why it cannot be made, if it cannot
    """

    group: str
    name: str
    module: str
    attribute: str
    kind: str
    line: int
    faults: Sequence[Fault] = ()


class Answer(NamedTuple):
    """The plugins of the modules.

    :param plugins: the plugins
    :param lost: plugins that cannot be loaded under their names
    """

    plugins: Sequence[Made] = ()
    lost: Sequence[Made] = ()

    def save(self, folder: str) -> None:
        """Write it to the folder atomically."""
        _write(os.path.join(folder, "answer"), self._asdict())

    @classmethod
    def load(cls, folder: str) -> "Answer | None":
        """Read it from the folder; ``None`` if there is none.

        :raises Garbled: if it is not an answer
        """
        try:
            fields = _read(os.path.join(folder, "answer"))
            return cls(**{field: [_made(Made(*made)) for made in each] for field, each in fields.items()})
        except FileNotFoundError:
            return None
        except (AttributeError, OSError, TypeError, ValueError) as error:
            raise Garbled("changed the answer") from error


def _made(made: Made) -> Made:
    """Convert lists from JSON back to values."""
    faults = (Fault(text, hint, tuple(_reason(*cause) for cause in causes)) for text, hint, causes in made.faults)
    return made._replace(faults=tuple(faults))


def _reason(text: str, place: Sequence[Any] | None) -> Reason:
    return Reason(text, Place(*place) if place else None)


class Record:
    """Records each event before it happens.

    The file is opened for each entry, because a module may close all open files.

    :param folder: the folder
    """

    def __init__(self, folder: str) -> None:
        self._path = os.path.join(folder, "record")
        self._process = getpid()

    def imports(self, module: str) -> None:
        """A module is about to be imported."""
        self._note("imports", module)

    def begins(self, module: str) -> None:
        """A module of the project is being executed."""
        self._note("begins", module)

    def ends(self, module: str) -> None:
        """A module of the project was executed, or failed."""
        self._note("ends", module)

    def looks_at(self, module: str) -> None:
        """All modules are imported, and one is being looked at."""
        self._note("looks_at", module)

    def failed(self, failure: Failure) -> None:
        """A module cannot be imported or looked at."""
        self._note("failed", _encode(failure))

    def _note(self, event: str, what: str) -> None:  # without builtins, which a module may replace
        if getpid() != self._process:
            return  # a module has forked this process
        file = open_file(self._path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        write(file, f"{event} {what}\n".encode())
        close(file)


class Course(NamedTuple):
    """The contents of a record.

    :param executing: the modules that were being executed, outermost first
    :param importing: the last module that was about to be imported
    :param looking_at: the module that was being looked at
    :param failures: the modules that failed
    """

    executing: Sequence[str]
    importing: str | None
    looking_at: str | None
    failures: Sequence[Failure]

    @classmethod
    def load(cls, folder: str) -> "Course":
        """Read the record in the folder.

        :raises Garbled: if it is not a record
        """
        if not os.path.exists(os.path.join(folder, "request")):
            raise Garbled("removed the folder for the answer")
        try:
            return cls._load(os.path.join(folder, "record"))
        except (OSError, TypeError, ValueError) as error:
            raise Garbled("changed the record of what was imported") from error

    @classmethod
    def _load(cls, path: str) -> "Course":
        executing: list[str] = []
        importing = looking_at = None
        failures = []
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for line in file:
                    event, _, what = line.rstrip("\n").partition(" ")
                    if event == "begins":
                        executing.append(what)
                    elif event == "ends":
                        executing.remove(what)
                    elif event == "imports":
                        importing = what
                    elif event == "looks_at":
                        looking_at = what
                    else:
                        failures.append(Failure(*json.loads(what)))
        return cls(executing, importing, looking_at, failures)


def _write(path: str, content: Mapping[str, Any]) -> None:
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        file.write(_encode(content))
    replace(f"{path}.new", path)


def _read(path: str) -> dict[str, Any]:
    with open(path, encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content
