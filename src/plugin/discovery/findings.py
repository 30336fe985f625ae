"""What discovery says of a source tree: the answer of both engines, and what every adapter works with."""

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Literal, NamedTuple

from plugin.entries import EntryPoint, to_table

if TYPE_CHECKING:
    from typing_extensions import Self


class Place(NamedTuple):
    """Where something stands in the source.

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
    """What discovery can stumble over, each kind with a short code that stays the same."""

    code: str
    """The code, under which the documentation explains the kind."""

    def __new__(cls, value: str, code: str) -> "Self":
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.code = code
        return kind

    UNDECIDABLE = "undecidable", "PL101"
    """A plugin whose name or namespace the source does not say."""
    UNREADABLE = "unreadable", "PL102"
    """A file that may hold plugins, but cannot be read, decoded, parsed or imported."""
    CONFLICT = "conflict", "PL103"
    """Two different plugins with one name in one namespace."""
    INVALID = "invalid", "PL104"
    """A name or namespace that no entry point can have."""
    CONDITIONAL = "conditional", "PL105"
    """A plugin that exists only under a condition which differs between machines."""
    UNREAD_BASE = "unread-base", "PL106"
    """A class that looks like a plugin, whose base class stands in source that is not there."""
    DYNAMIC = "dynamic", "PL107"
    """A call that may make plugins which no name in the source shows."""
    UNMAKEABLE = "unmakeable", "PL108"
    """A plugin that cannot be made: it leaves methods abstract, or its factory requires arguments."""


class Reason(NamedTuple):
    """One link of the chain that explains a finding.

    :param text: what was seen
    :param place: where, if it stands in a file
    """

    text: str
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.text} ({self.place})" if self.place else self.text


class FoundPlugin(NamedTuple):
    """A plugin in the source.

    :param entry_point: what loads it
    :param kind: which of the three ways it is written in
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
    """Something discovery will not pass over in silence.

    :param kind: what kind of problem it is
    :param place: where it stands
    :param message: what is wrong, in one sentence
    :param hint: what the user can do about it
    :param severity: whether it fails the build, is reported, or was silenced by ``on-undecided``
    :param reasons: the chain that led there, nearest first
    :param group: the namespace it concerns, where known
    :param name: the plugin name it concerns, where known
    :param references: the object references of the plugins it concerns, where their names are not known
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
    """What an engine found, before the project's configuration was applied.

    :param plugins: every plugin, sorted by group, name and place
    :param problems: every problem, sorted by place
    """

    plugins: tuple[FoundPlugin, ...] = ()
    problems: tuple[Problem, ...] = ()


class Discovery(NamedTuple):
    """The answer to "which plugins does this source tree hold", under the project's configuration.

    :param entry_points: what to write into the distribution: the plugins found and the entries by hand, sorted
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
        """The problems that are reported, and fail nothing."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    @property
    def table(self) -> Mapping[str, Mapping[str, str]]:
        """The entry points as the table ``project.entry-points`` (PEP 621) holds them."""
        return to_table(self.entry_points)
