"""The command ``sync``: writes the entry points of the plugins to ``pyproject.toml``, for backends without a hook."""

import argparse
import difflib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TextIO

from plugin.cli.project import Project, place_of_entry_points, read_project
from plugin.cli.terminal import write_problem
from plugin.discovery import ProblemKind, discover, is_dynamic
from plugin.discovery.pyproject import at, parse_toml
from plugin.entries import Table, to_table
from plugin.exceptions import ConfigError, PluginException

WOULD_CHANGE = FAILS = 1
NO_ANSWER = 2
INSTALL_TOMLKIT = 'pip install "python-plugin-loader[cli]"'
FILE = "pyproject.toml"
KEY = "tool.plugin-loader"
EXAMPLES = {
    "": "Update the pyproject.toml in the current folder.",
    "--check": "Fail if anything would change, for CI or a pre-commit hook.",
}
STATUSES = {
    0: "pyproject.toml is up to date",
    FAILS: "a plugin is undecidable; with --check, something would change",
    NO_ANSWER: "no answer, for example because the configuration is invalid",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.usage = "%(prog)s [options] [PATH]"
    parser.add_argument(
        "path", nargs="?", default=".", metavar="PATH", help="The folder of a project (default: the current folder)"
    )
    parser.add_argument("--check", action="store_true", help="Write nothing; show what would change, and fail if so")


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Update the entry points in ``pyproject.toml`` from the source.

    :param arguments: those of :func:`add_arguments`
    :param out: where to write what changes
    :param err: where to write messages
    :return: one of :data:`STATUSES`
    """
    path = os.path.realpath(os.path.join(arguments.path, FILE))
    try:
        before = _read(path)
        project = read_project(arguments.path)
        _check(project)
        by_hand = to_table(project.config.entry_points)
        for group, entries in project.by_hand.items():
            by_hand[group] = {**by_hand.get(group, {}), **entries}
        answer = discover(project.tree, project.config._replace(entry_points=()), static=by_hand)
        found = _without(answer.table, by_hand)
        after = _written(before, project, found)
    except PluginException as error:
        err.write(f"{error}\n")
        return NO_ANSWER
    known = {value for entries in _synced(project).values() for value in entries.values()}
    problems = [
        # A plugin that was found where its base class is installed must not vanish where it is not.
        each._replace(severity="error") if each.kind is ProblemKind.UNREAD_BASE and known & {*each.references} else each
        for each in (*answer.errors, *answer.warnings)
    ]
    for each in problems:
        write_problem(
            err, each.severity, each.message, each.kind.code, str(each.place), [each.hint] if each.hint else []
        )
    if any(each.severity == "error" for each in problems):
        err.write(f"{FILE} is left unchanged\n")
        return FAILS
    if before == after:
        out.write(f"{FILE} is up to date\n")
        return 0
    if arguments.check:
        lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
        out.writelines(difflib.unified_diff(*lines, FILE, f"{FILE} (synced)"))
        return WOULD_CHANGE
    replace(path, after)
    out.writelines(changes(_synced(project), found))
    out.write(f"{FILE} is updated\n")
    return 0


def _check(project: Project) -> None:
    if project.host is not None and is_dynamic(project.table):
        raise ConfigError([f"[{project.config.key}] makes the build fill in the entry points: nothing to sync"])
    if is_dynamic(project.table):
        raise ConfigError(['sync writes the entry points to the file: remove "entry-points" from project.dynamic'])


def _without(table: Table, other: Table) -> dict[str, dict[str, str]]:
    left = {
        group: {name: value for name, value in sorted(entries.items()) if name not in other.get(group, ())}
        for group, entries in sorted(table.items())
    }
    return {group: entries for group, entries in left.items() if entries}


def _synced(project: Project) -> dict[str, dict[str, str]]:
    """The entry points that were synced before, as they are in the file."""
    found: dict[str, dict[str, str]] = {}
    for group, name in project.config.synced:
        if (value := project.static.get(group, {}).get(name)) is not None:
            found.setdefault(group, {})[name] = value
    return found


def changes(before: Table, after: Table) -> Iterator[str]:
    """Compare two tables of entry points.

    :return: a line for each entry point that is added, removed or changed
    """
    old, new = (
        {(group, name): value for group, entries in table.items() for name, value in entries.items()}
        for table in (before, after)
    )
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            sign = "-" if key not in new else "+" if key not in old else "~"
            yield f"{sign} {key[0]}: {key[1]} = {new.get(key, old.get(key))}\n"


def _written(text: str, project: Project, found: Table) -> str:
    """The file, with the entry points that were synced before replaced by those that were found."""
    try:
        import tomlkit  # noqa: PLC0415 - only this command writes TOML
        from tomlkit.items import InlineTable  # noqa: PLC0415 - as above
    except ImportError:
        raise ConfigError([f"writing {FILE} requires tomlkit: run `{INSTALL_TOMLKIT}`"]) from None
    if "\n" in text and text.count("\n") == text.count("\r\n"):  # tomlkit writes Unix line endings
        return _written(text.replace("\r\n", "\n"), project, found).replace("\n", "\r\n")
    meant = parse_toml(text.encode(), FILE)
    place = place_of_entry_points(meant)
    _change(meant, place, project, found, lambda _, **__: {})

    def table_in(holder: Any, *, is_last: bool) -> Any:
        is_inline = isinstance(holder, InlineTable)
        return tomlkit.inline_table() if is_inline else tomlkit.table(is_super_table=None if is_last else True)

    try:
        document: Any = tomlkit.parse(text)
        _change(document, place, project, found, table_in)
        after = _spaced(document.as_string(), text)
        if _filled(parse_toml(after.encode(), FILE)) == _filled(meant):
            return after
    except Exception:  # noqa: BLE001, S110 - whatever tomlkit raises for a layout where plain tables can be changed
        pass
    way_out = f"give [{place}] and [{KEY}] headers of their own instead of dotted keys"
    raise ConfigError([f"{FILE} has a layout that cannot be changed safely: {way_out}"])


def _change(document: Any, place: str, project: Project, found: Table, table_in: Callable[..., Any]) -> None:
    """Replace the entry points that were synced before by those that were found.

    :param document: the file
    :param place: the full TOML key of its table of entry points
    :param project: the project, as it was
    :param found: the entry points
    :param table_in: creates a table, given the one that it goes into
    """
    gone = [(group, name) for group, name in project.config.synced if name not in found.get(group, {})]
    _update(table_in, document, place.split("."), gone, found)
    names = {group: list(entries) for group, entries in found.items()}
    known = at(document, f"{KEY}.synced") or {}
    if known != names:
        gone = [("synced", group) for group in known if group not in names]
        _update(table_in, document, KEY.split("."), gone, {"synced": names})


def _spaced(after: str, before: str) -> str:
    """The new text, with an empty line between new lines and the table that follows them."""
    lines = after.splitlines(keepends=True)
    known = {*pairwise(before.splitlines(keepends=True))}
    for index in reversed(range(1, len(lines))):
        line, title = lines[index - 1 : index + 1]
        if title.startswith("[") and line.strip() and (line, title) not in known:
            lines.insert(index, "\n")
    return "".join(lines)


def _update(
    table_in: Callable[..., Any],
    document: Any,
    place: Sequence[str],
    gone: Iterable[tuple[str, str]],
    tables: Mapping[str, Mapping[str, Any]],
) -> None:
    """Remove entries from the tables at a place and add others; remove tables that are then empty."""
    holder: Any = at(document, ".".join(place)) or {}
    for title, name in gone:
        if name in holder.get(title, {}):
            del holder[title][name]
    for title, entries in tables.items():
        for name, value in entries.items():
            if holder.get(title, {}).get(name) != value:
                holder = _inner(table_in, document, place)
                _inner(table_in, holder, (title,))[name] = value
    for title in dict.fromkeys(title for title, _ in gone):
        if title in holder and _is_bare(holder[title]):
            del holder[title]
    if gone and at(document, ".".join(place)) is not None and _is_bare(holder):
        *outer, last = place
        del _inner(table_in, document, outer)[last]


def _is_bare(table: Any) -> bool:
    """Whether a table holds nothing, not even a comment, which may be about what follows."""
    return not table and "#" not in (table.as_string() if hasattr(table, "as_string") else "")


def _filled(table: Mapping[str, Any]) -> dict[str, Any]:
    """A table without the empty tables in it."""
    filled = {key: _filled(value) if isinstance(value, Mapping) else value for key, value in table.items()}
    return {key: value for key, value in filled.items() if value != {}}


def _inner(table_in: Callable[..., Any], table: Any, keys: Sequence[str]) -> Any:
    """The table under some keys, created if it does not exist."""
    for key in keys:
        if key not in table:
            table[key] = table_in(table, is_last=key == keys[-1])
        table = table[key]
    return table


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise ConfigError([f"{path} cannot be read: {error.strerror or error}"]) from error
    except ValueError as error:
        raise ConfigError([f"{FILE} is not valid TOML: {error}"]) from error


def replace(path: str, text: str) -> None:
    """Replace the contents of a file atomically.

    :param path: the file, which exists
    :param text: the new contents
    :raises OSError: if it cannot be written; it then keeps its contents
    """
    folder, name = os.path.split(path)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=folder, prefix=name, delete=False) as file:
        try:
            file.write(text)
            file.close()
            os.chmod(file.name, os.stat(path).st_mode & 0o7777)
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
