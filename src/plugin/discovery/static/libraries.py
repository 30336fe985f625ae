"""What the metadata of installed distributions says about which of them can have to do with plugins."""

import os
import re
from collections.abc import Iterator
from functools import cached_property

PLUGIN_DISTRIBUTIONS = frozenset({"python-plugin-loader", "plux", "localstack-plugin-loader"})
"""The distributions that plugins are written against."""

REQUIRES = re.compile(rb"^Requires-Dist:[ \t]*([\w.-]+)", re.MULTILINE | re.IGNORECASE)


class LibraryFolder:
    """A folder on ``sys.path``.

    :param path: the folder
    """

    def __init__(self, path: str) -> None:
        self.path = path

    def holds(self, top: str) -> bool:
        """Whether a top-level package or module stands in it."""
        return top in self._names or f"{top}.py" in self._names

    def may_use_plugins(self, top: str) -> bool:
        """Whether a top-level package in it may have to do with plugins."""
        return not self._metadata or top in self._relevant

    @cached_property
    def _names(self) -> set[str]:
        try:
            return set(os.listdir(self.path))
        except OSError:
            return set()

    @cached_property
    def _metadata(self) -> list[str]:
        return [name for name in self._names if name.endswith(".dist-info")]

    @cached_property
    def _relevant(self) -> set[str]:
        """The top-level names of the distributions that require one that plugins are written against."""
        requires = {_normalized(name.partition("-")[0]): self._requirements(name) for name in self._metadata}
        relevant = set(PLUGIN_DISTRIBUTIONS)
        while more := {name for name, required in requires.items() if name not in relevant and required & relevant}:
            relevant |= more
        return {
            top
            for name in self._metadata
            if _normalized(name.partition("-")[0]) in relevant
            for top in self._top_level(name)
        }

    def _requirements(self, name: str) -> set[str]:
        return {
            _normalized(found.decode("utf-8", "replace")) for found in REQUIRES.findall(self._read(name, "METADATA"))
        }

    def _top_level(self, name: str) -> Iterator[str]:
        for line in self._read(name, "RECORD").splitlines():
            yield line.partition(b"/")[0].partition(b".py,")[0].decode("utf-8", "replace")

    def _read(self, name: str, file: str) -> bytes:
        try:
            with open(os.path.join(self.path, name, file), "rb") as opened:
                return opened.read()
        except OSError:
            return b""


def _normalized(name: str) -> str:
    """The name of a distribution as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
