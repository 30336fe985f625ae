"""Runs the static engine over source that would do harm, and sees what becomes of the machine and of the process.

The snippets stand in `tests/hostile`: a file for each kind, in it a docstring that says which, and the snippets, each
below a line `# --- what it tries`. What follows a snippet in its module is a plugin, `ns:ok`, that has to be found,
unless the line ends with `, ends the module`: then Python itself would not come so far. `OUT` is the path of a file or
folder that must not come into being.

A process forks for each snippet, so that none finds what another has left, and each has its limits.
"""

import ast
import atexit
import codecs
import gc
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from _abc import _get_dump
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from engine import FEW_STEPS
from plugin.discovery import SourceTree
from plugin.discovery.static import find_plugins, worlds

FOLDER = Path(__file__).parent / "hostile"
ENDS = ", ends the module"
SECONDS = 10
"""The processor time that a snippet may take, in the engine."""
PATIENCE = 120
"""The seconds after which it is ended if it takes no processor time; a machine may be busy with other things."""
MEMORY = 2 << 30
"""The memory that it may take, in bytes."""
MODULE = """OUT = {out!r}
{code}
from plugin import PluginSpec
ok = PluginSpec("ns", "ok", lambda: None)
"""


@dataclass(frozen=True)
class Snippet:
    """Source that would do harm.

    :param group: the file that it stands in
    :param title: what it tries
    :param code: the source
    :param ends: whether Python does not reach what follows it
    """

    group: str
    title: str
    code: str
    ends: bool


@dataclass
class Outcome:
    """What became of a snippet.

    :param ended: how the process ended, if not by itself and in good order
    :param found: the plugins that were found, as ``group:name``
    :param touched: whether the snippet has reached the machine
    :param printed: what was written to stdout
    :param changed: what of the process is no longer as it was
    :param seconds: the time it took
    """

    ended: str | None = None
    found: list[str] = field(default_factory=list)
    touched: bool = False
    printed: str = ""
    changed: list[str] = field(default_factory=list)
    seconds: float = 0.0


def read(path: Path) -> list[Snippet]:
    head, *sections = path.read_text(encoding="utf-8").split("# --- ")
    assert ast.get_docstring(ast.parse(head)), f"{path.name} does not say what it shows"
    snippets = []
    for section in sections:
        title, _, code = section.partition("\n")
        snippets.append(Snippet(path.stem, title.removesuffix(ENDS), code, title.endswith(ENDS)))
    return snippets


def all_snippets() -> list[Snippet]:
    return [snippet for path in sorted(FOLDER.glob("*.py")) for snippet in read(path)]


@contextmanager
def container() -> Iterator[Callable[[Snippet], Outcome]]:
    """Start a process that runs snippets, and give a function that has it run one."""
    with subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        text=True,
    ) as process:

        def run(snippet: Snippet) -> Outcome:
            process.stdin.write(json.dumps(asdict(snippet)) + "\n")
            process.stdin.flush()
            return Outcome(**json.loads(process.stdout.readline()))

        yield run


def main() -> None:
    for line in sys.stdin:
        outcome = contained(Snippet(**json.loads(line)), find)
        sys.stdout.write(json.dumps(asdict(outcome)) + "\n")
        sys.stdout.flush()


def contained(snippet: Snippet, run: Callable[[str], list[str]]) -> Outcome:
    """Run a snippet in a process that is forked for it.

    :param run: what is done with the folder in which it is a module: it gives the plugins that are found
    """
    place = Path(tempfile.mkdtemp())
    try:
        return _contained(snippet, run, place)
    finally:
        shutil.rmtree(place)


def _contained(snippet: Snippet, run: Callable[[str], list[str]], place: Path) -> Outcome:
    folder, away, work, answer = (place / name for name in ("folder", "away", "work", "answer"))
    for each in (folder, away, work):
        each.mkdir()
    source = MODULE.format(out=str(away / "out"), code=snippet.code)
    (folder / "app.py").write_text(source, encoding="utf-8")
    for stream in ("stdout", "stderr"):
        (place / stream).touch()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            _limit(work, place)
            _run(run, folder, answer)
        finally:
            os._exit(0)  # whatever happened, this process must not go on with the others
    ended = _wait(child, started + PATIENCE + SECONDS)
    outcome = Outcome(**json.loads(answer.read_text())) if answer.exists() else Outcome(ended="it gave no answer")
    outcome.ended = ended or outcome.ended
    outcome.printed = (place / "stdout").read_text(errors="replace")
    outcome.touched = any(map(os.listdir, (away, work))) or not _is_as_it_was(folder, source)
    outcome.seconds = time.monotonic() - started
    return outcome


def _is_as_it_was(folder: Path, source: str) -> bool:
    return os.listdir(folder) == ["app.py"] and (folder / "app.py").read_text(encoding="utf-8") == source


def _limit(work: Path, place: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(PATIENCE)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(place / "stdout", os.O_WRONLY), 1)
    os.dup2(os.open(place / "stderr", os.O_WRONLY), 2)
    os.chdir(work)
    sys.dont_write_bytecode = True


def _run(run: Callable[[str], list[str]], folder: Path, answer: Path) -> None:
    before, known = dict(host()), {*sys.modules}
    found = run(str(folder))
    gc.collect()
    after = dict(host())
    changed = sorted(what for what in before.keys() | after.keys() if before.get(what) != after.get(what))
    loaded = sorted(f"{name} was imported" for name in FOREIGN & sys.modules.keys() - known)
    answer.write_text(json.dumps({"found": found, "changed": changed + loaded}))
    sys.stdout.flush()
    threading._shutdown()  # what waits for the end of the process has its turn
    atexit._run_exitfuncs()


