"""What a plugin requires, held against what is installed."""

from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import InvalidRequirement, Requirement

from plugin.metadata import field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def unmet(requirements: "Iterable[str]") -> str | None:
    """Say what is missing of that which a plugin requires.

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
    return "; ".join(filter(None, map(_unmet, parsed))) or None


def _unmet(requirement: Requirement) -> str | None:
    if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
        return None
    try:
        installed = distribution(requirement.name)
    except PackageNotFoundError:
        return f"requires {requirement}, which is not installed"
    found = field(installed, "Version")
    if not requirement.specifier or (found and requirement.specifier.contains(found, prereleases=True)):
        return None
    return f"requires {requirement.name}{requirement.specifier}, found {found or 'one that tells no version'}"
