"""The entry points of the installed distributions, read from the folders of ``sys.path`` as they are at the moment.

The answer is that of ``importlib.metadata.entry_points()``, whose import alone takes longer than an interpreter's
start. So folders are read here, by its rules. It answers itself for whatever is no plain folder: zip files, eggs,
metadata folders with odd names, and finders on ``sys.meta_path`` that know distributions.
"""

import os
import sys
from _frozen_importlib_external import PathFinder  # what importlib.machinery names, without importing importlib
from time import sleep, time_ns

from plugin.exceptions import InvalidEntryPoint, describe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.metadata import Distribution, DistributionFinder, EntryPoint
    from typing import Any

_SETTLED = 2_000_000_000
"""How many nanoseconds ago a folder has changed if its next change is sure to show: file systems may count in twos."""
_WRITTEN = 10_000_000
"""How many nanoseconds ago a file has changed if whoever writes it is done, and has not only truncated it."""
_ATTEMPTS = 10
"""How often something is read again that changes while it is read."""


class InstalledDistribution:
    """A distribution that is installed; what ``importlib.metadata`` knows of it is read when it is asked for.

    :param path: its metadata folder, or ``None`` if it is not in a folder
    :param text: its ``entry_points.txt`` as bytes; or the distribution as ``importlib.metadata`` has it
    """

    __slots__ = ("_distribution", "_text", "path")

    def __init__(self, path: str | None, text: "bytes | Distribution") -> None:
        self.path = path
        self._text = text if isinstance(text, bytes) else None
        self._distribution = None if isinstance(text, bytes) else text

    @property
    def metadata(self) -> "Distribution":
        """The distribution as ``importlib.metadata`` has it."""
        if self._distribution is None:
            from importlib.metadata import Distribution  # noqa: PLC0415  # costs more than all else here

            self._distribution = Distribution.at(self.path)  # type: ignore[arg-type]  # with a text comes a path
        return self._distribution

    @property
    def label(self) -> str:
        """The distribution, as messages name it: by name and version, or where it has no name, by its folder."""
        name, version = (_field(self.metadata, field) for field in ("Name", "Version"))
        if name is None:
            return f"{_normalized_name(self.metadata) or 'a nameless distribution'} in {self.location}"
        return f"{name} {version}" if version else name

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
        mine, others = self.holder, other.holder
        is_same_holder = mine is others or (mine.path is not None and mine.path == others.path)
        return is_same_holder and (self.group, self.name, self.value) == (other.group, other.name, other.value)

    def __hash__(self) -> int:
        return hash((self.group, self.name, self.value))

    def __repr__(self) -> str:
        return f"{self.name} = {self.value} (of {self.origin})"


def entry_points(group: str | None) -> list[InstalledEntryPoint]:
    """Read the entry points of a group; nothing of the distributions is imported.

    A distribution that stands on ``sys.path`` several times counts once, where it stands first. What cannot be read is
    told in the log, once, and the others are answered.

    One look at the installation serves all who ask, until ``sys.path``, the time of change of one of its folders, or
    the finders on ``sys.meta_path`` are others; after ``importlib.invalidate_caches()`` everything is read anew.

    :param group: the group, or ``None`` for all of them
    :return: its entry points by the order of ``sys.path``, and within a folder by the name of the distribution
    """
    return current_installation().entry_points(group)


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


