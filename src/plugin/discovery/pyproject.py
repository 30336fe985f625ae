"""Reads a project's ``pyproject.toml``, if no build backend does so, and checks of what kind its values are."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from plugin.exceptions import ConfigError

Kind = type | tuple[type, ...]
"""What a value has to be: a type that TOML values are read as, or several."""

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


def toml_type(value: object) -> str:
    """What kind of value something is, in the words of TOML."""
    names = {bool: "a boolean", str: "a string", list: "a list", int: "a number", float: "a number", dict: "a table"}
    return names.get(type(value), f"a {type(value).__name__}")


def check_kinds(table: Mapping[str, Any], kinds: Mapping[str, Kind]) -> None:
    """Check that values are of the kinds that they have to be, where they are present, and are within tables.

    :param table: the content of a file
    :param kinds: the full TOML key of each value, and its kind; ``key[]`` stands for the elements of a list
    :raises ConfigError: if any are not; with all of them
    """
    faults: dict[str, str] = {}
    for key, kind in kinds.items():
        parts = key.split(".")
        parents = {".".join(parts[:length]): dict for length in range(1, len(parts))}
        for name, wanted in {**parents, key: kind}.items():
            for shown, value in _values(table, name):
                if not isinstance(value, wanted):
                    several = wanted if isinstance(wanted, tuple) else (wanted,)
                    must = " or ".join(toml_type(each()) for each in several)
                    faults.setdefault(shown, f"{shown} must be {must}, not {toml_type(value)}")
    if faults:
        raise ConfigError(faults.values())


def _values(table: Mapping[str, Any], key: str) -> Iterator[tuple[str, Any]]:
    """The values that a key stands for, each with its own key."""
    name = key.removesuffix("[]")
    value = at(table, name)
    if name == key and value is not None:
        yield key, value
    elif name != key and isinstance(value, list):
        yield from ((f"{name}[{index}]", each) for index, each in enumerate(value))


def module_name(pyproject: Mapping[str, Any]) -> str:
    """The default name of a project's module: the name of the project, with underscores."""
    return re.sub("[-_.]+", "_", str(at(pyproject, "project.name") or at(pyproject, "tool.poetry.name") or "")).lower()
