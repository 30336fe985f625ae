"""Makes the adapter known to setuptools.

setuptools calls the functions of the entry point groups ``setuptools.finalize_distribution_options`` and
``egg_info.writers`` for every project that it builds. They stand here and not in the adapter, so that those which do
not know us are left alone, even one that has a package ``plugin`` of its own.
"""

import re
from types import ModuleType
from typing import Any

from plugin_loader.path import check_path

TABLE = re.compile(rb"(?<!-)plugin-loader")
"""The name of the table, and not that of a distribution such as ours, which ends like it."""


def announce_entry_points(dist: Any) -> None:
    """Say that there will be entry points, as :func:`plugin.setuptools.builds.announce_entry_points` does.

    :param dist: the distribution
    """
    if _mentions_us() or hasattr(getattr(dist, "entry_points", None), "record"):
        _adapter().announce_entry_points(dist)


def write_entry_points(command: Any, basename: str, filename: str) -> None:
    """Fill in the entry points, as :func:`plugin.setuptools.builds.write_entry_points` does.

    :param command: the command ``egg_info``
    :param basename: the name of the record
    :param filename: its path in the ``.egg-info``
    """
    if hasattr(command.distribution, "plugins_of_build"):
        _adapter().write_entry_points(command, basename, filename)
    else:  # what it holds is of a time when the project knew us
        command.write_or_delete_file("record of plugins", filename, None, force=True)


def _mentions_us() -> bool:
    """Whether a table for us may stand in the ``pyproject.toml``: to read it as TOML takes much longer."""
    try:
        with open("pyproject.toml", "rb") as file:
            return TABLE.search(file.read()) is not None
    except OSError:  # there is none
        return False


def _adapter() -> ModuleType:
    check_path()
    from plugin.setuptools import builds  # noqa: PLC0415

    return builds
