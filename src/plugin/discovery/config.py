"""The project's configuration: turns a raw table into a checked, immutable value, or an error with all its faults."""

import json
import re
from collections.abc import Callable, Mapping
from fnmatch import translate
from functools import lru_cache
from typing import Any, Literal, NamedTuple, cast

from plugin.discovery.pyproject import toml_type
from plugin.entries import EntryPoint, group_fault, name_fault, value_fault
from plugin.exceptions import ConfigError

Engine = Literal["static", "import"]
OnUndecided = Literal["strict", "error", "warn", "ignore"]

SCRIPT_GROUPS = {"console_scripts": "project.scripts", "gui_scripts": "project.gui-scripts"}
"""Groups that PEP 621 forbids in ``project.entry-points``, each with the table to use instead."""

A_DAY = 86_400
"""The longest time limit, in seconds; a larger number is probably in another unit."""

_BARE_KEY = re.compile("[A-Za-z0-9_-]+")


class Config(NamedTuple):
    """The configuration of discovery in a project, with the same keys for every build backend.

    The parameters below also document the keys.

    :param discovery: how plugins are found: ``"static"`` reads the source, ``"import"`` imports the modules
    :param import_timeout: how many seconds importing the modules may take, at most a day; if it takes longer, the build
        fails
    :param include: patterns of the modules in which to look for plugins, such as ``["my_app.plugins*"]``; by default
        all modules that ship
    :param exclude: patterns of the modules in which not to look for plugins. They take precedence over ``include``.
        Other modules can still use what an excluded module defines, such as a base class. With
        ``discovery = "import"``, it is only imported if another module imports it
    :param on_undecided: what to do if the source leaves open whether something is a plugin or what its name is, or if a
        plugin cannot be made. ``"error"`` fails the build if a plugin could be missing from the wheel, and reports
        other problems; ``"strict"`` fails it for every problem; ``"warn"`` reports all problems; ``"ignore"`` reports
        none
    :param entry_points: entry points by hand, a table for each group. They are merged with those that are found. An
        entry with the name of a found plugin replaces it, and settles all problems with that name; an entry that refers
        to an object whose name is not known settles the problem with that object
    :param bases: the classes of libraries that are plugin bases, and the namespace of their plugins, for libraries
        whose source is not available to the build: ``{"zz_app.api:Face" = "zz.faces"}``. If the source is available, it
        is read instead
    :param modules: the packages and modules that ship, as a list of paths, for build backends that cannot be asked
    :param synced: the entry points that ``plugin-loader sync`` has written: a list of names for each group. The command
        maintains it; do not edit it
    :param key: the full TOML key of the table, for messages
    """

    discovery: Engine = "static"
    import_timeout: float = 300
    include: tuple[str, ...] = ("*",)
    exclude: tuple[str, ...] = ()
    on_undecided: OnUndecided = "error"
    entry_points: tuple[EntryPoint, ...] = ()
    bases: tuple[tuple[str, str], ...] = ()
    modules: tuple[str, ...] = ()
    synced: tuple[tuple[str, str], ...] = ()
    key: str = "tool.plugin-loader"

    @classmethod
    def parse(cls, table: object, key: str = "tool.plugin-loader") -> "Config":
        """Check a table from a TOML file.

        :param table: the raw table
        :param key: its full TOML key, for messages
        :return: the configuration
        :raises ConfigError: with all faults of the table
        """
        reader = _Reader(key)
        values = reader.table((), table)
        for unknown in values.keys() - KEYS.keys():
            reader.fault((unknown,), f"is not a known key{_suggestion(unknown)}")
        parsed = {KEYS[name][0]: KEYS[name][1](reader, name, value) for name, value in values.items() if name in KEYS}
        if reader.faults:
            raise ConfigError(sorted(reader.faults))
        return cls(key=key, **parsed)

    def covers(self, module: str) -> bool:
        """Whether to look for plugins in a module."""
        return bool(_any_of(self.include).match(module)) and not _any_of(self.exclude).match(module)


