"""Registers the adapter with setuptools.

setuptools calls the functions of the entry point groups ``setuptools.finalize_distribution_options`` and
``egg_info.writers`` for every project that it builds. They are here and not in the adapter, so that projects which do
not use this library are not affected, even if they have a package ``plugin`` of their own.
"""

import re
from types import ModuleType
from typing import Any

from plugin_loader.path import check_path

TABLE = re.compile(rb"(?<!-)plugin-loader")
"""The name of the table, but not the name of a distribution that ends with it, such as ours."""


def announce_entry_points(dist: Any) -> None:
    """Announce that there will be entry points, see :func:`plugin.setuptools.builds.announce_entry_points`.

    :param dist: the distribution
    """
    if _mentions_us() or hasattr(getattr(dist, "entry_points", None), "record"):
        _adapter().announce_entry_points(dist)


def write_entry_points(command: Any, basename: str, filename: str) -> None:
    """Fill in the entry points, see :func:`plugin.setuptools.builds.write_entry_points`.

    :param command: the command ``egg_info``
    :param basename: the name of the record
    :param filename: its path in the ``.egg-info``
    """
    if hasattr(command.distribution, "plugins_of_build"):
        _adapter().write_entry_points(command, basename, filename)
    else:  # the file is from a time when the project used this library
        command.write_or_delete_file("record of plugins", filename, None, force=True)


def _mentions_us() -> bool:
    """Whether the ``pyproject.toml`` may have a table for us; parsing it as TOML would take much longer."""
    try:
        with open("pyproject.toml", "rb") as file:
            return TABLE.search(file.read()) is not None
    except OSError:  # it does not exist
        return False


def _adapter() -> ModuleType:
    check_path()
    from plugin.setuptools import builds  # noqa: PLC0415

    return builds
