"""The entry points of the installed distributions."""

import sys

from plugin.entrypoint import value_fault
from plugin.exceptions import InvalidEntryPoint, describe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution, EntryPoint


class InstalledEntryPoint:
    """A line of an installed ``entry_points.txt``, and the distribution that it came with.

    :param metadata: the entry point as ``importlib.metadata`` has it
    :param distribution: the distribution that holds it
    """

    __slots__ = ("distribution", "group", "metadata", "name", "value")

    def __init__(self, metadata: "EntryPoint", distribution: "Distribution") -> None:
        self.name: str = metadata.name
        self.value: str = metadata.value
        self.group: str = metadata.group
        self.metadata = metadata
        self.distribution = distribution

    def load(self) -> object:
        """Import the object that the entry point refers to.

        :return: the object
        :raises InvalidEntryPoint: if the value is no object reference
        :raises Exception: whatever the module raises while it is imported, or an ``AttributeError`` if it does not
            hold the object
        """
        reference = self.value.partition("[")[0].strip()  # older metadata names extras behind the reference
        if fault := value_fault(reference):
            raise InvalidEntryPoint(fault, self.group, self.name, self.value)
        module, _, attributes = reference.partition(":")
        __import__(module)
        found: object = sys.modules[module]
        for attribute in filter(None, attributes.split(".")):
            found = getattr(found, attribute)
        return found

    @property
    def origin(self) -> str:
        """The distribution, as messages name it."""
        return distribution_label(self.distribution)

    def __repr__(self) -> str:
        return f"{self.name} = {self.value} (of {self.origin})"


def entry_points(group: str) -> list[InstalledEntryPoint]:
    """Read the entry points of a group; nothing of the distributions is imported.

    A distribution that stands on ``sys.path`` several times counts once, where it stands first. One whose metadata
    cannot be read is told in the log, and the others are answered.

    :param group: the group
    :return: its entry points by the order of ``sys.path``, and within a folder by the name of the distribution
    """
    found = []
    for distribution in _distributions():
        seen = set()
        try:
            of_group = [entry_point for entry_point in distribution.entry_points if entry_point.group == group]
        except Exception as error:  # noqa: BLE001  # what breaks one distribution's metadata is not the others' fault
            import logging  # noqa: PLC0415

            logging.getLogger(__name__).warning(
                "the entry points of %s cannot be read: %s", distribution_label(distribution), describe(error)
            )
            continue
        for entry_point in of_group:
            if (entry_point.name, entry_point.value) not in seen:
                seen.add((entry_point.name, entry_point.value))
                found.append(InstalledEntryPoint(entry_point, distribution))
    return found


def distribution_label(distribution: "Distribution") -> str:
    """Name a distribution for a message: by name and version, or where its metadata lacks them, by its folder."""
    name, version = (_field(distribution, field) for field in ("Name", "Version"))
    if name is None:
        return f"{_normalized_name(distribution) or 'a nameless distribution'} in {_folder(distribution)}"
    return f"{name} {version}" if version else name


def _field(distribution: "Distribution", field: str) -> str | None:
    try:
        metadata = distribution.metadata
        return metadata[field] if field in metadata else None  # noqa: SIM401  # it is no mapping, and has no get()
    except Exception:  # noqa: BLE001  # there is no METADATA, or nobody can read it
        return None


def _distributions() -> "Iterator[Distribution]":
    """Give every distribution once, in an order that does not depend on how a file system lists a folder."""
    from importlib.metadata import distributions  # noqa: PLC0415  # costs more than three starts of the interpreter

    folders: dict[str, dict[str, Distribution]] = {}
    for distribution in distributions():
        folder = folders.setdefault(_folder(distribution), {})
        folder.setdefault(_normalized_name(distribution) or f"nameless {len(folder)}", distribution)
    seen: set[str] = set()
    for folder in folders.values():
        for name in sorted(folder.keys() - seen):
            yield folder[name]
        seen |= folder.keys()


def _folder(distribution: "Distribution") -> str:
    try:
        return str(distribution.locate_file(""))
    except Exception:  # noqa: BLE001  # as above: it comes from an importer that keeps no files
        return "a place without files"


def _normalized_name(distribution: "Distribution") -> str | None:
    try:
        # What importlib.metadata tells distributions apart by; the public name needs a METADATA file that is sound.
        name: str = distribution._normalized_name  # type: ignore[attr-defined]  # noqa: SLF001
    except Exception:  # noqa: BLE001  # as above
        return None
    return name
