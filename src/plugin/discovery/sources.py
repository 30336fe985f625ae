"""The source tree: the modules that ship and their files."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple


class SourceFile(NamedTuple):
    """A Python module and its file.

    :param module: the dotted name under which it is imported
    :param path: the file, to open it
    :param shown: the file, for messages: relative to the project, with forward slashes
    :param is_package: whether it is the ``__init__.py`` of a package
    :param text: its content, if there is no file
    """

    module: str
    path: str
    shown: str
    is_package: bool = False
    text: bytes | None = None

    @property
    def package(self) -> str:
        """The package that relative imports in this module start from."""
        return self.module if self.is_package else self.module.rpartition(".")[0]

    def read(self) -> bytes:
        """:return: the content as bytes, so that the file's coding line is respected
        :raises OSError: if it cannot be read
        """
        if self.text is not None:
            return self.text
        with open(self.path, "rb", buffering=0) as file:  # no buffer is needed to read it at once
            return file.read()


class SourceTree(NamedTuple):
    """The modules of a distribution, as they will be imported once it is installed.

    :param root: the project folder
    :param modules: module name -> file
    :param unreadable: folders that could not be listed, for messages, each with the reason
    :param requires_python: the versions of Python that the project supports, from ``project.requires-python``
        (PEP 621); empty if unknown
    """

    root: str
    modules: Mapping[str, SourceFile]
    unreadable: tuple[tuple[str, str], ...] = ()
    requires_python: str = ""

    @classmethod
    def of_files(
        cls, root: str | os.PathLike[str], files: Iterable[tuple[str, str]], *, requires_python: object = ""
    ) -> "SourceTree":
        """Create a tree from the files that a build backend ships.

        :param root: the project folder
        :param files: pairs of a file and its path inside the wheel, with forward slashes. Files that an import
            statement cannot name (other suffixes, other characters) are ignored. Files in ``name-1.0.data/purelib`` or
            ``platlib`` are imported from where they are installed, see the binary distribution format
            (https://packaging.python.org/en/latest/specifications/binary-distribution-format/).
        :param requires_python: the field ``requires-python`` of the project; anything but text counts as unknown,
            because the build backend reports that fault
        :return: the tree; a package ``a/__init__.py`` takes precedence over a module ``a.py``, as in Python
        """
        root = os.path.abspath(root)
        modules: dict[str, SourceFile] = {}
        for path, distribution_path in sorted(files, key=lambda pair: pair[1]):
            source = _source_file(root, os.path.abspath(path), distribution_path)
            if source and (source.is_package or source.module not in modules):
                modules[source.module] = source
        requires = requires_python if isinstance(requires_python, str) else ""
        return cls(root, dict(sorted(modules.items())), requires_python=requires)

    @classmethod
    def of_folder(cls, folder: str | os.PathLike[str], root: str | os.PathLike[str] | None = None) -> "SourceTree":
        """Create a tree from all Python files below a folder that is on ``sys.path``.

        :param folder: the folder that contains the packages
        :param root: the project folder, to which paths in messages are relative; by default ``folder``
        :return: the tree; a folder that can be reached in several ways, or contains a link to itself, is entered once
        """
        folder = os.path.abspath(folder)
        root = os.path.abspath(folder if root is None else root)
        unreadable: list[tuple[str, str]] = []
        files = [(path, _relative(path, folder)) for path in _python_files(folder, unreadable)]
        tree = cls.of_files(root, files)
        return cls(root, tree.modules, tuple(sorted((_relative(path, root), reason) for path, reason in unreadable)))

    def state(self) -> list[tuple[object, ...]]:
        """:return: a value that changes when a module is added, removed or written, without reading any"""
        return [(*source, *_written(source.path)) for source in self.modules.values()]


def _source_file(root: str, path: str, distribution_path: str) -> SourceFile | None:
    *folders, name = distribution_path.split("/")
    if len(folders) > 1 and folders[0].endswith(".data") and folders[1] in {"purelib", "platlib"}:
        del folders[:2]
    stem, suffix = os.path.splitext(name)
    is_package = stem == "__init__"
    words = folders if is_package else [*folders, stem]
    if suffix != ".py" or not words or not all(word.isidentifier() for word in words):
        return None
    return SourceFile(".".join(words), path, _relative(path, root), is_package)


def _written(path: str) -> tuple[int, ...]:
    try:
        status = os.stat(path)
    except OSError:  # reading it will report this
        return ()
    return status.st_size, status.st_mtime_ns


def _relative(path: str, folder: str) -> str:
    if path.startswith(folder + os.sep):  # same result as relpath, 20 times faster
        return path[len(folder) + 1 :].replace(os.sep, "/")
    with suppress(ValueError):  # another drive on Windows
        path = os.path.relpath(path, folder)
    return path.replace(os.sep, "/")


def _python_files(folder: str, unreadable: list[tuple[str, str]]) -> Iterator[str]:
    seen = set()
    pending = deque([folder])
    while pending:
        current = pending.pop()
        try:
            status = os.stat(current)
            identity = status.st_dev, status.st_ino
            if identity in seen:
                continue
            seen.add(identity)
            with os.scandir(current) as entries:
                listing = list(entries)
        except OSError as error:
            unreadable.append((current, error.strerror or str(error)))
            continue
        for entry in listing:
            if _is_folder(entry):
                if entry.name.isidentifier() and entry.name != "__pycache__":
                    # Links come last, so that files in the tree itself keep their own names.
                    pending.appendleft(entry.path) if entry.is_symlink() else pending.append(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.path


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself; if it is named like a module, reading it will report this
        return False
