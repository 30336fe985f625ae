"""Holds the static engine to what Python itself does: one source tree through the engine, and through real imports.

A process that is forked for each tree does the imports, with a limit to its time and memory, so that a tree cannot
harm, stop or slow down the tests.
"""

import importlib
import json
import os
import resource
import sys
import traceback
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from plugin.core import PluginSpecResolver, maker
from plugin.discovery import Findings, ProblemKind, SourceTree
from plugin.discovery.scanning import ModuleScanningPluginFinder
from plugin.discovery.static import find_plugins
from plugin.entrypoint import EntryPoint
from plugin.exceptions import DiscoveryError

SECONDS = 2
"""The processor time that the imports of one tree may take."""
MEMORY = 1 << 30
"""The memory that they may take, in bytes."""


DOUBTFUL = {ProblemKind.DYNAMIC, ProblemKind.UNREADABLE, ProblemKind.UNREAD_BASE, ProblemKind.INVALID}
"""The problems after which anything of a module may be different."""


@dataclass
class Imported:
    """What real imports of a tree give.

    :param plugins: ``group:name module:attribute`` of each plugin
    :param same: the same under every other name that the plugin is bound to
    :param refused: the plugins whose making fails, each with the exception
    :param failed: the modules that cannot be imported, each with the exception
    :param ended: why the process ended early, if it did: then nothing can be said
    """

    plugins: list[str] = field(default_factory=list)
    same: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    ended: str | None = None


def in_words(findings: Findings) -> tuple[list[str], list[str]]:
    """The plugins and the problems of a tree, as the cases write them."""
    plugins = []
    for found in findings.plugins:
        line = f"{found.kind.value} {found.entry_point.group}:{found.entry_point.name} {found.entry_point.value}"
        plugins.append(f"{line} if {found.condition}" if found.condition else line)
    return sorted(plugins), sorted(f"{problem.kind.value} {problem.place}" for problem in findings.problems)


def imported(folder: Path, modules: Iterable[str]) -> Imported:
    """Import the modules of a folder in a process of their own, and find the plugins that they hold."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pytest-xdist has a thread, which the child does without
        child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            answer = json.dumps(_import_all(folder, modules))
            with os.fdopen(writer, "w") as channel:
                channel.write(answer)
        finally:
            os._exit(0)  # whatever happened, this process must not go on with the tests
    os.close(writer)
    with os.fdopen(reader) as channel:
        text = channel.read()
    _, status = os.waitpid(child, 0)
    return Imported(**json.loads(text)) if text else Imported(ended=f"the process ended with status {status}")


def _used() -> int:
    """How many bytes of memory this process has got, which has read much before; 0 where nobody says so."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _import_all(folder: Path, modules: Iterable[str]) -> dict[str, object]:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_used() + MEMORY,) * 2)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    failed = {}
    for name in modules:
        if not name.endswith("__main__"):
            try:
                importlib.import_module(name)
            except BaseException as error:  # noqa: BLE001 - a module may raise whatever it likes
                failed[name] = "".join(traceback.format_exception_only(error)).strip()
    loaded = [sys.modules[name] for name in modules if name in sys.modules and name not in failed]
    plugins = sorted(_words(entry_point) for entry_point in _entry_points(loaded, failed))
    return {
        "plugins": plugins,
        "same": {words: _other_names(words, loaded) for words in plugins},
        "refused": {words: error for words in plugins if (error := _refusal(words)) is not None},
        "failed": failed,
    }


def _refusal(words: str) -> str | None:
    """What making a plugin raises, if it raises anything."""
    module, _, name = words.rpartition(" ")[2].partition(":")
    try:
        maker(PluginSpecResolver().resolve(vars(sys.modules[module])[name]).factory)()
    except BaseException as error:  # noqa: BLE001 - a factory may raise whatever it likes
        return "".join(traceback.format_exception_only(error)).strip()
    return None


def _other_names(words: str, modules: list[ModuleType]) -> list[str]:
    plugin, _, reference = words.rpartition(" ")
    module, _, name = reference.partition(":")
    value = vars(sys.modules[module])[name]
    return [
        f"{plugin} {other.__name__}:{other_name}"
        for other in modules
        for other_name, other_value in vars(other).items()
        if other_value is value
    ]


def _entry_points(modules: list[ModuleType], refused: dict[str, str]) -> list[EntryPoint]:
    try:
        return ModuleScanningPluginFinder(modules).find_entry_points()
    except DiscoveryError:
        pass
    found: list[EntryPoint] = []
    for module in modules:  # one by one, so that a name that no entry point can have hides no other module
        try:
            found += ModuleScanningPluginFinder([module]).find_entry_points()
        except DiscoveryError as error:  # noqa: PERF203 - every module is asked
            refused[module.__name__] = str(error)
    return found


@dataclass
class Comparison:
    """One tree, seen by the engine in both of its modes, and imported."""

    tree: SourceTree
    static: Findings
    everything: Findings
    real: Imported

    def silent_errors(self) -> list[str]:
        """Where the engine is wrong, and says nothing of the plugin or its module that would make the user look."""
        return [line for line in self.differences() if not self._is_told(line.rpartition(" ")[2])]

    def differences(self) -> list[str]:
        """Where the engine and the imports give other plugins, told or not."""
        if not self.is_comparable:
            return []
        static = {_words(found.entry_point): found for found in self.static.plugins}
        right = {other for others in self.real.same.values() for other in others}
        wrong = [f"missed: {words}" for words, others in self.real.same.items() if not static.keys() & {*others}]
        wrong += [
            f"too many: {words}" for words, found in static.items() if words not in right and found.condition is None
        ]
        return wrong

    def wrongly_unmakeable(self) -> list[str]:
        """The plugins of which the engine says that they cannot be made, though they can."""
        said = {
            f"{problem.group}:{problem.name} {problem.references[0]}"
            for problem in self.static.problems
            if problem.kind is ProblemKind.UNMAKEABLE
        }
        return sorted(said & {*self.real.plugins} - self.real.refused.keys()) if self.is_comparable else []

    @property
    def is_comparable(self) -> bool:
        """Whether the imports say what the plugins are: a module that fails may be what others import."""
        return not (self.real.ended or self.real.failed)

    def _is_told(self, reference: str) -> bool:
        shown = self.tree.modules[reference.partition(":")[0]].shown
        return any(
            f"{reference} " in problem.message or (problem.place.path == shown and problem.kind in DOUBTFUL)
            for problem in self.static.problems
        )

    def modes_differ(self) -> list[str]:
        """Where reading everything gives other plugins than reading what can matter."""
        left, right = set(in_words(self.static)[0]), set(in_words(self.everything)[0])
        return [f"only if everything is read: {line}" for line in sorted(right - left)] + [
            f"only if not everything is read: {line}" for line in sorted(left - right)
        ]


def compare(folder: Path, *, real: bool = True) -> Comparison:
    """See the tree of a folder through both modes of the engine, and import it."""
    return compare_tree(SourceTree.of_folder(folder), real=real)


def compare_tree(tree: SourceTree, *, real: bool = True) -> Comparison:
    """The same, of a tree whose folder is on the path."""
    return Comparison(
        tree,
        find_plugins(tree, path=[]),
        find_plugins(tree, path=[], everything=True),
        imported(Path(tree.root), tree.modules) if real else Imported(ended="not imported"),
    )


def _words(entry_point: EntryPoint) -> str:
    # The name may be a member of an enumeration of texts, whose format is another in every version of Python.
    return f"{entry_point.group}:{str.__str__(entry_point.name)} {entry_point.value}"