class Installation:
    """What is installed at one moment: the distributions that have entry points, and what cannot be read."""

    def __init__(self) -> None:
        self.distributions: list[InstalledDistribution] = []
        self.problems: list[str] = []
        """What cannot be read, each in words for the user."""
        self.folders: list[str] = []
        """The folders of ``sys.path`` that could be listed."""
        self.is_lasting = True
        """Whether a change of it shows in the state of the folders."""

    def look(self, known: "Iterable[str]" = ()) -> "Installation":
        """Read what is installed.

        :param known: folders that could be listed before, and are missed when they are gone
        """
        found: dict[str, InstalledDistribution | None] = {}
        for finder in sys.meta_path:
            if find := getattr(finder, "find_distributions", None):
                if finder is PathFinder:
                    for folder in sys.path:
                        self._add_folder(found, folder, known)
                else:
                    self.is_lasting = False  # nobody knows when it changes its mind
                    self._add_answer(found, find)
        self.distributions = [distribution for distribution in found.values() if distribution]
        return self

    def entry_points(self, group: str | None) -> list[InstalledEntryPoint]:
        """Read the entry points of a group, as :func:`entry_points` does."""
        found: dict[InstalledEntryPoint, None] = {}  # a line that stands twice in one file is one entry point
        for distribution in self.distributions:
            try:
                for entry_point in distribution.entry_points(group):
                    found[entry_point] = None
            except Exception as error:  # noqa: BLE001, PERF203  # one distribution's fault is not that of the others
                self.tell(f"the entry points of {distribution.label} cannot be read: {describe(error)}")
        return list(found)

    def tell(self, problem: str) -> None:
        """Note what cannot be read, and tell it in the log unless the process has been told."""
        if problem not in self.problems:
            self.problems.append(problem)
        if problem not in _told:
            _told.add(problem)
            import logging  # noqa: PLC0415  # costs more than all else here, and is needed only where something is wrong

            logging.getLogger(__name__).warning("%s", problem)

    def _add_folder(
        self, found: "dict[str, InstalledDistribution | None]", folder: str, known: "Iterable[str]"
    ) -> None:
        infos = self._list(folder, known)
        if infos is None:
            from importlib.metadata import MetadataPathFinder  # noqa: PLC0415  # as above

            MetadataPathFinder().invalidate_caches()  # else it may answer what it has seen before
            self._add_answer(found, MetadataPathFinder.find_distributions, [folder])
            return
        base = folder if os.path.isabs(folder) else os.path.abspath(folder)
        for name, info in sorted(infos.items()):
            if name not in found:
                path = f"{base}/{info.name}"
                text = self._read_entry_points(path, info.is_symlink())
                found[name] = InstalledDistribution(path, text) if text else None

    def _list(self, folder: str, known: "Iterable[str]") -> "dict[str, os.DirEntry[str]] | None":
        """List the metadata folders in a folder.

        :return: the normalised name of a distribution -> its metadata folder, the first that is listed if it has
            several; or ``None`` if ``importlib.metadata`` has to answer
        """
        is_path: object = isinstance(folder, str)  # nobody keeps programs from putting other things there
        if not is_path or folder.lower().endswith(".egg"):
            return None
        try:
            with os.scandir(folder or ".") as children:
                infos = [child for child in children if child.name[-5:].lower() == "-info"]
        except FileNotFoundError:
            if folder in known:
                self.tell(f"{folder} stands on sys.path, and has vanished")
            elif os.path.islink(folder):
                self.tell(f"{folder} stands on sys.path, and is a link to nowhere")
            return {}
        except NotADirectoryError:
            return None
        except (OSError, ValueError) as error:
            self.tell(f"{folder} stands on sys.path, and cannot be listed: {describe(error)}")
            return {}
        self.folders.append(folder)
        listed: dict[str, os.DirEntry[str]] = {}
        for child in infos:
            stem, dot, kind = child.name.rpartition(".")
            if dot and kind.lower() in {"dist-info", "egg-info"}:
                name = _normalize(stem.partition("-")[0])
                if not name or not stem.strip(".") or kind not in {"dist-info", "egg-info"}:
                    return None  # its METADATA has to tell the name
                listed.setdefault(name, child)
        return listed

    def _read_entry_points(self, path: str, is_link: bool) -> bytes:
        """Read the ``entry_points.txt`` in a metadata folder; give nothing if there is none."""
        file = f"{path}/entry_points.txt"
        try:
            text = _read(file)
            if not text.isascii():
                text.decode()
        except (FileNotFoundError, NotADirectoryError) as error:  # many have none, and some folders are a file
            if not os.path.lexists(file) and not (is_link and os.path.lexists(path) and not os.path.exists(path)):
                return b""
            reason: Exception = error  # it is a link to nowhere
        except (OSError, UnicodeDecodeError) as error:
            reason = error
        else:
            return text
        self.tell(f"the entry points of {InstalledDistribution(path, b'').label} cannot be read: {describe(reason)}")
        return b""

    def _add_answer(
        self,
        found: "dict[str, InstalledDistribution | None]",
        find: "Callable[[DistributionFinder.Context], Iterable[Distribution]]",
        path: list[str] | None = None,
    ) -> None:
        """Add what a finder answers in the way of ``importlib.metadata``."""
        from importlib.metadata import DistributionFinder  # noqa: PLC0415  # as above

        context = DistributionFinder.Context() if path is None else DistributionFinder.Context(path=path)
        try:
            for distribution in find(context):
                place = getattr(distribution, "_path", None)
                name = _normalized_name(distribution) or f"nameless distribution {len(found)}"
                found.setdefault(name, InstalledDistribution(place and str(place), distribution))
        except Exception as error:  # noqa: BLE001  # a finder's fault is not that of the others
            self.tell(f"{find!r} cannot tell which distributions there are: {describe(error)}")


