"""Editable installations (PEP 660): where their sources are, and which entry points the sources have now.

A separate process determines that, so the application is not affected: asking a build backend which modules ship
changes the working folder and imports modules that the application does not know.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from glob import glob
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from plugin.entries import Table

VARIABLE = "PLUGIN_LOADER_LIVE"
FILE = "entry_points.txt"
PATIENCE = 5
"""How many seconds an error message waits for an answer about the sources."""
MOST_FILES = 20_000
"""How many files of a project are checked for changes; a project with more files counts as changed."""
SOURCES = (".py", ".toml", ".cfg")
"""The suffixes of the files that determine the plugins of a project."""
NO_SOURCES = frozenset({"__pycache__", "node_modules"})
"""Folders without modules of a project, besides those that begin with a dot."""


class Installed(NamedTuple):
    """An editable installation.

    :param info: its metadata folder
    :param source: the folder of its project
    """

    info: str
    source: str

    @classmethod
    def at(cls, info: str) -> "Installed | None":
        """Read where an installation comes from.

        :param info: its metadata folder
        :return: the installation, or ``None`` if it is not editable or its origin cannot be read
        """
        try:
            with open(os.path.join(info, "direct_url.json"), "rb") as file:
                origin = json.load(file)
            is_editable, url = origin["dir_info"]["editable"], urlsplit(str(origin["url"]))
        except (OSError, KeyError, TypeError, ValueError):
            return None
        source = unquote(url.path)
        if os.name == "nt":  # on Windows it is /C:/folder, or a folder on another machine
            source = os.path.normpath(
                f"//{url.netloc}{source}" if url.netloc else re.sub("^/(?=[A-Za-z]:)", "", source)
            )
        return cls(info, source) if is_editable and url.scheme == "file" else None

    @property
    def name(self) -> str:
        """The name of the distribution, or the name of its metadata folder if the metadata has no name."""
        from importlib.metadata import Distribution  # noqa: PLC0415 - needed for messages

        from plugin.metadata import name_of  # noqa: PLC0415 - as above

        return name_of(Distribution.at(self.info)) or os.path.basename(self.info)

    @property
    def copies(self) -> Iterator[str]:
        """The metadata folders that setuptools leaves in a project; they take precedence if Python starts there."""
        for pattern in ("*.egg-info", "*/*.egg-info"):
            for info in sorted(glob(pattern, root_dir=self.source)):
                if _stem(info) == _stem(self.info):
                    yield os.path.join(self.source, info)

    def read(self) -> str:
        """Read its ``entry_points.txt``, as :func:`read` does."""
        return read(os.path.join(self.info, FILE))


class Answer(NamedTuple):
    """The entry points that the source of an editable installation has now.

    :param table: the entry points that a build would write, or ``None`` if they are not known
    :param faults: what prevents a build from writing them
    """

    table: Table | None
    faults: Sequence[str] = ()


def editable_installations() -> Iterator[Installed]:
    """:return: each editable installation on ``sys.path``, with the folder of its project; none if the application is
    frozen, whatever its metadata says
    """
    if hasattr(sys, "frozen"):
        return
    for folder in dict.fromkeys(str(entry) or os.curdir for entry in sys.path):
        for info in sorted(glob("*.dist-info", root_dir=folder)):
            if (installed := Installed.at(os.path.join(folder, info))) is not None:
                yield installed


def _stem(info: str) -> str:
    """The name in the name of a metadata folder, which identifies a distribution on ``sys.path``."""
    return re.sub("[-_.]+", "_", os.path.basename(info).rpartition(".")[0].partition("-")[0]).lower()


def read(path: str) -> str:
    """Read a text file; a missing file reads as empty, and invalid UTF-8 is replaced."""
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except OSError:
        return ""


def text_of(table: Table) -> str:
    """Format entry points as an ``entry_points.txt``."""
    return "\n".join(
        "".join([f"[{group}]\n", *(f"{name} = {value}\n" for name, value in sorted(entries.items()))])
        for group, entries in sorted(table.items())
    )


def ask(installed: Sequence[Installed], *, seconds: float | None = None, static: bool = False) -> Iterator[Answer]:
    """Find out, in a separate process, which entry points the sources have now.

    :param installed: the editable installations
    :param seconds: how long it may take; by default there is no limit
    :param static: read the sources, even of projects with ``discovery = "import"``
    :return: an answer for each of them
    """
    code = f"import sys; sys.path[:] = {[*map(str, sys.path)]}; from plugin.cli.rebuilding import main; main()"
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}  # else it would ask, too
    answers, fault = b"", ""
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code],
            input=json.dumps({"installed": installed, "static": static}).encode(),
            capture_output=True,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        answers, fault = expired.stdout or b"", f"looking at it takes longer than {seconds:g} s"
    except OSError as error:
        fault = f"cannot start Python to look at it: {error}"
    else:
        answers, last = done.stdout, done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        fault = f"the process that looked at it ended with exit status {done.returncode}: {last}"
    for _, line in zip_longest(installed, answers.splitlines(keepends=True)):
        yield Answer(*json.loads(line)) if line and line.endswith(b"\n") else Answer(None, (fault,))


class Live:
    """What ``PLUGIN_LOADER_LIVE`` asks for; each source is looked at once."""

    def __init__(self) -> None:
        self._answers: dict[Installed, Answer] = {}
        self._copies = {os.path.realpath(copy): each for each in editable_installations() for copy in each.copies}

    def texts(self, infos: Mapping[str, str], problems: list[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the entry points that editable installations would have if they were installed now.

        :param infos: the normalised names of distributions -> their metadata folders
        :param problems: the list to which messages about sources without an answer are added
        :return: for each editable one its normalised name, and the contents that its ``entry_points.txt`` would have
        """
        known = ((name, Installed.at(infos[name]) or self._copies.get(os.path.realpath(infos[name]))) for name in infos)
        found = {name: installed for name, installed in sorted(known) if installed is not None}
        unasked = [installed for installed in found.values() if installed not in self._answers]
        if unasked:
            self._answers |= zip(unasked, ask(unasked), strict=True)
        for name, installed in found.items():
            table, faults = self._answers[installed]
            if table is not None and not faults:
                yield name, text_of(table).encode()
                continue
            from plugin.faults import tell  # noqa: PLC0415 - imports logging

            first, more = faults[0].partition("\n")[0], f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            tell(
                problems,
                f"{installed.name} keeps the entry points that it was installed with: {first}{more}; "
                f"run `plugin-loader refresh {installed.name}` for details",
            )


