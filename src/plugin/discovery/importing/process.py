"""Starts the child process that imports the modules, and turns its results into findings, however it ends."""

import linecache
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from plugin.discovery.contracts import problems_of
from plugin.discovery.findings import Findings, FoundPlugin, Place, PluginKind, Problem, ProblemKind, Reason
from plugin.discovery.importing.exchange import Answer, Course, Failure, Garbled, Made, Request
from plugin.discovery.pythons import too_new
from plugin.discovery.sources import SourceTree
from plugin.entries import EntryPoint
from plugin.exceptions import DiscoveryError, InvalidEntryPoint

OWN_FOLDER = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
"""The folder that must be on ``sys.path`` for this library to be imported."""

HINT = (
    "fix it, leave the module out with `exclude`, "
    'or have the source read instead of imported, with discovery = "static"'
)
TOLD = 5
"""How many lines of a traceback a message shows."""
ERRORS = 2
"""The file descriptor for the messages of a build."""
SHORTEST = 0.01
"""The minimum time for a process, in seconds."""
GRACE = 1
"""How many seconds a process has to end by itself when its time is over."""
MARK = "PLUGIN_LOADER_SEARCH"
"""The environment variable that marks processes started by modules."""


class Ending(NamedTuple):
    """How a process without an answer ended.

    :param status: its exit status; negative for the signal that ended it
    :param in_time: whether it ended within its time limit
    """

    status: int
    in_time: bool

    def __str__(self) -> str:
        if self.status >= 0:
            return f"with exit status {self.status}"
        try:
            return f"by signal {-self.status} ({signal.Signals(-self.status).name})"
        except ValueError:  # it has no name
            return f"by signal {-self.status}"


