"""The findings of discovery in a source tree: the answer of both engines, which all adapters use."""

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Literal, NamedTuple

from plugin.entries import EntryPoint, to_table

if TYPE_CHECKING:
    from typing_extensions import Self


class Place(NamedTuple):
    """A place in the source.

    :param path: the file, relative to the project, with forward slashes
    :param line: the line, counted from 1; 0 for the file as a whole
    """

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class PluginKind(str, Enum):
    """The three ways to write a plugin."""

    CLASS = "class"
    SPEC = "spec"
    FUNCTION = "function"


class ProblemKind(str, Enum):
    """The kinds of problems that discovery reports, each with a short code that never changes."""

    code: str
    """The code under which the documentation explains the kind."""

    def __new__(cls, value: str, code: str) -> "Self":
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.code = code
        return kind

    UNDECIDABLE = "undecidable", "PL101"
    """A plugin whose name or namespace cannot be determined from the source."""
    UNREADABLE = "unreadable", "PL102"
    """A file that may hold plugins, but cannot be read, decoded, parsed or imported."""
    CONFLICT = "conflict", "PL103"
    """Two different plugins with the same name in the same namespace."""
    INVALID = "invalid", "PL104"
    """A name or namespace that is not valid in an entry point."""
    CONDITIONAL = "conditional", "PL105"
    """A plugin that exists only under a condition that may differ between machines."""
    UNREAD_BASE = "unread-base", "PL106"
    """A class that looks like a plugin, but the source of its base class is missing."""
    DYNAMIC = "dynamic", "PL107"
    """A call that may create plugins under names that do not appear in the source."""
    UNMAKEABLE = "unmakeable", "PL108"
    """A plugin that cannot be made: it leaves methods abstract, or its factory requires arguments."""


class Reason(NamedTuple):
    """One link of the chain that explains a finding.

    :param text: what was found
    :param place: where, if it is in a file
    """

    text: str
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.text} ({self.place})" if self.place else self.text


class FoundPlugin(NamedTuple):
    """A plugin in the source.

    :param entry_point: the entry point that loads it
    :param kind: which of the three kinds it is
    :param place: where it is made
    :param condition: the condition under which it exists, or ``None`` if it always does
    :param reasons: how it came about, outermost first
    """

    entry_point: EntryPoint
    kind: PluginKind
    place: Place
    condition: str | None = None
    reasons: tuple[Reason, ...] = ()


Severity = Literal["error", "warning", "ignored"]


class Problem(NamedTuple):
    """Something that discovery does not ignore silently.

    :param kind: the kind of problem
    :param place: where it is
    :param message: what is wrong, in one sentence
    :param hint: what the user can do about it
    :param severity: whether it fails the build, is reported, or was silenced by ``on-undecided``
    :param reasons: the chain that led to it, nearest first
    :param group: the namespace it concerns, if known
    :param name: the plugin name it concerns, if known
    :param references: the object references of the plugins it concerns, if their names are not known
    """

    kind: ProblemKind
    place: Place
    message: str
    hint: str = ""
    severity: Severity = "error"
    reasons: tuple[Reason, ...] = ()
    group: str | None = None
    name: str | None = None
    references: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = f"{self.place}: {self.message} [{self.kind.code}]"
        lines = [head, *(f"    because {reason}" for reason in self.reasons)]
        return "\n".join([*lines, f"    {self.hint}"] if self.hint else lines)


class Findings(NamedTuple):
    """The findings of an engine, before the project's configuration is applied.

    :param plugins: every plugin, sorted by group, name and place
    :param problems: every problem, sorted by place
    """

    plugins: tuple[FoundPlugin, ...] = ()
    problems: tuple[Problem, ...] = ()


class Discovery(NamedTuple):
    """The plugins of a source tree, under the project's configuration.

    :param entry_points: what to write to the distribution: the plugins found and the entries by hand, sorted
    :param plugins: the plugins that were found in the source
    :param problems: what to report, sorted by place; ``severity`` says whether it fails a build
    """

    entry_points: tuple[EntryPoint, ...] = ()
    plugins: tuple[FoundPlugin, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that fail a build."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are only reported."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    @property
    def table(self) -> Mapping[str, Mapping[str, str]]:
        """The entry points as the table ``project.entry-points`` (PEP 621)."""
        return to_table(self.entry_points)
