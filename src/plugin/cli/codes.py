"""The codes of problems outside the source; ``ProblemKind`` has those of the source (PL1..)."""

from enum import Enum

DOCUMENTATION = "https://python-plugin-loader.readthedocs.io/en/stable"


class Code(str, Enum):
    """Problems with the set-up of a project (PL2..) or with what is installed (PL3..); codes never change."""

    NO_HOOK = "PL201"
    """The build backend has no hook that fills in entry points."""
    NO_TABLE = "PL202"
    """The build backend has a hook, but the project does not use it."""
    NOT_DYNAMIC = "PL203"
    """The project does not list its entry points as dynamic."""
    NOT_REQUIRED = "PL204"
    """This library will not be installed when the project is built."""
    UNSEEN_BASE = "PL205"
    """A base class is in a distribution that the build will not see."""
    NOT_SYNCED = "PL206"
    """The entry points in the file no longer match the source."""
    NOT_RESOLVED = "PL301"
    """The module of a plugin cannot be imported, or does not contain it."""
    NO_PLUGIN = "PL302"
    """An entry point refers to something that is not a plugin."""
    ENDS_PROCESS = "PL303"
    """Importing or making a plugin ends the process."""
    TOO_SLOW = "PL304"
    """Importing or making a plugin takes too long."""
    HIDDEN = "PL305"
    """Another distribution offers a plugin of the same name, and comes first."""
    UNREADABLE_METADATA = "PL306"
    """The metadata of a distribution cannot be read."""
    NOT_MADE = "PL307"
    """A plugin cannot be made."""
    DISABLED = "PL308"
    """A plugin is disabled."""
    NOT_OFFERED = "PL309"
    """No installed distribution offers what was asked for."""
    STALE = "PL310"
    """An editable installation is behind its source."""
    BUILT_WITHOUT = "PL311"
    """The source of a distribution has plugins that its entry points lack."""
    ELSEWHERE = "PL312"
    """The active environment is not the one that Python runs in."""
    IN_THE_WAY = "PL313"
    """The current folder has a module named like this library."""
    UNMATCHED = "PL314"
    """An entry of an environment variable that selects plugins matches nothing."""

    def __str__(self) -> str:
        return self.value


def explained_at(code: str) -> str:
    """The address of the documentation of a code."""
    return f"{DOCUMENTATION}/troubleshooting.html#{code.lower()}"