class _Reader:
    """Reads raw values and collects all faults instead of stopping at the first one."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.faults: list[str] = []

    def fault(self, path: tuple[str, ...], rule: str) -> None:
        self.faults.append(f"{toml_key(self.key, *path)} {rule}")

    def table(self, path: tuple[str, ...], value: object) -> Mapping[str, object]:
        if isinstance(value, Mapping):
            return value
        self.fault(path, f"must be a table, not {toml_type(value)}")
        return {}

    def patterns(self, name: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.fault(
                (name,), f'must be a list of module patterns such as ["my_app.plugins*"], not {toml_type(value)}'
            )
            return ()
        for index, pattern in enumerate(value):
            where = f"{toml_key(self.key, name)}[{index}]"
            if not isinstance(pattern, str) or not pattern:
                self.faults.append(f"{where} must be a module pattern, not {_shown(pattern)}")
            elif "/" in pattern or "\\" in pattern or pattern.endswith(".py"):
                self.faults.append(f"{where} must be a module pattern: write dots and no suffix, not {pattern!r}")
        return tuple(value)

    def bases(self, name: str, value: object) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for reference, namespace in self.table((name,), value).items():
            module, _, cls = reference.partition(":")
            if not cls.isidentifier() or not all(part.isidentifier() for part in module.split(".")):
                self.fault((name, reference), 'must be the reference of a class such as "my_app.api:Base"')
            elif not isinstance(namespace, str):
                self.fault((name, reference), f"must be a namespace, not {toml_type(namespace)}")
            elif fault := unusable_group(namespace):
                self.fault((name, reference), f"is not a namespace: {fault}")
            else:
                found.append((reference, namespace))
        return tuple(found)

    def paths(self, name: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.fault((name,), f'must be a list of paths such as ["python/my_app"], not {toml_type(value)}')
            return ()
        for index, path in enumerate(value):
            if not isinstance(path, str) or not path.strip("/."):
                self.faults.append(f"{toml_key(self.key, name)}[{index}] must be a path, not {_shown(path)}")
        return tuple(value)

    def names(self, name: str, value: object) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for group, names in self.table((name,), value).items():
            if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
                self.fault((name, group), "must be a list of names")
            else:
                found += [(group, each) for each in names]
        return tuple(found)

    def choice(self, name: str, value: object, *choices: str) -> str:
        if value not in choices:
            *others, last = map(repr, choices)
            self.fault((name,), f"must be {', '.join(others)} or {last}, not {_shown(value)}")
        return cast("str", value)

    def seconds(self, name: str, value: object) -> float:
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value <= A_DAY:
            return value
        shown = value if isinstance(value, (int, float)) and not isinstance(value, bool) else _shown(value)
        self.fault((name,), f"must be a number of seconds above 0 and up to {A_DAY}, a day, not {shown}")
        return 0

    def entry_points(self, name: str, value: object) -> tuple[EntryPoint, ...]:
        found = []
        for group, entries in self.table((name,), value).items():
            if fault := unusable_group(group):
                self.fault((name, group), f"cannot be used: {fault}")
            for entry, reference in self.table((name, group), entries).items():
                if not isinstance(reference, str):
                    self.fault((name, group, entry), f"must be an object reference, not {toml_type(reference)}")
                    continue
                faults = [fault for fault in (name_fault(entry), value_fault(reference)) if fault]
                for fault in faults:
                    self.fault((name, group, entry), f"is invalid: {fault}")
                if not self.faults:
                    found.append(EntryPoint(name=entry, value=reference, group=group))
        return tuple(found)


KEYS: dict[str, tuple[str, Callable[[_Reader, str, object], Any]]] = {
    "discovery": ("discovery", lambda reader, name, value: reader.choice(name, value, "static", "import")),
    "import-timeout": ("import_timeout", _Reader.seconds),
    "include": ("include", _Reader.patterns),
    "exclude": ("exclude", _Reader.patterns),
    "on-undecided": (
        "on_undecided",
        lambda reader, name, value: reader.choice(name, value, "strict", "error", "warn", "ignore"),
    ),
    "entry-points": ("entry_points", _Reader.entry_points),
    "bases": ("bases", _Reader.bases),
    "modules": ("modules", _Reader.paths),
    "synced": ("synced", _Reader.names),
}


@lru_cache
def _any_of(patterns: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile("|".join(map(translate, patterns)) or r"(?!)")


def is_dynamic(project: Mapping[str, Any]) -> bool:
    """Whether a table ``[project]`` lists its entry points as dynamic."""
    dynamic = project.get("dynamic")
    return isinstance(dynamic, list) and "entry-points" in dynamic


def check_dynamic(project: Mapping[str, Any], key: str) -> None:
    """Check that the entry points are dynamic, because otherwise build backends must not fill them in.

    :param project: the table ``[project]``
    :param key: the configuration that asks for the entry points to be filled in
    :raises ConfigError: if ``entry-points`` is not dynamic
    """
    if not is_dynamic(project):
        raise ConfigError([f'{key} needs "entry-points" in project.dynamic, because it fills in that field'])


def unusable_group(group: str) -> str | None:
    """Return why a build backend cannot fill in a group, if it cannot."""
    if group in SCRIPT_GROUPS:
        return f"scripts belong in [{SCRIPT_GROUPS[group]}], which build backends keep apart from entry points"
    return group_fault(group)


def toml_key(*parts: str) -> str:
    """Format a key as in a TOML file.

    >>> toml_key("project.entry-points", "my.group", "extra")
    'project.entry-points."my.group".extra'

    :param parts: a full key, followed by unquoted parts
    """
    first, *rest = parts
    quoted = (part if _BARE_KEY.fullmatch(part) else json.dumps(part, ensure_ascii=False) for part in rest)
    return ".".join([first, *quoted])


def _suggestion(unknown: str) -> str:
    import difflib  # noqa: PLC0415  # only a mistake needs it

    near = difflib.get_close_matches(unknown.replace("_", "-").lower(), KEYS, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known keys: {', '.join(sorted(KEYS))}"


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str) else toml_type(value)
