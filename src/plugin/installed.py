"""The entry points of the installed distributions, read from the folders of ``sys.path`` in their current state.

The results are those of ``importlib.metadata.entry_points()``, whose import alone takes longer than starting the
interpreter. This module therefore reads plain folders itself, by the same rules, and leaves everything else to
``importlib.metadata``: zip files, eggs, metadata folders with odd names, and finders on ``sys.meta_path``.
"""

import os
import sys
from _frozen_importlib_external import PathFinder  # what importlib.machinery names, without importing importlib
from time import sleep, time_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import Distribution, EntryPoint
    from typing import Any

    from plugin.editable import Live

    Found = dict[str, "InstalledDistribution | None"]

_KINDS = {"dist-info", "egg-info"}
"""The suffixes of metadata folders."""
_SETTLED = 2_000_000_000
"""The age in nanoseconds from which the next change of a folder is sure to show: timestamps may have 2 s resolution."""
_WRITTEN = 10_000_000
"""The age in nanoseconds of the last change from which a file is usually complete."""
_TRUNCATED = 500_000_000
"""The age in nanoseconds from which an empty file is meant to be empty, and not about to be written."""
_FILE = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""Refuses links, to tell a dangling one from a missing file; 0 where the system does not support this."""
OFF = {"", "0", "false", "no", "off"}
"""The values of an environment variable, in lower case, that mean off."""
_ATTEMPTS = 60
"""How often to retry reading something that changes while it is read."""


class InstalledDistribution:
    """An installed distribution.

    :param path: its metadata folder, or ``None`` if it is not in a folder
    :param text: its ``entry_points.txt`` as bytes, or the distribution as an ``importlib.metadata.Distribution``
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
        """The distribution as an ``importlib.metadata.Distribution``."""
        if self._distribution is None:
            from importlib.metadata import Distribution  # noqa: PLC0415  # costs more than all else here

            self._distribution = Distribution.at(self.path)  # type: ignore[arg-type]  # with a text comes a path
        return self._distribution

    @property
    def label(self) -> str:
        """The distribution, for messages: its name and version, or its folder if it has no name."""
        from plugin.metadata import label  # noqa: PLC0415  # as above

        return label(self.metadata)

    def entry_points(self, group: str | None) -> "Iterator[InstalledEntryPoint]":
        """Read the entry points of a group, or of every group.

        :raises Exception: if they cannot be read, after those that can be read
        """
        if self._text is None:
            known = ((found.group, found.name, found.value) for found in self.metadata.entry_points)
            for found_group, name, value in dict.fromkeys(known):
                if group in (None, found_group):
                    yield InstalledEntryPoint(name, value, found_group, self)
        elif group is None or group.encode() in self._text:
            broken = []
            lines = parse(self._text.decode(), group)
            for found_group, name, equals, value in dict.fromkeys(lines):  # duplicate lines are one entry point
                if equals:
                    yield InstalledEntryPoint(name, value, found_group, self)
                else:
                    broken.append(f"{name!r} is not 'name = value'")
            if self._text.startswith(f"\ufeff[{group}]".encode() if group else b"\xef\xbb\xbf"):
                broken.append("a byte order mark hides the first group from every reader")
            if broken:
                raise ValueError("; ".join(broken))


class InstalledEntryPoint:
    """A line of an installed ``entry_points.txt``.

    :param name: its name
    :param value: its value, unchanged
    :param group: its group
    :param holder: the distribution that provides it
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
        :raises InvalidEntryPoint: if the value is not an object reference
        :raises Exception: whatever importing the module raises, or an ``AttributeError`` if the module does not have
            the object
        """
        reference = self.value.partition("[")[0]  # older metadata lists extras after the reference
        module, colon, attributes = map(str.strip, reference.partition(":"))
        path = attributes.split(".") if colon else []
        if not all(map(str.isidentifier, (*module.split("."), *path))):
            from plugin.entries import value_fault  # noqa: PLC0415  # only needed when something is wrong
            from plugin.exceptions import InvalidEntryPoint  # noqa: PLC0415  # as above

            raise InvalidEntryPoint(value_fault(reference.strip()) or "", self.group, self.name, self.value)
        __import__(module)
        found: object = sys.modules[module]
        for attribute in path:
            found = getattr(found, attribute)
        return found

    @property
    def distribution(self) -> "Distribution":
        """The distribution that provides the entry point, as an ``importlib.metadata.Distribution``."""
        return self.holder.metadata

    @property
    def metadata(self) -> "EntryPoint":
        """The entry point as an ``importlib.metadata.EntryPoint``, which knows its distribution."""
        from importlib.metadata import EntryPoint  # noqa: PLC0415  # as above

        entry_point = EntryPoint(self.name, self.value, self.group)
        vars(entry_point).update(dist=self.distribution)  # as importlib.metadata does, because it is immutable
        return entry_point

    @property
    def origin(self) -> str:
        """The distribution, for messages."""
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


