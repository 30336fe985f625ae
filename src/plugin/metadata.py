"""What ``importlib.metadata`` says of distributions, for those who cannot do without: its import takes its time."""

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import Distribution, DistributionFinder, MetadataPathFinder
from typing import TypeAlias

Answers: TypeAlias = Iterator[tuple[str, str | None, Distribution]]
"""Of each distribution its normalised name, its metadata folder if it has any, and itself."""


def answers(find: Callable[[DistributionFinder.Context], Iterable[Distribution]]) -> Answers:
    """Ask a finder on ``sys.meta_path``."""
    return _in_order(find(DistributionFinder.Context()), find)


def answers_for(path: str) -> Answers:
    """Ask what is in an entry of ``sys.path``."""
    MetadataPathFinder().invalidate_caches()  # else it may answer what it has seen before
    return _in_order(MetadataPathFinder.find_distributions(DistributionFinder.Context(path=[path])), path)


def _in_order(distributions: Iterable[Distribution], origin: object) -> Answers:
    for number, distribution in enumerate(distributions):
        place = getattr(distribution, "_path", None)
        name = _normalized_name(distribution) or f"nameless distribution {number} of {origin!r}"
        yield name, place and str(place), distribution


def label(distribution: Distribution) -> str:
    """A distribution, as messages name it: by name and version, or where it has no name, by its folder."""
    name, version = field(distribution, "Name"), field(distribution, "Version")
    if name is None:
        return f"{_normalized_name(distribution) or 'a nameless distribution'} in {location(distribution)}"
    return f"{name} {version}" if version else name


def _normalized_name(distribution: Distribution) -> str | None:
    try:
        # What importlib.metadata tells distributions apart by; the public name needs a METADATA file that is sound.
        name: str = distribution._normalized_name  # type: ignore[attr-defined]  # noqa: SLF001
    except Exception:  # noqa: BLE001  # there is no METADATA, or nobody can read it
        return None
    return name


def field(distribution: Distribution, name: str) -> str | None:
    """A field of the metadata, if it can be read."""
    try:
        metadata = distribution.metadata
        return metadata[name] if name in metadata else None  # noqa: SIM401  # it is no mapping, and has no get()
    except Exception:  # noqa: BLE001  # as above
        return None


def location(distribution: Distribution) -> str:
    """The folder that a distribution is installed in."""
    try:
        return str(distribution.locate_file(""))
    except Exception:  # noqa: BLE001  # it comes from an importer that keeps no files
        return "a place without files"