_known: dict[tuple[Installed, int], Answer] = {}
"""The answers about sources, by the time of their last change in nanoseconds since the epoch."""


def newer_source(group: str, name: str) -> str:
    """Find the editable installation that would offer a plugin if it were refreshed, for the message that none does.

    A source is looked at only if one of its files is newer than the installation, and once per change. Nothing of it is
    imported. If anything goes wrong here, the message is simply shown without this hint.

    :param group: the namespace
    :param name: the name that is not installed
    :return: the end of the message; empty if no source has the plugin, or if this is not known in time
    """
    try:
        changed = [(each, time) for each in editable_installations() if (time := _changed(each)) >= _installed(each)]
        unasked = [key for key in changed if key not in _known]
        if unasked:
            unasked.sort(key=lambda key: f"[{group}]" not in key[0].read())  # likely ones first: time is limited
            _known.update(zip(unasked, ask([each for each, _ in unasked], seconds=PATIENCE, static=True), strict=True))
        for key in changed:
            if name in (_known[key].table or {}).get(group, ()):
                return (
                    f"; the source of `{key[0].name}` has it, but its editable installation is out of date: "
                    f"run `plugin-loader refresh {key[0].name}`"
                )
    except Exception:  # noqa: BLE001, S110 - the message matters more than the hint
        pass
    return ""


def _changed(installed: Installed) -> int:
    """When a source was last changed, in nanoseconds since the epoch."""
    newest = 0
    for count, path in enumerate(_files(installed.source)):
        if count == MOST_FILES:
            return 1 << 63
        if path.endswith(SOURCES):
            newest = max(newest, os.lstat(path).st_mtime_ns)  # editors leave dangling links
    return newest


def _installed(installed: Installed) -> int:
    """When the entry points of an installation were written, in nanoseconds since the epoch."""
    path = os.path.join(installed.info, FILE)
    return os.stat(path if os.path.exists(path) else installed.info).st_mtime_ns


def _files(source: str) -> Iterator[str]:
    for folder, folders, files in os.walk(source):
        folders[:] = [name for name in folders if name[0] != "." and name not in NO_SOURCES]
        yield from (os.path.join(folder, name) for name in files)
