"""The child process that imports and inspects modules, which isolates their side effects."""

import faulthandler
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial, wraps
from importlib import import_module
from io import TextIOWrapper
from itertools import groupby
from linecache import getline
from os import _exit, getpid  # a module may replace those of os
from os.path import samefile
from traceback import print_exc
from types import ModuleType, TracebackType
from typing import Any

from plugin.core import PluginSpec, PluginSpecResolver
from plugin.discovery.contracts import Contracts, Fault
from plugin.discovery.findings import Place
from plugin.discovery.importing.exchange import Answer, Failure, Made, Record, Request
from plugin.discovery.importing.loading import AliasFinder, TreeFinder, is_builtin
from plugin.discovery.importing.surroundings import Surroundings, tell
from plugin.discovery.inspection import Bound, Content, Inspection, Maker, tree_of
from plugin.exceptions import describe

FRAMES = 20
"""The maximum number of traceback lines to report."""

ANYTHING = BaseException
"""What a module may raise; kept because a module may remove that name from ``builtins``."""


def run(folder: str) -> None:
    """Process the request in a folder, leave the answer there, and exit.

    The process exits without Python's usual clean-up, because threads and exit handlers left behind by modules could
    prevent it from ending.
    """
    request = Request.load(folder)
    _end_in_any_case(request, folder)
    sys.argv = [""]
    sys.path = list(request.path)
    os.environ.pop("PYTHONPATH", None)
    if request.python_path is not None:
        os.environ["PYTHONPATH"] = request.python_path
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # printing should not fail
    try:
        Child(request, Record(folder)).answer().save(folder)
        _exit(0)
    except BaseException:  # noqa: BLE001  # a module has broken something that this needs
        print_exc()
    finally:
        _exit(1)


