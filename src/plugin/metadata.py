"""Reads distributions with ``importlib.metadata``, where there is no way around it: its import is slow."""

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
    """Add the distributions that a finder on ``sys.meta_path`` finds.

    :param found: normalised name of a distribution -> the result of ``make``; new names are added
    :param find: the method of the finder
    :param make: called with the metadata folder of a distribution, if it has one, and the distribution
    """
    for name, distribution in _named(find(DistributionFinder.Context()), find):
        if name not in found:
            found[name] = make(_place(distribution), distribution)


def add_from(found: dict[str, T | None], path: str, make: Callable[[str | None, Distribution], T]) -> None:
    """Add the distributions in an entry of ``sys.path``, as :func:`add` does; leftovers of pip are skipped."""
    MetadataPathFinder().invalidate_caches()  # else the answer may be outdated
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
    """Whether a distribution has metadata while one of the same name, listed before it in the same folder, has none.

    An interrupted installer leaves such a folder behind.
    """
    return _has_metadata(one) and not _has_metadata(other)


def _has_metadata(distribution: Distribution) -> bool:
    try:
        return any(map(distribution.read_text, ("METADATA", "PKG-INFO", "")))  # the last one where it is a file
    except Exception:  # noqa: BLE001  # it is unreadable, but it exists
        return True


def label(distribution: Distribution) -> str:
    """A distribution, for messages: its name and version, or its folder if it has no name."""
    name, version = field(distribution, "Name"), field(distribution, "Version")
    if name is None:
        return f"{_normalized_name(distribution) or 'a nameless distribution'} in {location(distribution)}"
    return f"{name} {version}" if version else name


def name_of(distribution: Distribution) -> str:
    """The name of a distribution; empty if its metadata has none, or cannot be read."""
    return field(distribution, "Name") or ""


def _normalized_name(distribution: Distribution) -> str | None:
    try:
        # What importlib.metadata identifies distributions by; the public name needs a valid METADATA file.
        name: str = distribution._normalized_name  # type: ignore[attr-defined]  # noqa: SLF001
    except Exception:  # noqa: BLE001  # METADATA is missing or unreadable
        return None
    return name


def field(distribution: Distribution, name: str) -> str | None:
    """A field of the metadata, if it can be read."""
    try:
        metadata = distribution.metadata
        return metadata[name] if name in metadata else None  # noqa: SIM401  # it has no get()
    except Exception:  # noqa: BLE001  # as above
        return None


def requires(distribution: Distribution) -> list[str]:
    """The requirements of a distribution, as in its metadata, if they can be read."""
    try:
        return distribution.requires or []
    except Exception:  # noqa: BLE001  # as above
        return []


def location(distribution: Distribution) -> str:
    """The folder that a distribution is installed in."""
    try:
        return str(distribution.locate_file(""))
    except Exception:  # noqa: BLE001  # its importer does not use files
        return "a place without files"