def entry_points(group: str | None) -> list[InstalledEntryPoint]:
    """Read the entry points of a group, without importing anything from the distributions.

    A distribution that is on ``sys.path`` several times counts once, where it comes first. What cannot be read is
    logged, once, and left out.

    A folder is read again when its modification time changes, and all folders after ``importlib.invalidate_caches()``;
    a file that is rewritten in place is only noticed then. Finders on ``sys.meta_path`` are called every time.

    :param group: the group, or ``None`` for all groups
    :return: its entry points in the order of ``sys.path``, and within a folder by the name of the distribution
    """
    return current_installation().entry_points(group)


class Installation:
    """What is installed at a given moment: the distributions that have entry points, and what cannot be read.

    :param places: the entries of ``sys.path``
    """

    def __init__(self, places: "Iterable[Place]" = ()) -> None:
        self.problems = [problem for place in places for problem in place.problems]
        """What cannot be read, as messages for the user."""
        self.is_lasting = True
        """Whether it is valid as long as the places are."""
        found: Found = {}
        for finder in sys.meta_path:
            if find := getattr(finder, "find_distributions", None):
                if finder is PathFinder:
                    for place in places:
                        for name, distribution in place.distributions.items():
                            found.setdefault(name, distribution)
                else:
                    self.is_lasting = False  # its answer may change at any time
                    try:
                        from plugin.metadata import add  # noqa: PLC0415  # as above

                        add(found, find, InstalledDistribution)
                    except Exception as error:  # noqa: BLE001  # one finder's error does not affect the others
                        _tell(self.problems, f"{find!r} cannot list its distributions", error)
        self.distributions = [distribution for distribution in found.values() if distribution]

    def entry_points(self, group: str | None) -> list[InstalledEntryPoint]:
        """Read the entry points of a group, as :func:`entry_points` does."""
        found = []
        for distribution in self.distributions:
            try:
                for entry_point in distribution.entry_points(group):
                    found.append(entry_point)  # noqa: PERF402  # one by one, because the next one may raise
            except Exception as error:  # noqa: BLE001, PERF203  # one's error does not affect the others
                _tell(self.problems, f"the entry points of {distribution.label} cannot be read", error)
        return found