def _wait(child: int, until: float) -> str | None:
    """:return: how a process ended, if not in good order"""
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return f"it ended with status {os.waitstatus_to_exitcode(status)}" if status else None
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "it did not end"


def find(folder: str) -> list[str]:
    """Find the plugins in a folder with the static engine, which runs everything there is."""
    findings = find_plugins(SourceTree.of_folder(folder), path=[], everything=True)
    return [f"{found.entry_point.group}:{found.entry_point.name}" for found in findings.plugins]


FOREIGN = {
    "antigravity",
    "app",
    "asyncio",
    "ctypes",
    "multiprocessing",
    "not_there_at_all",
    "sqlite3",
    "surprise",
    "this",
}
"""Modules that nothing but the snippets imports."""
CLASSES = [
    "collections.UserDict",
    "collections.abc.Sequence",
    "contextlib.suppress",
    "contextlib.ExitStack",
    "enum.Enum",
    "fractions.Fraction",
    "json.JSONEncoder",
    "logging.Logger",
    "plugin.core.FunctionPlugin",
    "plugin.core.Plugin",
    "plugin.core.PluginFinder",
    "plugin.core.PluginSpec",
    "plugin.discovery.findings.Findings",
    "string.Formatter",
    "string.Template",
    "typing.Protocol",
]
REGISTRIES = ["collections.abc.Mapping", "collections.abc.Sequence", "numbers.Number", "plugin.core.Plugin"]
MODULES = [
    "builtins",
    "collections",
    "copyreg",
    "dataclasses",
    "enum",
    "functools",
    "importlib",
    "logging",
    "plugin",
    "plugin.core",
    "plugin.discovery.static",
    "re",
    "string",
    "types",
    "warnings",
]
TABLES = [
    "copyreg.dispatch_table",
    "html.entities.html5",
    "importlib.__path__",
    "keyword.kwlist",
    "linecache.cache",
    "logging._levelToName",
    "logging.root.handlers",
    "logging.root.manager.disable",
    "mimetypes.types_map",
    "plugin.__all__",
    "plugin.core.__all__",
    "plugin.global_plugin_filter.exclusions",
    "re.RegexFlag._member_map_",
    "string.__all__",
    "sys.argv",
    "sys.meta_path",
    "sys.path",
    "sys.path_hooks",
    "warnings.filters",
    "gc.callbacks",
]
VALUES = [
    "decimal.getcontext",
    "gc.get_freeze_count",
    "gc.get_threshold",
    "gc.isenabled",
    "locale.setlocale",
    "os.getcwd",
    "random.getstate",
    "sys.get_int_max_str_digits",
    "socket.getdefaulttimeout",
    "sys.getprofile",
    "sys.getrecursionlimit",
    "sys.getswitchinterval",
    "sys.gettrace",
    "threading.active_count",
]
FUNCTIONS = ["functools.wraps", "functools.update_wrapper", "plugin.core.plugin", "string.capwords"]
PASSING = {"__annotate_func__", "__annotations__", "__annotations_cache__", "__warningregistry__"}
"""Attributes that come to be by being asked for."""


@dataclass(frozen=True)
class Same:
    """Something that has to be the same object: its address alone would not tell, once it is gone."""

    value: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    __hash__ = None


def host() -> Iterator[tuple[str, object]]:
    """What of this process a snippet may not change: what it is called, and how it is."""
    for name in (*CLASSES, *MODULES, *FUNCTIONS):
        for attribute, value in vars(_named(name)).items():
            if attribute not in PASSING and not (name in MODULES and type(value) is type(sys)):
                yield f"{name}.{attribute}", Same(value)
    for name in FUNCTIONS:
        function = _named(name)
        yield f"{name}()", (function.__code__, function.__defaults__, str(function.__kwdefaults__))
    for name in REGISTRIES:
        yield f"registered with {name}", len(_get_dump(_named(name))[0])
    for name in TABLES:
        yield name, str(_named(name))
    for name in VALUES:
        function = _named(name)
        yield name, str(function(0) if name == "locale.setlocale" else function())
    yield "os.environ", dict(os.environ)
    yield "sys hooks", (sys.excepthook, sys.displayhook, sys.stdout, sys.stderr)
    yield "the end of the process", atexit._ncallbacks()
    yield "threads", threading.active_count()
    yield "the alarm", signal.getitimer(signal.ITIMER_REAL)[0] > SECONDS / 2
    yield "a coding that is none", _is_coding("surprise")
    yield "signals", tuple(signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM, signal.SIGTERM))
    yield "limits", resource.getrlimit(resource.RLIMIT_NOFILE)
    yield "umask", _umask()


def _named(name: str) -> object:
    value: object = None
    *path, last = name.split(".")
    for length in range(len(path), -1, -1):
        try:
            value = importlib.import_module(".".join([*path, last][: length + 1]))
        except ImportError:
            continue
        for attribute in [*path, last][length + 1 :]:
            value = getattr(value, attribute)
        break
    return value


def _is_coding(name: str) -> bool:
    try:
        return codecs.lookup(name) is not None
    except LookupError:
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


if __name__ == "__main__":
    worlds.MOST_STEPS = FEW_STEPS  # many snippets would never end
    dict(host())  # whatever this asks for is loaded before, and the same for all
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(MODULE.format(out="", code=""))
        assert find(folder) == ["ns:ok"]  # and so is the engine
    main()
