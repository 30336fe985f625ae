"""What ``importlib.metadata`` says of distributions, for those who cannot do without: its import takes its time."""

import os
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import Distribution, DistributionFinder, MetadataPathFinder
from typing import TypeVar

T = TypeVar("T")


def add(
    found: dict[str, T | None],
    find: Callable[[DistributionFinder.Context], Iterable[Distribution]],
    make: Callable[[str | None, Distribution], T],
) -> None:
    """Ask a finder on ``sys.meta_path``.

    :param found: the normalised names of distributions -> what was made of them; takes those that are not there yet
    :param find: the method of the finder
    :param make: called with the metadata folder of a distribution, if it has any, and itself
    """
    for name, distribution in _named(find(DistributionFinder.Context()), find):
        if name not in found:
            found[name] = make(_place(distribution), distribution)


def add_from(found: dict[str, T | None], path: str, make: Callable[[str | None, Distribution], T]) -> None:
    """Ask what is in an entry of ``sys.path``, as :func:`add`; what pip has left over is passed over."""
    MetadataPathFinder().invalidate_caches()  # else it may answer what it has seen before
    distributions = MetadataPathFinder.find_distributions(DistributionFinder.Context(path=[path]))
    known: dict[str, Distribution] = {}
    for name, distribution in _named(distributions, path):
        is_left_over = os.path.basename(_place(distribution) or "").startswith("~")
        if not is_left_over and (name not in known or is_better(distribution, known[name])):
            known[name] = distribution
    found.update({name: make(_place(distribution), distribution) for name, distribution in known.items()})


def _named(distributions: Iterable[Distribution], origin: object) -> Iterator[tuple[str, Distribution]]:
    for number, distribution in enumerate(distributions):
        yield _normalized_name(distribution) or f"nameless distribution {number} of {origin!r}", distribution


def _place(distribution: Distribution) -> str | None:
    place = getattr(distribution, "_path", None)
    return place and str(place)


def is_better(one: Distribution, other: Distribution) -> bool:
    """Whether a distribution has metadata, and another of the same name, in the same folder and listed first, has none.

    Such a folder is left over when an installer is interrupted.
    """
    return _has_metadata(one) and not _has_metadata(other)


def _has_metadata(distribution: Distribution) -> bool:
    try:
        return any(map(distribution.read_text, ("METADATA", "PKG-INFO", "")))  # the last one where it is a file
    except Exception:  # noqa: BLE001  # nobody can read it, but it is there
        return True


def label(distribution: Distribution) -> str:
    """A distribution, as messages name it: by name and version, or where it has no name, by its folder."""
    name, version = field(distribution, "Name"), field(distribution, "Version")
    if name is None:
        return f"{_normalized_name(distribution) or 'a nameless distribution'} in {location(distribution)}"
    return f"{name} {version}" if version else name


def name_of(distribution: Distribution) -> str:
    """The name of a distribution; empty if its metadata has none, or cannot be read."""
    return field(distribution, "Name") or ""


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


def requires(distribution: Distribution) -> list[str]:
    """What a distribution requires, if it can be read, each as its metadata states it."""
    try:
        return distribution.requires or []
    except Exception:  # noqa: BLE001  # as above
        return []


def location(distribution: Distribution) -> str:
    """The folder that a distribution is installed in."""
    try:
        return str(distribution.locate_file(""))
    except Exception:  # noqa: BLE001  # it comes from an importer that keeps no files
        return "a place without files"