class Place:
    """An entry of ``sys.path`` at a given moment, usually a folder.

    :param path: the entry of ``sys.path``
    :param was_there: whether there was something at this path before
    :param live: looks up the current sources of editable installations, if these are wanted
    """

    __slots__ = ("distributions", "is_there", "path", "problems", "seen")

    def __init__(self, path: str, was_there: bool, live: "Live | None" = None) -> None:
        self.path = path
        self.problems: list[str] = []
        self.is_there = True
        self.distributions: Found = {}
        """The normalised names of the distributions -> those that have entry points, or ``None``."""
        self.seen: tuple[tuple[object, ...], int, int] = ((), 0, 0)
        """Its state when it was read, the time of the last change before, and the time of reading, in nanoseconds."""
        try:
            self._look(path, live)
        except FileNotFoundError:
            self.is_there = False
            if was_there:
                _tell(self.problems, f"{path} is on sys.path, but has vanished")
            elif _is_dangling(path):
                _tell(self.problems, f"{path} is on sys.path, but is a dangling link")
        except Exception as error:  # noqa: BLE001  # one place's error does not affect the others
            _tell(self.problems, f"{path} is on sys.path, but cannot be read", error)

    def _look(self, path: str, live: "Live | None") -> None:
        is_path: object = isinstance(path, str)  # programs may put other things there
        infos = self._list() if is_path else None
        if infos is None:
            from plugin.metadata import add_from  # noqa: PLC0415  # as above

            add_from(self.distributions, path, InstalledDistribution)
        elif infos:
            folder = path if os.path.isabs(path) else os.path.abspath(path)
            self._read_all(folder, infos)
            if live:
                paths = {name: f"{folder}/{info.name}" for name, info in infos.items()}
                for name, text in live.texts(paths, self.problems):
                    self.distributions[name] = InstalledDistribution(paths[name], text) if text else None
                self.distributions = {name: self.distributions[name] for name in sorted(self.distributions)}

    def _list(self) -> "dict[str, os.DirEntry[str]] | None":
        """List the metadata folders, except leftovers of pip, whose names begin with ``~``.

        :return: the normalised name of a distribution -> its metadata folder, one of them if it has several; or
            ``None`` if ``importlib.metadata`` must do this
        """
        try:
            with os.scandir(self.path or ".") as children:
                infos = [child for child in children if child.name[-5:-4] == "-" and child.name[-4:].lower() == "info"]
        except NotADirectoryError:
            return None
        listed: dict[str, os.DirEntry[str]] = {}
        for child in infos:
            stem, _, kind = child.name.rpartition(".")
            if kind in _KINDS:
                name = _normalize(stem.partition("-")[0])
                if name in {"", "_"}:
                    return None  # the name must come from its METADATA, as below
                if name[0] == "~":
                    continue
                if (first := listed.setdefault(name, child)) is not child:
                    from plugin.faults import usable  # noqa: PLC0415  # as below

                    listed[name] = usable(first, child, self.problems)
            elif kind.lower() in _KINDS:
                return None
        return listed

    def _read_all(self, folder: str, infos: "dict[str, os.DirEntry[str]]") -> None:
        """Read the ``entry_points.txt`` of each metadata folder; this is what start-up of an application waits for."""
        place, start = (os.open(folder, _FOLDER), "") if os.open in os.supports_dir_fd else (None, folder + os.sep)
        found = []
        try:
            for name, info in infos.items():
                path = f"{start}{info.name}{os.sep}entry_points.txt"
                try:
                    try:
                        file = os.open(path, _FILE | _NO_LINK, dir_fd=place)
                    except (FileNotFoundError, NotADirectoryError):  # older tools use a single metadata file
                        if (info.is_symlink() or not _NO_LINK) and _is_dangling(f"{folder}/{info.name}", path):
                            raise
                        self.distributions[name] = None  # like most
                        continue
                    except OSError:
                        file = _follow(path, place)
                    text = _read(file)
                except (OSError, UnicodeDecodeError) as error:
                    self.distributions[name] = None
                    label = InstalledDistribution(f"{folder}/{info.name}", b"").label
                    _tell(self.problems, f"the entry points of {label} cannot be read", error)
                else:
                    found.append((name, info.name, text))
        finally:
            if place is not None:
                os.close(place)
        for name, info_name, text in sorted(found):
            self.distributions[name] = InstalledDistribution(f"{folder}/{info_name}", text) if text else None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Place):
            return NotImplemented
        mine, others = ((place.path, place.distributions, place.problems) for place in (self, other))
        return mine == others

    __hash__ = None  # type: ignore[assignment]  # it is mutable


