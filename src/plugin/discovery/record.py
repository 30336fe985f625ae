"""Records the sources in which entry points were found, so they can be reused where the same sources do not suffice.

A source distribution may be built where something is missing that was needed to find its plugins, such as a library.
The entry points found when it was created remain valid as long as none of its sources has changed.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

from plugin.discovery.answer import build_entry_points
from plugin.discovery.config import Config
from plugin.discovery.sources import SourceTree
from plugin.entries import Table
from plugin.exceptions import DiscoveryError

FILE_NAME = "plugin-loader.json"


class Record(NamedTuple):
    """Entry points, and the sources in which they were found.

    :param sources: a digest of all inputs: the modules, the configuration and the entries by hand; ``None`` if some
        could not be read
    :param entry_points: the table ``project.entry-points`` (PEP 621): group -> name -> object reference
    """

    sources: str | None
    entry_points: Table

    @classmethod
    def read(cls, path: str) -> "Record | None":
        """Read a record; return ``None`` if the file does not contain one, because a record is never essential."""
        try:
            with open(path, encoding="utf-8") as file:
                return cls(**json.load(file))
        except (OSError, TypeError, ValueError):
            return None

    def to_json(self) -> str:
        """Format the record as JSON."""
        return f"{json.dumps(self._asdict(), indent=1)}\n"


def find_with_record(
    tree: SourceTree,
    config: Config,
    report: Callable[[str], None],
    *,
    static: Table | None = None,
    merge: Table | None = None,
    folders: Iterable[str] = (),
) -> Record:
    """Find the entry points to write, or if discovery fails, reuse those found earlier in the same sources.

    :param tree: the modules that ship
    :param config: the project's configuration
    :param report: called with each warning for the user
    :param static: as for :func:`~plugin.discovery.build_entry_points`
    :param merge: as for :func:`~plugin.discovery.build_entry_points`
    :param folders: the folders whose ``.egg-info`` may contain a record
    :return: the record to keep, with the entry points
    :raises ConfigError: as :func:`~plugin.discovery.build_entry_points`
    :raises DiscoveryError: with all problems that fail the build, if there is no record of exactly these sources
    """
    sources = _digest(tree, config, static, merge)
    try:
        return Record(sources, build_entry_points(tree, config, report, static=static, merge=merge))
    except DiscoveryError as error:
        for path in _records(folders):
            record = Record.read(path)
            if record is not None and record.sources is not None and record.sources == sources:
                report(f"{error}\n    using the entry points found earlier in the same sources, from {path}")
                return record
        raise


def _digest(tree: SourceTree, *others: object) -> str | None:
    digest = hashlib.sha256(repr(others).encode())
    try:
        for source in tree.modules.values():
            text = source.read()
            digest.update(f"\0{source.module}\0{len(text)}\0".encode())
            digest.update(text)
    except OSError:
        return None
    return digest.hexdigest()


def _records(folders: Iterable[str]) -> Iterable[str]:
    for folder in dict.fromkeys(map(os.path.normpath, folders)):
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            if name.endswith(".egg-info"):
                yield os.path.normpath(os.path.join(folder, name, FILE_NAME))