class Search:
    """The search for the plugins of a tree, which may need more than one process.

    A module that ends its process is not imported again, so that the others can be inspected.

    :param tree: the modules that ship
    :param covers: whether to look for plugins in a module
    :param timeout: how many seconds the search may take
    """

    def __init__(self, tree: SourceTree, covers: Callable[[str], bool], timeout: float) -> None:
        self.tree = tree
        self.wanted = [module for module in tree.modules if covers(module) and module.split(".")[-1] != "__main__"]
        self.timeout = timeout
        self.blocked: dict[str, Failure] = {}
        self.failures: list[Failure] = []

    def run(self) -> Findings:
        """:return: every plugin and every problem, sorted
        :raises DiscoveryError: if there is no answer; with all problems found until then
        """
        deadline = time.monotonic() + self.timeout
        while self.wanted:
            with TemporaryDirectory(prefix="plugin-loader-", ignore_cleanup_errors=True) as folder:
                ending = self._start(folder, max(deadline - time.monotonic(), SHORTEST))
                try:
                    answer, course = Answer.load(folder), Course.load(folder)
                except Garbled as error:
                    problem = f"the plugins of the modules are not known, because one of them has {error}: {HINT}"
                    known = self._problems([*self.failures, *self.blocked.values()])
                    raise DiscoveryError(map(str, [*known, problem])) from error
                if answer is not None:
                    return self._findings(answer, [*self.failures, *course.failures])
                self._blame(ending, course, _read(os.path.join(folder, "stack")))
        return self._findings(Answer(), self.failures)

    def _start(self, folder: str, seconds: float) -> Ending:
        """Run a process for the remaining modules, and end whatever it leaves running."""
        lifeline, held = os.pipe()
        python_path = os.environ.get("PYTHONPATH")
        Request(
            root=self.tree.root,
            path=[os.path.abspath(entry) for entry in sys.path],
            python_path=python_path,
            modules=self.tree.modules,
            wanted=self.wanted,
            blocked=self.blocked,
            seconds=seconds,
            lifeline=lifeline,
        ).save(folder)
        if sys.stderr is not None:
            sys.stderr.flush()  # because output of the modules comes after it
        started = time.monotonic()
        try:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-B", "-u", "-m", "plugin.discovery.importing", folder],
                cwd=folder,  # an empty folder, because the working folder is initially on sys.path
                env={
                    **os.environ,
                    "PYTHONPATH": f"{OWN_FOLDER}{os.pathsep}{python_path}" if python_path else OWN_FOLDER,
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "PYTHON_LAZY_IMPORTS": "normal",  # what it needs is imported before modules can change the path
                    MARK: folder,
                },
                stdin=subprocess.DEVNULL,
                stdout=ERRORS,
                **_group(lifeline),
            )
        except OSError as error:
            raise DiscoveryError([f"cannot start Python to import the modules: {error}"]) from error
        finally:
            os.close(lifeline)
        try:
            status = process.wait(seconds + GRACE)
        except subprocess.TimeoutExpired:
            return Ending(0, in_time=False)
        finally:
            _end_group(process, f"{MARK}={folder}")
            os.close(held)
        return Ending(status, in_time=time.monotonic() < started + seconds)

    def _blame(self, ending: Ending, course: Course, stack: str) -> None:
        """Find out which module ended a process, and continue without it.

        :raises DiscoveryError: if there is no such module, or no time left
        """
        module = course.executing[-1] if course.executing else course.looking_at or course.importing
        frames = self._frames(module, stack)
        act = "looked at" if course.looking_at else "imported"
        if module is not None and module not in self.blocked and ending.in_time:
            failure = Failure(module, f"it ends the process {ending}", frames=frames, act=act)
            if course.looking_at:
                self.failures.append(failure)
                self.wanted.remove(module)
            else:
                self.blocked[module] = failure
            return
        when = f"while {module} was being {act}" if module else "before any module was imported"
        message = f"the process that imports the modules ended {ending} {when}; see its output above"
        hint = HINT
        if not ending.in_time:
            message = f"the time limit of {self.timeout:g} s was exceeded {when}"
            hint = f"allow more with `import-timeout`, or {HINT}"
        place = self._place(module, frames) if module else Place("pyproject.toml", 0)
        problem = Problem(kind=ProblemKind.UNREADABLE, place=place, message=message, hint=hint)
        raise DiscoveryError(map(str, [*self._problems([*self.failures, *course.failures]), problem]))

    def _frames(self, module: str | None, stack: str) -> list[tuple[str, int, str]]:
        """Where in a module its process was when it ended, as far as it is known."""
        source = self.tree.modules.get(module or "")
        found = source and re.search(rf'File "{re.escape(source.path)}", line (\d+)', stack)
        if not source or not found:
            return []
        return [(source.shown, int(found[1]), linecache.getline(source.path, int(found[1])).strip())]

    # -- what is found ------------------------------------------------------------------------------------------------

    def _findings(self, answer: Answer, failures: Sequence[Failure]) -> Findings:
        plugins = []
        problems = [*self._problems(failures), *map(self._lost, answer.lost)]
        for made in answer.plugins:
            place = self._place(made.module, [("", made.line, "")])
            try:
                entry_point = EntryPoint(made.name, f"{made.module}:{made.attribute}", made.group)
            except InvalidEntryPoint as error:
                hint = "give the plugin another name or namespace"
                problem = Problem(ProblemKind.INVALID, place, str(error), hint, group=made.group, name=made.name)
                problems.append(problem)
            else:
                plugins.append(FoundPlugin(entry_point, PluginKind(made.kind), place))
                problems += problems_of(plugins[-1], made.faults)
        return Findings(
            plugins=tuple(
                sorted(plugins, key=lambda found: (found.entry_point.group, found.entry_point.name, found.place))
            ),
            problems=tuple(sorted(problems, key=lambda problem: (problem.place, problem.message))),
        )

    def _lost(self, made: Made) -> Problem:
        return Problem(
            kind=ProblemKind.UNDECIDABLE,
            place=self._place(made.module, [("", made.line, "")]),
            message=f"{made.module}:{made.attribute} cannot be loaded: the module replaces itself with another object",
            hint="give that object an attribute of this name, or make the plugin in another module",
            group=made.group,
            name=made.name,
        )

    def _problems(self, failures: Iterable[Failure]) -> Iterator[Problem]:
        """The problems of modules that failed; those that failed at the same place for the same reason share one."""
        causes: dict[tuple[object, ...], list[Failure]] = {}
        below: Counter[str] = Counter()
        for failure in failures:
            if failure.package is None:
                key = (failure.error, *failure.frames[-1][:2]) if failure.frames else (failure.module,)
                causes.setdefault(key, []).append(failure)
            else:
                below.update(package for package in _packages(failure.module))
        for same in causes.values():
            where = {self.tree.modules[failure.module].shown: failure for failure in same}
            first = where.get(same[0].frames[-1][0], same[0]) if same[0].frames else same[0]
            importers = [failure.module for failure in same if failure is not first]
            message = f"{first.module} cannot be {first.act}: {first.error}{self._too_new(first)}"
            if importers:
                message += f"; nor can {', '.join(importers)}, because of what they import"
            if inside := sum(below[failure.module] for failure in same):
                message += f"; nor can the {inside} modules in it" if inside > 1 else "; nor can the module in it"
            yield Problem(
                kind=ProblemKind.UNREADABLE,
                place=self._place(first.module, first.frames),
                message=message,
                hint=self._hint(first),
                reasons=tuple(
                    Reason(f"it runs `{code}`", Place(path, line))
                    for path, line, code in reversed(first.frames[-TOLD:])
                    if code
                ),
            )

    def _too_new(self, failure: Failure) -> str:
        """Whether this Python is too old for the source that it cannot parse, see :func:`too_new`."""
        if not (failure.frames and failure.error.startswith("SyntaxError")):
            return ""
        source = next(each for each in self.tree.modules.values() if each.shown == failure.frames[-1][0])
        with suppress(OSError):  # a module may have removed it
            return too_new(source.read(), self.tree.requires_python)
        return ""

    def _place(self, module: str, frames: Sequence[tuple[str, int, str]]) -> Place:
        shown = self.tree.modules[module].shown
        path, line, _ = frames[-1] if frames else (shown, 0, "")
        return Place(path or shown, line)

    def _hint(self, failure: Failure) -> str:
        missing = (failure.missing or "").partition(".")[0]
        tops = {module.partition(".")[0] for module in self.tree.modules}
        if not missing or missing in tops or missing in sys.stdlib_module_names:
            return HINT
        return (
            f"a build has only what build-system.requires lists: add the distribution of `{missing}` to it, "
            f"or {HINT.partition(', ')[2]}"
        )