class Memory:
    """Remembers what was last seen on ``sys.path``.

    It is kept in ``sys.path_importer_cache``, next to the import system's own caches of folders, because
    ``importlib.invalidate_caches()`` clears everything in there. Its key is the path of this file, which is no folder.
    """

    def __init__(self) -> None:
        self.epoch = 0
        self.live: Live | None = None
        self.setting = ""
        self.places: dict[object, Place] = {}
        self.last: tuple[list[Place], list[object], Installation] | None = None

    def invalidate_caches(self) -> None:
        """Discard everything; called by ``importlib.invalidate_caches()``."""
        self.epoch += 1
        self.live = None

    def look(self) -> Installation:
        """Return what is installed now; a place that has not changed is not read again."""
        setting = os.environ.get("PLUGIN_LOADER_LIVE", "").lower()
        if setting != self.setting:
            self.setting = setting
            self.invalidate_caches()
        if setting not in OFF and not self.live:
            from plugin.editable import Live  # noqa: PLC0415  # only used during development

            self.live = Live()
        places: list[Place] = []
        for attempt in range(_ATTEMPTS):
            before, places = places, [self._look_at(path, is_second_look=attempt > 0) for path in sys.path]
            if _are_same(before, places):
                break  # nothing has changed while the other places were read
        self.places = {_key(place.path): place for place in places}
        finders: list[object] = [*sys.meta_path]
        if self.last:
            last_places, last_finders, installation = self.last
            if _are_same(last_places, places) and last_finders == finders and installation.is_lasting:
                return installation
        installation = Installation(places)
        self.last = places, finders, installation
        return installation

    def _look_at(self, path: str, is_second_look: bool) -> Place:
        state: tuple[int, ...]
        try:
            status = os.stat(path or ".")
        except (OSError, TypeError, ValueError):
            state, changed = (self.epoch,), 0
        else:
            changed = status.st_mtime_ns
            state = (self.epoch, changed, status.st_ino, status.st_dev, status.st_size)
        now = time_ns()
        known = self.places.get(_key(path))
        if known:
            last_state, last_changed, last_look = known.seen
            if last_state == state and (is_second_look or last_changed < last_look - _SETTLED):
                return known
        place = Place(path, known is not None and known.is_there, self.live)
        if known and known == place:
            place = known
        place.seen = state, changed, now
        self.places[_key(path)] = place
        return place


def current_installation() -> Installation:
    """Return what is installed now; what has not changed since the last time is not read again."""
    remembered: dict[str, Any] = sys.path_importer_cache
    memory: Memory = remembered.setdefault(__file__, Memory())
    return memory.look()


def _tell(problems: list[str], what: str, error: Exception | None = None) -> None:
    from plugin.faults import tell  # noqa: PLC0415  # only needed when something is wrong

    tell(problems, what, error)


def _are_same(some: list[Place], others: list[Place]) -> bool:
    return [*map(id, some)] == [*map(id, others)]


def _key(path: object) -> object:
    return path if isinstance(path, str) else id(path)


def _follow(path: str, place: int | None) -> int:
    """Open the target of a link; its path is relative to the open folder ``place``."""
    try:
        return os.open(path, _FILE, dir_fd=place)
    except FileNotFoundError:
        raise OSError(f"{path} is a dangling link") from None


def _read(file: int) -> bytes:
    """Read a text file and close it, waiting a moment if it is still being written.

    :param file: the open file
    :raises UnicodeDecodeError: if it is not UTF-8
    """
    text = b""
    try:
        for attempt in range(_ATTEMPTS):
            status = os.stat(file)
            patience = _WRITTEN if status.st_size else _TRUNCATED
            age = time_ns() - status.st_mtime_ns
            if 0 <= age < patience:
                sleep(min(patience - age, _WRITTEN) / 1e9)
                status = os.stat(file)
                if not status.st_size:
                    continue
            if attempt:
                os.lseek(file, 0, os.SEEK_SET)
            text = os.read(file, status.st_size + 1)
            if len(text) == status.st_size:
                break
            while more := os.read(file, 1 << 16):  # it grows, or its size is not known
                text += more
    finally:
        os.close(file)
    if not text.isascii():
        text.decode()
    return text


def _is_dangling(*paths: str) -> bool:
    return any(os.path.islink(path) and not os.path.exists(path) for path in paths)


def _normalize(name: str) -> str:
    """Normalise the name of a distribution as in names of metadata folders (PEP 503, with underscores)."""
    name = name.lower().replace("-", "_").replace(".", "_")
    while "__" in name:
        name = name.replace("__", "_")
    return name


def parse(text: str, group: str | None) -> "Iterator[tuple[str, str, str, str]]":
    """Parse a group, or every group, of an ``entry_points.txt``, by the rules of ``importlib.metadata``.

    :return: for each line its group, name, equals sign and value; a line without an equals sign is invalid
    """
    current = ""
    is_wanted = False
    start = text.rfind("\n", 0, text.find(group)) + 1 if group else 0  # nothing before it is of the group
    for padded in text[start:].splitlines():
        if not (is_wanted or "[" in padded):
            continue
        line = padded.strip()
        if line[:1] == "[" and line[-1] == "]":
            current = line.strip("[]")
            is_wanted = group in (None, current)
        elif is_wanted and line and line[0] != "#":
            name, equals, value = line.partition("=")
            yield current, name.rstrip(), equals, value.lstrip()
