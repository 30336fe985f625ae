"""Remembers which sources entry points were found in, so that they can be told where the same sources do not tell them.

A source distribution may be built where something is not there that was needed to read its plugins, such as a library.
What was found when it was made is as true as ever, as long as none of its sources has changed since.
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
    """Entry points, and the sources that they were found in.

    :param sources: a digest of all that was looked at: the modules, the configuration and the entries by hand; or
        ``None`` if not all of it could be read
    :param entry_points: the table ``project.entry-points`` (PEP 621): group -> name -> object reference
    """

    sources: str | None
    entry_points: Table

    @classmethod
    def read(cls, path: str) -> "Record | None":
        """Read a record; give ``None`` for a file that holds none, as that can always be done without."""
        try:
            with open(path, encoding="utf-8") as file:
                return cls(**json.load(file))
        except (OSError, TypeError, ValueError):
            return None

    def to_json(self) -> str:
        """Write the record."""
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
    """Give the entry points to write, or where the sources do not tell, those that were found in them before.

    :param tree: the modules that ship
    :param config: the project's configuration
    :param report: takes each message for the user that fails nothing
    :param static: as for :func:`~plugin.discovery.build_entry_points`
    :param merge: as for :func:`~plugin.discovery.build_entry_points`
    :param folders: the folders beside whose ``.egg-info`` a record may stand
    :return: the entry points, and the record to keep of them
    :raises ConfigError: as :func:`~plugin.discovery.build_entry_points`
    :raises DiscoveryError: with every problem that fails the build, if there is no record of these very sources
    """
    sources = _digest(tree, config, static, merge)
    try:
        return Record(sources, build_entry_points(tree, config, report, static=static, merge=merge))
    except DiscoveryError as error:
        for path in _records(folders):
            record = Record.read(path)
            if record is not None and record.sources is not None and record.sources == sources:
                report(f"{error}\n    what was found in the very same sources before is taken from {path}")
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
