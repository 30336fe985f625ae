"""What distributions require, directly and indirectly."""

import re
from collections.abc import Iterable

OURS = "python-plugin-loader"
"""The distribution of this library."""


def named(requirement: str) -> str:
    """The normalised name of a requirement or a distribution (PEP 503)."""
    from packaging.utils import canonicalize_name  # noqa: PLC0415 - not needed for most projects

    found = re.match(r"[\w.-]+", requirement.strip())
    return canonicalize_name(found.group()) if found else ""


def closure(requirements: Iterable[str]) -> set[str]:
    """The normalised names of requirements and, as far as they are installed here, of their own requirements."""
    from importlib import metadata  # noqa: PLC0415 - slow to import

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
        except InvalidRequirement:  # the build will report it
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
