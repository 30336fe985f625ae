"""What distributions require: their names, and what comes with them."""

import re
from collections.abc import Iterable

OURS = "python-plugin-loader"
"""The distribution of this library."""


def named(requirement: str) -> str:
    """The normalised name of what is required, or of a distribution (PEP 503)."""
    from packaging.utils import canonicalize_name  # noqa: PLC0415 - most projects are set up, and do not need it

    found = re.match(r"[\w.-]+", requirement.strip())
    return canonicalize_name(found.group()) if found else ""


def closure(requirements: Iterable[str]) -> set[str]:
    """The normalised names of what is required, and of what that requires in turn, as far as it is installed here."""
    from importlib import metadata  # noqa: PLC0415 - it takes as long to import as a small project to look at

    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415 - as above

    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    pending = [(str(each), "") for each in requirements]
    while pending:
        text, extra = current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        try:
            requirement = Requirement(text)
        except InvalidRequirement:  # the build will say so
            continue
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = named(requirement.name)
        found.add(name)
        try:
            needed = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        pending += [(each, wanted) for each in needed for wanted in (*requirement.extras, "")]
    return found
