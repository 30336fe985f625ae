"""Editable installations (PEP 660): where their sources are, and which entry points these have now.

A process of its own finds that. A build backend is asked which modules ship, which changes the working folder, and
imports what an application does not know: so the application stays as it is.
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
"""How many seconds a message waits to learn what the sources have."""
MOST_FILES = 20_000
"""How many files of a project are asked when they have changed; a project of more counts as changed."""
SOURCES = (".py", ".toml", ".cfg")
"""What the names of files end with that say which plugins there are."""
NO_SOURCES = frozenset({"__pycache__", "node_modules"})
"""Folders that hold no modules of a project, beside those that begin with a dot."""


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
        :return: the installation, or ``None`` if it is not editable, or if nobody can read where it comes from
        """
        try:
            with open(os.path.join(info, "direct_url.json"), "rb") as file:
                origin = json.load(file)
            is_editable, url = origin["dir_info"]["editable"], urlsplit(str(origin["url"]))
        except (OSError, KeyError, TypeError, ValueError):
            return None
        path = unquote(url.path)
        source = path[1:] if os.name == "nt" else path  # where it is /C:/folder
        return cls(info, source) if is_editable and url.scheme == "file" else None

    @property
    def name(self) -> str:
        """The name of the distribution, or what its metadata folder is called if its metadata has none."""
        from importlib.metadata import Distribution  # noqa: PLC0415 - needed for messages

        from plugin.metadata import name_of  # noqa: PLC0415 - as above

        return name_of(Distribution.at(self.info)) or os.path.basename(self.info)

    @property
    def copies(self) -> Iterator[str]:
        """The metadata folders that setuptools leaves in a project, which hide the other if Python is started there."""
        for pattern in ("*.egg-info", "*/*.egg-info"):
            for info in sorted(glob(pattern, root_dir=self.source)):
                if _stem(info) == _stem(self.info):
                    yield os.path.join(self.source, info)

    def read(self) -> str:
        """Read its ``entry_points.txt``, as :func:`read` does."""
        return read(os.path.join(self.info, FILE))


class Answer(NamedTuple):
    """What the source of an editable installation has now.

    :param table: the entry points that a build would write, or ``None`` if they are not known
    :param faults: what keeps a build from doing so
    """

    table: Table | None
    faults: Sequence[str] = ()


def editable_installations() -> Iterator[Installed]:
    """:return: each distribution on ``sys.path`` that is installed as editable, with the folder of its project; in an
    application that is frozen there is none, whatever its metadata says
    """
    if hasattr(sys, "frozen"):
        return
    for folder in dict.fromkeys(str(entry) or os.curdir for entry in sys.path):
        for info in sorted(glob("*.dist-info", root_dir=folder)):
            if (installed := Installed.at(os.path.join(folder, info))) is not None:
                yield installed


def _stem(info: str) -> str:
    """The name that a metadata folder tells, by which distributions are known on ``sys.path``."""
    return re.sub("[-_.]+", "_", os.path.basename(info).rpartition(".")[0].partition("-")[0]).lower()


def read(path: str) -> str:
    """Read a file of text; one that is not there is empty, and what is no UTF-8 in it is replaced."""
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except OSError:
        return ""


def text_of(table: Table) -> str:
    """Write entry points as an ``entry_points.txt`` holds them."""
    return "\n".join(
        "".join([f"[{group}]\n", *(f"{name} = {value}\n" for name, value in sorted(entries.items()))])
        for group, entries in sorted(table.items())
    )


def ask(installed: Sequence[Installed], *, seconds: float | None = None, static: bool = False) -> Iterator[Answer]:
    """Have a process find out what sources have now.

    :param installed: the editable installations
    :param seconds: how long it may take; by default as long as it takes
    :param static: read the sources, also of projects that say ``discovery = "import"``
    :return: an answer for each of them
    """
    code = f"import sys; sys.path[:] = {[*map(str, sys.path)]}; from plugin.cli.rebuilding import main; main()"
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}  # or it would ask in its turn
    told, fault = b"", ""
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
        told, fault = expired.stdout or b"", f"to look at it takes longer than {seconds:g} s"
    except OSError as error:
        fault = f"no Python can be started to look at it: {error}"
    else:
        told, last = done.stdout, done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        fault = f"the process that looks at it ends with status {done.returncode}: {last}"
    for _, line in zip_longest(installed, told.splitlines(keepends=True)):
        yield Answer(*json.loads(line)) if line and line.endswith(b"\n") else Answer(None, (fault,))


class Live:
    """What ``PLUGIN_LOADER_LIVE`` asks for; each source is asked once."""

    def __init__(self) -> None:
        self._answers: dict[Installed, Answer] = {}
        self._copies = {os.path.realpath(copy): each for each in editable_installations() for copy in each.copies}

    def texts(self, infos: Mapping[str, str], problems: list[str]) -> Iterator[tuple[str, bytes]]:
        """Give the entry points that editable installations would have if they were made now.

        :param infos: the normalised names of distributions -> their metadata folders
        :param problems: takes each source that gives no answer, in words for the user
        :return: of each that is editable its normalised name, and what its ``entry_points.txt`` would hold
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
            from plugin.faults import tell  # noqa: PLC0415 - which imports logging

            first, more = faults[0].partition("\n")[0], f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            tell(
                problems,
                f"{installed.name} keeps the entry points that it was installed with: {first}{more}; "
                f"`plugin-loader refresh {installed.name}` says what to do about it",
            )


_known: dict[tuple[Installed, int], Answer] = {}
"""What sources had when they were last changed, in nanoseconds of the clock."""


def newer_source(group: str, name: str) -> str:
    """Say which editable installation would offer a plugin if it was refreshed, to go on with a message that none does.

    A source is asked only if one of its files is newer than the installation, and once for each such change. Nothing of
    it is imported. Whatever goes wrong here, the message is said without this.

    :param group: the namespace
    :param name: the name that is not installed
    :return: the rest of the message; empty if no source has the plugin, or this is not known in time
    """
    try:
        changed = [(each, time) for each in editable_installations() if (time := _changed(each)) >= _installed(each)]
        unasked = [key for key in changed if key not in _known]
        if unasked:
            unasked.sort(key=lambda key: f"[{group}]" not in key[0].read())  # the likely ones first, for time is short
            _known.update(zip(unasked, ask([each for each, _ in unasked], seconds=PATIENCE, static=True), strict=True))
        for key in changed:
            if name in (_known[key].table or {}).get(group, ()):
                return (
                    f"; the source of `{key[0].name}` has it, but its editable installation is older: "
                    f"run `plugin-loader refresh {key[0].name}`"
                )
    except Exception:  # noqa: BLE001, S110 - the message itself is what matters
        pass
    return ""


def _changed(installed: Installed) -> int:
    """When a source was changed, in nanoseconds of the clock."""
    newest = 0
    for count, path in enumerate(_files(installed.source)):
        if count == MOST_FILES:
            return 1 << 63
        if path.endswith(SOURCES):
            newest = max(newest, os.lstat(path).st_mtime_ns)  # editors leave links to nowhere
    return newest


def _installed(installed: Installed) -> int:
    """When the entry points of an installation were written, in nanoseconds of the clock."""
    path = os.path.join(installed.info, FILE)
    return os.stat(path if os.path.exists(path) else installed.info).st_mtime_ns


def _files(source: str) -> Iterator[str]:
    for folder, folders, files in os.walk(source):
        folders[:] = [name for name in folders if name[0] != "." and name not in NO_SOURCES]
        yield from (os.path.join(folder, name) for name in files)