def current_installation() -> Installation:
    """Say what is installed now; the last answer will do if nothing has changed since."""
    remembered: dict[str, Any] = sys.path_importer_cache
    memory: _Memory = remembered.setdefault(__file__, _Memory())
    for _ in range(_ATTEMPTS):
        state, changed = _state(memory.epoch)
        known_state, installation = memory.last
        if known_state == state:
            break
        installation = Installation().look(known=installation.folders)
        if _state(memory.epoch)[0] == state:  # so no folder has changed while it was read
            is_lasting = installation.is_lasting and changed < time_ns() - _SETTLED
            memory.last = state if is_lasting else None, installation
            break
    return installation


class _Memory:
    """The last answer, and the state of the folders that it holds for.

    It is kept in ``sys.path_importer_cache``, beside what the import system remembers of folders, since
    ``importlib.invalidate_caches()`` tells everything there to forget. No folder has the path of this file.
    """

    def __init__(self) -> None:
        self.epoch = 0
        self.last: tuple[tuple[object, ...] | None, Installation] = (None, Installation())

    def invalidate_caches(self) -> None:
        self.epoch += 1


_told: set[str] = set()
"""What the log has been told."""


def _state(epoch: int) -> tuple[tuple[object, ...], int]:
    """Give what tells whether an installation is the same, and when it has changed, in nanoseconds of the clock."""
    folders: list[object] = []
    changed = 0
    for folder in sys.path:
        try:
            status = os.stat(folder or ".")
        except (OSError, TypeError, ValueError):  # noqa: PERF203  # each folder for itself
            folders.append((folder, None))
        else:
            folders.append((folder, status.st_mtime_ns, status.st_ino, status.st_dev, status.st_size))
            changed = max(changed, status.st_mtime_ns)
    return (epoch, *folders, *map(id, sys.meta_path)), changed


def _read(path: str) -> bytes:
    """Read a file; one that is being written is given the time to be complete."""
    for _ in range(_ATTEMPTS):
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            status = os.fstat(file)
            text = os.read(file, status.st_size + 1)
            while len(text) > status.st_size and (more := os.read(file, 1 << 16)):
                text += more
        finally:
            os.close(file)
        if not 0 <= time_ns() - status.st_mtime_ns < _WRITTEN:
            break
        sleep(_WRITTEN / 1e9)
    return text


def _normalize(name: str) -> str:
    """Normalise the name of a distribution as in the names of metadata folders (PEP 503, with underscores)."""
    name = name.lower().replace("-", "_").replace(".", "_")
    while "__" in name:
        name = name.replace("__", "_")
    return name


def _field(distribution: "Distribution", field: str) -> str | None:
    try:
        metadata = distribution.metadata
        return metadata[field] if field in metadata else None  # noqa: SIM401  # it is no mapping, and has no get()
    except Exception:  # noqa: BLE001  # there is no METADATA, or nobody can read it
        return None


def _normalized_name(distribution: "Distribution") -> str | None:
    try:
        # What importlib.metadata tells distributions apart by; the public name needs a METADATA file that is sound.
        name: str = distribution._normalized_name  # type: ignore[attr-defined]  # noqa: SLF001
    except Exception:  # noqa: BLE001  # as above
        return None
    return name