def _packages(module: str) -> Iterator[str]:
    while module := module.rpartition(".")[0]:
        yield module


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except FileNotFoundError:  # the process ended before it could create it
        return ""


if sys.platform == "win32":

    def _group(_: int) -> dict[str, Any]:
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}

    def _end_group(process: "subprocess.Popen[Any]", _: str) -> None:
        if process.poll() is None:
            command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603
        process.wait()

else:

    def _group(lifeline: int) -> dict[str, Any]:
        return {"start_new_session": True, "pass_fds": [lifeline]}

    def _end_group(process: "subprocess.Popen[Any]", mark: str) -> None:
        with suppress(OSError):  # all have ended
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        end = time.monotonic() + GRACE
        while (others := [pid for pid in _pids() if _is_marked(pid, mark)]) and time.monotonic() < end:
            for pid in others:  # they are in sessions of their own
                with suppress(OSError):
                    os.kill(pid, signal.SIGKILL)

    def _pids() -> Iterator[int]:
        with suppress(OSError):  # not all systems have /proc
            yield from (int(name) for name in os.listdir("/proc") if name.isdigit())

    def _is_marked(pid: int, mark: str) -> bool:
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                return os.fsencode(mark) in file.read().split(b"\0")
        except OSError:  # it has ended, or belongs to another user
            return False
