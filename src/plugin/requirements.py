"""Checks the requirements of a plugin against what is installed."""

from importlib.metadata import PackageNotFoundError, distribution, distributions

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion

from plugin.metadata import field, requires

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import Distribution


def unmet(requirements: "Iterable[str]") -> str | None:
    """Report which requirements of a plugin are not met, including those of the extras that it requires.

    :param requirements: PEP 508 strings; those whose marker is false here require nothing
    :return: a message for the user, such as ``"requires foo>=2, found 1.4"``, or ``None`` if nothing is missing
    :raises InvalidPlugin: if any is not a PEP 508 string; names all of those

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
        except (InvalidRequirement, TypeError) as error:  # noqa: PERF203  # they are independent
            wrong.append(f"{text!r} ({' '.join(str(error).split())})")
    if wrong:
        from plugin.exceptions import InvalidPlugin  # noqa: PLC0415

        raise InvalidPlugin(f"the requirements of a plugin must be PEP 508 strings, not {', '.join(wrong)}")
    seen: set[tuple[str, str]] = set()
    missing = (reason for each in parsed if _holds(each, "") for reason in _unmet(each, seen))
    return "; ".join(f"requires {reason}" for reason in missing) or None


def _unmet(requirement: Requirement, seen: set[tuple[str, str]]) -> "Iterator[str]":
    """Yield what is missing for a requirement.

    :param requirement: the requirement
    :param seen: the distributions and extras that were already checked
    """
    requirement.marker = None  # it is true, and need not be shown
    try:
        installed = distribution(requirement.name)
    except PackageNotFoundError:
        yield f"{requirement}, which is not installed"
        return
    except UnicodeDecodeError:  # from Python 3.15 on, it reads the metadata, to prefer what has some
        installed = next(iter(distributions(name=requirement.name)))
    found = field(installed, "Version")
    if requirement.specifier and not (found and _fits(requirement, found)):
        yield f"{requirement}, found {found or 'one without a version'}"
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
    except InvalidVersion:  # older versions of packaging only compare versions of PEP 440
        return False


def _of_extra(installed: "Distribution", extra: str) -> "Iterator[Requirement]":
    """Yield what a distribution requires for an extra only."""
    for text in requires(installed):
        try:
            needed = Requirement(text)
        except InvalidRequirement:  # it is not the plugin's mistake, and installers ignore it too
            continue
        if not _holds(needed, "") and (_holds(needed, extra) or _holds(needed, canonicalize_name(extra))):
            yield needed


def _holds(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})
