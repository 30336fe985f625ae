"""What a plugin requires, held against what is installed."""

from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion

from plugin.metadata import field, requires

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import Distribution


def unmet(requirements: "Iterable[str]") -> str | None:
    """Say what is missing of that which a plugin requires; of what is installed, also what the extras need.

    :param requirements: PEP 508 strings; those whose marker does not hold here require nothing
    :return: in words for the user, such as ``"requires foo>=2, found 1.4"``, or ``None`` if nothing is missing
    :raises InvalidPlugin: if one is no PEP 508 string; with all that are not

    >>> unmet(["packaging>=20", "surely-not-there; python_version < '3'"])
    >>> unmet(["surely-not-there>=2"])
    'requires surely-not-there>=2, which is not installed'
    """
    if isinstance(requirements, str):
        requirements = [requirements]
    parsed, wrong = [], []
    for text in requirements:
        try:
            parsed.append(Requirement(text))
        except (InvalidRequirement, TypeError) as error:  # noqa: PERF203  # each for itself
            wrong.append(f"{text!r} ({' '.join(str(error).split())})")
    if wrong:
        from plugin.exceptions import InvalidPlugin  # noqa: PLC0415

        raise InvalidPlugin(f"the requirements of a plugin are PEP 508 strings, not {', '.join(wrong)}")
    seen: set[tuple[str, str]] = set()
    missing = (reason for each in parsed if _holds(each, "") for reason in _unmet(each, seen))
    return "; ".join(f"requires {reason}" for reason in missing) or None


def _unmet(requirement: Requirement, seen: set[tuple[str, str]]) -> "Iterator[str]":
    """Say what is missing of a requirement.

    :param requirement: the requirement
    :param seen: the distributions and extras that have been looked at
    """
    requirement.marker = None  # it holds, and nobody has to read it
    try:
        installed = distribution(requirement.name)
    except PackageNotFoundError:
        yield f"{requirement}, which is not installed"
        return
    found = field(installed, "Version")
    if requirement.specifier and not (found and _fits(requirement, found)):
        yield f"{requirement}, found {found or 'one that tells no version'}"
        return
    for extra in sorted(requirement.extras):
        key = canonicalize_name(requirement.name), canonicalize_name(extra)
        if key not in seen:
            seen.add(key)
            for needed in _of_extra(installed, extra):
                yield from (f"{requirement}, which needs {reason}" for reason in _unmet(needed, seen))


def _fits(requirement: Requirement, version: str) -> bool:
    try:
        return requirement.specifier.contains(version, prereleases=True)
    except InvalidVersion:  # older versions of packaging compare no others than those of PEP 440
        return False


def _of_extra(installed: "Distribution", extra: str) -> "Iterator[Requirement]":
    """Give what a distribution requires for an extra, and does not without it."""
    for text in requires(installed):
        try:
            needed = Requirement(text)
        except InvalidRequirement:  # it is not the plugin's mistake, and whatever installs it has made nothing of it
            continue
        if not _holds(needed, "") and (_holds(needed, extra) or _holds(needed, canonicalize_name(extra))):
            yield needed


def _holds(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})
