"""What `os` is on Windows, so far as paths and files go, for modules that are run on another system."""

import ntpath
import os
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

ABSENT = {"O_DIRECTORY", "O_NOFOLLOW", "fork", "getpgrp", "geteuid", "getuid", "killpg", "register_at_fork", "setsid"}
VERBATIM = "\\\\?\\"
"""What the longest paths begin with; behind it only backslashes stand between folders."""


class Windows:
    """Stands for `os`: with drives and backslashes, and without what only other systems have.

    :param drive: the folder that is drive `C:`, in which names are found in whatever case they are written
    """

    name, sep, altsep, pathsep, curdir, pardir, linesep, devnull = "nt", "\\", "/", ";", ".", "..", "\r\n", "nul"
    supports_dir_fd = frozenset()

    def __init__(self, drive: Path) -> None:
        self.drive = drive
        asked = ("exists", "isfile", "isdir", "islink", "lexists", "samefile")
        self.path = SimpleNamespace(
            **{**vars(ntpath), **{name: self.on_drive(getattr(os.path, name)) for name in asked}}
        )

    def on_drive(self, ask):
        """A function that asks for files, of drive `C:`."""
        return lambda *paths: ask(*map(self.real, paths))

    def __getattr__(self, name: str) -> object:
        if name in ABSENT:
            raise AttributeError(f"there is no os.{name} on Windows")
        return getattr(os, name)

    def real(self, path: str | os.PathLike[str]) -> str:
        """Where a file of drive `C:` is."""
        text = os.fspath(path)
        drive, rest = ntpath.splitdrive(text.removeprefix(VERBATIM))
        if drive.upper() != "C:" or (text.startswith(VERBATIM) and "/" in rest):
            return str(self.drive / "no such drive" / "or path")
        found = self.drive
        for part in ntpath.normpath(rest).strip("\\").split("\\"):
            names = {name.lower(): name for name in os.listdir(found)} if found.is_dir() else {}
            found /= names.get(part.lower(), part)
        return str(found)

    def open(self, path: str, flags: int, *, dir_fd: None = None) -> int:
        return os.open(self.real(path), flags)

    def stat(self, path: str | int) -> os.stat_result:
        return os.stat(path if isinstance(path, int) else self.real(path))

    def listdir(self, path: str) -> list[str]:
        return os.listdir(self.real(path))

    @contextmanager
    def scandir(self, path: str):
        with os.scandir(self.real(path)) as entries:
            yield [Entry(ntpath.join(path, each.name), each) for each in entries]

    def open_file(self, path: str, *_: object, **options: object):
        """Stands for `open`."""
        return open(self.real(path), "rb")


class Entry:
    """Stands for an `os.DirEntry`."""

    def __init__(self, path: str, entry: "os.DirEntry[str]") -> None:
        self.path, self.name = path, entry.name
        self.is_dir, self.is_symlink = entry.is_dir, entry.is_symlink
