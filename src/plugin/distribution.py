"""Installed distributions and their entry points; what ``importlib.metadata`` knows of them is read on demand."""

import sys

from plugin.exceptions import InvalidEntryPoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution, EntryPoint


class InstalledDistribution:
    """A distribution that is installed.

    :param path: its metadata folder, or ``None`` if it is not in a folder
    :param text: its ``entry_points.txt`` as bytes; or the distribution as ``importlib.metadata`` has it
    """

    __slots__ = ("_distribution", "_text", "path")

    def __init__(self, path: str | None, text: "bytes | Distribution") -> None:
        self.path = path
        self._text = text if isinstance(text, bytes) else None
        self._distribution = None if isinstance(text, bytes) else text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, InstalledDistribution) or self._text is None:
            return NotImplemented
        return (self.path, self._text) == (other.path, other._text)

    def __hash__(self) -> int:
        return hash(self.path)

    @property
    def metadata(self) -> "Distribution":
        """The distribution as ``importlib.metadata`` has it."""
        if self._distribution is None:
            from importlib.metadata import Distribution  # noqa: PLC0415  # costs more than all else here

            self._distribution = Distribution.at(self.path)  # type: ignore[arg-type]  # with a text comes a path
        return self._distribution

    @property
    def name(self) -> str | None:
        """Its name, if its metadata tells one."""
        return _field(self.metadata, "Name")

    @property
    def version(self) -> str | None:
        """Its version, if its metadata tells one."""
        return _field(self.metadata, "Version")

    @property
    def label(self) -> str:
        """The distribution, as messages name it: by name and version, or where it has no name, by its folder."""
        if self.name is None:
            return f"{normalized_name(self.metadata) or 'a nameless distribution'} in {self.location}"
        return f"{self.name} {self.version}" if self.version else self.name

    @property
    def location(self) -> str:
        """The folder that the distribution is installed in."""
        try:
            return str(self.metadata.locate_file(""))
        except Exception:  # noqa: BLE001  # it comes from an importer that keeps no files
            return "a place without files"

    def entry_points(self, group: str | None) -> "Iterator[InstalledEntryPoint]":
        """Read the entry points of a group, or of every group.

        :raises Exception: if they cannot be read; what can be read has been given by then
        """
        if self._text is None:
            for found in self.metadata.entry_points:
                if group in (None, found.group):
                    yield InstalledEntryPoint(found.name, found.value, found.group, self)
        elif group is None or f"[{group}]".encode() in self._text:
            broken = []
            for found_group, name, equals, value in parse(self._text.decode(), group):
                if equals:
                    yield InstalledEntryPoint(name, value, found_group, self)
                else:
                    broken.append(f"{name!r} is no 'name = value'")
            if self._text.startswith(f"\ufeff[{group}]".encode() if group else b"\xef\xbb\xbf"):
                broken.append("a byte order mark hides the first group from every reader")
            if broken:
                raise ValueError("; ".join(broken))


class InstalledEntryPoint:
    """A line of an installed ``entry_points.txt``.

    :param name: its name
    :param value: its value, as it stands
    :param group: its group
    :param holder: the distribution that it came with
    """

    __slots__ = ("group", "holder", "name", "value")

    def __init__(self, name: str, value: str, group: str, holder: InstalledDistribution) -> None:
        self.name = name
        self.value = value
        self.group = group
        self.holder = holder

    def load(self) -> object:
        """Import the object that the entry point refers to.

        :return: the object
        :raises InvalidEntryPoint: if the value is no object reference
        :raises Exception: whatever the module raises while it is imported, or an ``AttributeError`` if it does not
            hold the object
        """
        reference = self.value.partition("[")[0]  # older metadata names extras behind the reference
        module, colon, attributes = (part.strip() for part in reference.partition(":"))
        path = attributes.split(".") if colon else []
        if not all(word.isidentifier() for word in (*module.split("."), *path)):
            from plugin.entrypoint import value_fault  # noqa: PLC0415

            raise InvalidEntryPoint(value_fault(reference.strip()) or "", self.group, self.name, self.value)
        __import__(module)
        found: object = sys.modules[module]
        for attribute in path:
            found = getattr(found, attribute)
        return found

    @property
    def distribution(self) -> "Distribution":
        """The distribution that the entry point came with, as ``importlib.metadata`` has it."""
        return self.holder.metadata

    @property
    def metadata(self) -> "EntryPoint":
        """The entry point as ``importlib.metadata`` has it; it knows its distribution."""
        from importlib.metadata import EntryPoint  # noqa: PLC0415  # as above

        entry_point = EntryPoint(self.name, self.value, self.group)
        vars(entry_point).update(dist=self.distribution)  # as importlib.metadata does, for it is immutable otherwise
        return entry_point

    @property
    def origin(self) -> str:
        """The distribution, as messages name it."""
        return self.holder.label

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, InstalledEntryPoint):
            return NotImplemented
        mine, others = ((entry.group, entry.name, entry.value, entry.holder.path) for entry in (self, other))
        return mine == others and (self.holder is other.holder or self.holder.path is not None)

    def __hash__(self) -> int:
        return hash((self.group, self.name, self.value))

    def __repr__(self) -> str:
        return f"{self.name} = {self.value} (of {self.origin})"


def parse(text: str, group: str | None) -> "Iterator[tuple[str, str, str, str]]":
    """Read a group, or every group, of an ``entry_points.txt``, by the rules of ``importlib.metadata``.

    :return: of each line its group, name, equals sign and value; a line without an equals sign is wrong
    """
    current = None
    for line in map(str.strip, text.splitlines()):
        if not line or line[0] == "#":
            continue
        if line[0] == "[" and line[-1] == "]":
            current = line.strip("[]")
        elif current is not None and group in (None, current):
            name, equals, value = line.partition("=")
            yield current, name.rstrip(), equals, value.lstrip()


def normalized_name(distribution: "Distribution") -> str | None:
    try:
        # What importlib.metadata tells distributions apart by; the public name needs a METADATA file that is sound.
        name: str = distribution._normalized_name  # type: ignore[attr-defined]  # noqa: SLF001
    except Exception:  # noqa: BLE001  # as above
        return None
    return name


def _field(distribution: "Distribution", field: str) -> str | None:
    try:
        metadata = distribution.metadata
        return metadata[field] if field in metadata else None  # noqa: SIM401  # it is no mapping, and has no get()
    except Exception:  # noqa: BLE001  # there is no METADATA, or nobody can read it
        return None