class Child:
    """Imports modules, and inspects their contents.

    :param request: what to do
    :param record: records what happens
    """

    def __init__(self, request: Request, record: Record) -> None:
        self.request = request
        self.record = record
        self.finder = TreeFinder(request.modules, record, request.blocked)
        self.failed: set[str] = set()
        self.makers: dict[int, Maker] = {}
        self._shown = {source.path: source.shown for source in request.modules.values()}

    def answer(self) -> Answer:
        """:return: the plugins of the modules, after importing all of them"""
        sys.meta_path[:0] = [self.finder, AliasFinder()]
        _note_makers(self.makers)
        process = getpid()
        surroundings = Surroundings(self.request.root)
        surroundings.put_back()
        for module in self.request.wanted:
            package = module.rpartition(".")[0]
            if package in self.failed:
                self._fail(Failure(module, "its package cannot be imported", package=package))
                continue
            self.record.imports(module)
            error = _import(module)
            effects = surroundings.put_back()
            if getpid() != process:
                _exit(0)  # a module has forked this process
            for effect in effects:
                tell(f"importing {module} {effect}")
            if failure := self._failure(module, error):
                self._fail(failure)
        inspection = Inspection(PluginSpecResolver(), self.makers)
        for module in self.request.wanted:
            if module not in self.failed:
                self._look_at(module, inspection)
        return self._in_words(inspection)

    def _fail(self, failure: Failure) -> None:
        self.failed.add(failure.module)
        self.record.failed(failure)

    def _failure(self, module: str, error: BaseException | None) -> Failure | None:
        """Return what is wrong with a module after importing it, if anything."""
        if module in self.request.blocked:
            return self.request.blocked[module]
        if is_builtin(module):
            return Failure(module, "the standard library has a module of that name, which is imported instead")
        if error is not None:
            missing = error.name if isinstance(error, ModuleNotFoundError) else None
            return Failure(module, describe(error), missing, self._frames(error))
        if module in self.finder.executed:
            return None
        file = getattr(sys.modules.get(module), "__file__", None)
        if file and samefile(file, self.request.modules[module].path):
            return None
        return Failure(module, f"a module of that name was already imported from {file}")

    def _frames(self, error: BaseException) -> list[tuple[str, int, str]]:
        """The lines of the project in the traceback of an exception, outermost first."""
        lines = [(path, line) for path, line in _lines(error.__traceback__) if path in self._shown]
        lines = [line for line, _ in groupby(lines)]  # once is enough for an endless recursion
        frames = [(self._shown[path], line, getline(path, line).strip()) for path, line in lines[-FRAMES:]]
        if isinstance(error, SyntaxError) and error.filename in self._shown:
            frames.append((self._shown[error.filename], error.lineno or 0, ""))
        return frames

    # -- their contents -----------------------------------------------------------------------------------------------

    def _look_at(self, module: str, inspection: Inspection) -> None:
        self.record.looks_at(module)
        try:
            inspection.look_at(self._content(module))
        except BaseException as error:  # noqa: BLE001  # the objects in a module may raise anything
            self._fail(Failure(module, describe(error), frames=self._frames(error), act="looked at"))

    def _content(self, module: str) -> Content:
        """The contents of a module, with its own names and those of the object that it replaces itself by."""
        current = sys.modules.get(module)
        executed = self.finder.executed.get(module, current)
        if not isinstance(executed, ModuleType):
            executed = ModuleType(module)
        variables = {**vars(executed), **getattr(current, "__dict__", {})}
        return Content(module, self.request.modules[module].package, variables, partial(tree_of, executed))

    def _in_words(self, inspection: Inspection) -> Answer:
        plugins: list[Made] = []
        lost: list[Made] = []
        for bound in inspection.found():
            made = Made(
                str.__str__(bound.spec.namespace),  # it may be a member of an enum
                str.__str__(bound.spec.name),
                bound.module,
                bound.name,
                bound.kind.value,
                bound.line,
                self._faults(bound.spec, inspection),
            )
            (plugins if self._loads(bound) else lost).append(made)
        return Answer(plugins, lost)

    def _faults(self, spec: PluginSpec, inspection: Inspection) -> tuple[Fault, ...]:
        """Why a plugin cannot be made."""

        def place_of(function: object, owner: type | None) -> Place | None:
            for each in (function, owner):
                source = self.request.modules.get(getattr(each, "__module__", ""))
                if source and (line := inspection.line_of_definition(each)):
                    return Place(source.shown, line)
            return None

        try:
            return tuple(Contracts(place_of).faults(spec))
        except ANYTHING:  # any object may be a factory, and some raise
            return ()

    def _loads(self, bound: Bound) -> bool:
        module = sys.modules.get(bound.module, self.finder.executed.get(bound.module))
        try:
            return getattr(module, bound.name) is bound.value
        except BaseException:  # noqa: BLE001  # the module may have replaced itself by any object
            return False


def _import(module: str) -> BaseException | None:
    try:
        import_module(module)
    except ANYTHING as error:
        return error
    return None


def _note_makers(makers: dict[int, Maker]) -> None:
    """Record for each spec the module statement that was being executed when it was made.

    This distinguishes the maker of a spec from a module that gets it from another one, for example from a table.
    """
    init = PluginSpec.__init__

    @wraps(init)
    def init_and_note(self: PluginSpec, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        frame = sys._getframe(1)  # noqa: SLF001
        while frame.f_back and frame.f_code.co_name != "<module>":
            frame = frame.f_back
        makers[id(self)] = Maker(frame.f_globals.get("__name__", ""), frame.f_lineno)

    PluginSpec.__init__ = init_and_note  # type: ignore[method-assign]


def _lines(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _end_in_any_case(request: Request, folder: str) -> None:
    """Make this process end in time, and together with its parent; record what it was executing when it ended."""
    stack = open(os.path.join(folder, "stack"), "w", encoding="utf-8")  # noqa: SIM115  # open to the end
    faulthandler.enable(stack)
    faulthandler.dump_traceback_later(request.seconds, exit=True, file=stack)
    if sys.platform == "linux":
        # The parent may be killed, and then cannot end this process. The system does so instead, by a signal to this
        # process group when the pipe is closed. A thread waiting for that would disturb modules that fork.
        import fcntl  # noqa: PLC0415

        os.set_inheritable(request.lifeline, False)
        fcntl.fcntl(request.lifeline, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(request.lifeline, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(request.lifeline, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        with suppress(BlockingIOError):
            os.read(request.lifeline, 1)
            _exit(1)  # it is already closed
