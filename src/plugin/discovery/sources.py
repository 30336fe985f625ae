"""The source tree: which module stands in which file, for what ships and for the libraries it derives from."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A Python module and the file that holds it.

    :param module: the dotted name under which it is imported
    :param path: the file, as it can be opened
    :param shown: the file as messages show it: relative to the project, with forward slashes
    :param is_package: whether it is the ``__init__.py`` of a package
    """

    module: str
    path: str
    shown: str
    is_package: bool = False

    @property
    def package(self) -> str:
        """The package that relative imports in this module start from."""
        return self.module if self.is_package else self.module.rpartition(".")[0]

    def read(self) -> bytes:
        """:return: the content as it stands, so that the file's coding line counts
        :raises OSError: if it cannot be read
        """
        with open(self.path, "rb") as file:
            return file.read()


@dataclass(frozen=True, slots=True)
class SourceTree:
    """The modules of a distribution, as they will be imported once it is installed.

    :param root: the project folder
    :param modules: module name -> file
    :param unreadable: folders that could not be listed, each with the reason
    """

    root: str
    modules: Mapping[str, SourceFile]
    unreadable: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def of_files(cls, root: str | os.PathLike[str], files: Iterable[tuple[str, str]]) -> "SourceTree":
        """Make a tree from the files that a build backend ships.

        :param root: the project folder
        :param files: pairs of a file and its path inside the wheel, with forward slashes. What no import statement
            can name (other suffixes, other characters) is passed over.
        :return: the tree; a package ``a/__init__.py`` goes before a module ``a.py``, as it does for Python
        """
        root = os.path.abspath(root)
        modules: dict[str, SourceFile] = {}
        for path, distribution_path in sorted(files, key=lambda pair: pair[1]):
            source = _source_file(root, os.path.abspath(path), distribution_path)
            if source and (source.is_package or source.module not in modules):
                modules[source.module] = source
        return cls(root, dict(sorted(modules.items())))

    @classmethod
    def of_folder(cls, folder: str | os.PathLike[str], root: str | os.PathLike[str] | None = None) -> "SourceTree":
        """Make a tree from all Python files below a folder that is on ``sys.path``.

        :param folder: the folder that holds the packages
        :param root: the project folder that messages are relative to, by default ``folder``
        :return: the tree; a folder that is linked into itself is entered once
        """
        folder = os.path.abspath(folder)
        unreadable: list[tuple[str, str]] = []
        files = [
            (path, os.path.relpath(path, folder).replace(os.sep, "/")) for path in _python_files(folder, unreadable)
        ]
        tree = cls.of_files(folder if root is None else root, files)
        return cls(tree.root, tree.modules, tuple(unreadable))


def _source_file(root: str, path: str, distribution_path: str) -> SourceFile | None:
    parts = list(PurePosixPath(distribution_path).parts)
    if not parts or not parts[-1].endswith(".py"):
        return None
    parts[-1] = parts[-1][:-3]
    is_package = parts[-1] == "__init__"
    if is_package:
        parts.pop()
    if not parts or not all(part.isidentifier() for part in parts):
        return None
    try:
        shown = os.path.relpath(path, root)
    except ValueError:  # another drive on Windows
        shown = path
    return SourceFile(".".join(parts), path, shown.replace(os.sep, "/"), is_package)


def _python_files(folder: str, unreadable: list[tuple[str, str]]) -> Iterator[str]:
    seen = set()
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            identity = os.path.realpath(current)
            if identity in seen:
                continue
            seen.add(identity)
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            unreadable.append((current, error.strerror or str(error)))
            continue
        for entry in entries:
            try:
                is_folder = entry.is_dir()
            except OSError:  # a link that leads to itself
                continue
            if is_folder:
                if entry.name.isidentifier() and entry.name != "__pycache__":
                    pending.append(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.path
