"""Converts entry points between the forms of setuptools and the table ``project.entry-points`` (PEP 621)."""

from collections.abc import Iterable, Iterator, Mapping

from plugin.exceptions import ConfigError

EntryPoints = str | Mapping[str, str | Iterable[str] | Mapping[str, str]]
"""Entry points by hand, as ``setup(entry_points=...)`` accepts them, or group -> name -> object reference."""


def to_table(entry_points: EntryPoints, origin: str) -> dict[str, dict[str, str]]:
    """Read entry points in any form that setuptools accepts.

    :param entry_points: the entry points
    :param origin: where they are, for messages
    :return: group -> name -> object reference
    :raises ConfigError: with all invalid lines
    """
    faults: list[str] = []
    table: dict[str, dict[str, str]] = {}
    groups = _sections(entry_points) if isinstance(entry_points, str) else entry_points
    if not isinstance(groups, Mapping):
        raise ConfigError([f"{origin} must contain entry points by group, as for setup(entry_points=...)"])
    for group, lines in groups.items():
        for name, value in _pairs(lines):
            where = f"{origin}: {name!r} of {group!r}"
            if not (group and name and value):
                faults.append(f"{where} must be an entry point such as 'name = module:object'")
            elif table.setdefault(group, {}).setdefault(name, value) != value:
                faults.append(f"{where} is both {table[group][name]} and {value}: remove one of them")
    if faults:
        raise ConfigError(faults)
    return table


def _sections(text: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    lines = groups.setdefault("", [])
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            lines = groups.setdefault(line[1:-1].strip(), [])
        else:
            lines.append(line)
    return groups


def _pairs(lines: object) -> Iterator[tuple[str, str]]:
    if isinstance(lines, Mapping):
        yield from lines.items()
        return
    for line in lines.splitlines() if isinstance(lines, str) else lines if isinstance(lines, Iterable) else [lines]:
        text = str(line).strip()
        if text and not text.startswith("#"):
            name, _, value = text.partition("=")
            yield name.strip(), value.strip()


def to_lines(table: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """:return: group -> lines ``name=module:object``"""
    return {group: [f"{name}={value}" for name, value in entries.items()] for group, entries in table.items()}
