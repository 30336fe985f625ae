"""Reads a project's ``pyproject.toml``, if no build backend does so."""

import os
import re
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from plugin.exceptions import ConfigError

INSTALL_TOMLI = 'pip install "python-plugin-loader[cli]"'


def read_toml(root: str, name: str = "pyproject.toml") -> Mapping[str, Any]:
    """Read a TOML file of a project.

    :param root: the project folder
    :param name: the file
    :return: its table, which is empty if the file does not exist
    :raises ConfigError: if it cannot be read
    """
    path = os.path.join(root, name)
    if not os.path.isfile(path):
        return {}
    try:
        with open(path, "rb") as file:
            text = file.read()
    except OSError as error:
        raise ConfigError([f"{name} cannot be read: {error.strerror or error}"]) from error
    return parse_toml(text, name)


def parse_toml(text: bytes, name: str) -> dict[str, Any]:
    """Read TOML.

    :param text: the content of a file
    :param name: the file, for messages
    :return: its table
    :raises ConfigError: if it cannot be read
    """
    try:
        toml: Any = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    except ImportError:
        raise ConfigError([f"reading {name} on Python 3.10 requires tomli: run `{INSTALL_TOMLI}`"]) from None
    try:
        table: dict[str, Any] = toml.loads(text.decode())
    except ValueError as error:  # not TOML, or not UTF-8
        raise ConfigError([f"{name} is not valid TOML: {error}"]) from error
    return table


def at(table: Mapping[str, Any], key: str) -> Any:
    """The value of a dotted key, or ``None``."""
    found: Any = table
    for part in key.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return found


def module_name(pyproject: Mapping[str, Any]) -> str:
    """The default name of a project's module: the name of the project, with underscores."""
    return re.sub("[-_.]+", "_", str(at(pyproject, "project.name") or at(pyproject, "tool.poetry.name") or "")).lower()
