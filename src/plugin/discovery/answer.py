"""Combines an engine's findings and the project's configuration into the answer that a build needs."""

from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase

from plugin.discovery.config import Config, toml_key, unusable_group
from plugin.discovery.findings import Discovery, Findings, FoundPlugin, Place, Problem, ProblemKind, Severity
from plugin.discovery.sources import SourceTree
from plugin.discovery.static import find_plugins
from plugin.entries import EntryPoint, Table
from plugin.exceptions import ConfigError, DiscoveryError

ALWAYS_ERRORS = frozenset({ProblemKind.CONFLICT, ProblemKind.INVALID})
ONLY_REPORTED = frozenset(
    {ProblemKind.CONDITIONAL, ProblemKind.UNREAD_BASE, ProblemKind.DYNAMIC, ProblemKind.UNMAKEABLE}
)


def discover(tree: SourceTree, config: Config | None = None, *, static: Table | None = None) -> Discovery:
    """Find the plugins of a source tree, with the engine that the configuration selects.

    :param tree: the modules that ship
    :param config: the project's configuration
    :param static: as for :func:`build_entry_points`
    :return: the entry points, their plugins, and all problems, each with its severity
    :raises ConfigError: as :func:`build_entry_points`
    :raises InvalidEntryPoint: if a static entry point is invalid
    :raises DiscoveryError: if the engine fails, for example because it exceeds the time limit
    """
    static = static or {}
    discovery = _discover(tree, config or Config(), static, merge={})
    entry_points = {(ep.group, ep.name): ep for ep in discovery.entry_points} | {
        (group, name): EntryPoint(name=name, value=value, group=group)
        for group, entries in static.items()
        for name, value in entries.items()
    }
    return discovery._replace(entry_points=tuple(ep for _, ep in sorted(entry_points.items())))


def build_entry_points(
    tree: SourceTree,
    config: Config,
    report: Callable[[str], None],
    *,
    static: Table | None = None,
    merge: Table | None = None,
) -> dict[str, dict[str, str]]:
    """Return the entry points for a build backend to write.

    :param tree: the modules that ship
    :param config: the project's configuration
    :param report: called with each warning for the user
    :param static: the entry points in ``project.entry-points``, which are kept; entry points can only be added to them
        (PEP 808)
    :param merge: further entry points by hand; an entry with the name of a plugin must refer to that plugin
    :return: the table ``project.entry-points`` (PEP 621): group -> name -> object reference, sorted
    :raises ConfigError: if a pattern of ``include`` matches no module, or an entry by hand contradicts a static one
    :raises DiscoveryError: with all problems that fail the build
    """
    static, merge = static or {}, merge or {}
    discovery = _discover(tree, config, static, merge)
    for problem in discovery.warnings:
        report(str(problem))
    if discovery.errors:
        raise DiscoveryError(map(str, discovery.errors))
    tables = discovery.table, merge, static
    return {
        group: dict(sorted({name: value for table in tables for name, value in table.get(group, {}).items()}.items()))
        for group in sorted({group for table in tables for group in table})
    }


def _discover(tree: SourceTree, config: Config, static: Table, merge: Table) -> Discovery:
    if faults := [*_idle_patterns(tree, config), *_contradictions(config, static)]:
        raise ConfigError(faults)
    findings = _findings(tree, config)
    by_hand = {(ep.group, ep.name): ep for ep in config.entry_points}
    settled = by_hand.keys() | {(group, name) for group, entries in static.items() for name in entries}
    found = [plugin for plugin in findings.plugins if _key(plugin) not in settled]
    merged = {(group, name): value for group, entries in merge.items() for name, value in entries.items()}
    problems = [
        problem._replace(severity=_severity(problem, config))
        for problem in (
            *(problem for problem in findings.problems if (problem.group, problem.name) not in merged),
            *_unreadable_folders(tree),
            *_conflicts(found),
            *_conflicts_with(merged, found),
            *_unusable_groups(found),
        )
        if (problem.group, problem.name) not in settled and not _are_declared(problem, config)
    ]
    entry_points = {_key(plugin): plugin.entry_point for plugin in found} | by_hand
    return Discovery(
        entry_points=tuple(ep for _, ep in sorted(entry_points.items())),
        plugins=findings.plugins,
        problems=tuple(sorted(_folded(problems), key=lambda problem: (problem.place, problem.kind, problem.message))),
    )


def _are_declared(problem: Problem, config: Config) -> bool:
    """Whether all entry points that a problem concerns were declared by hand."""
    return bool(problem.references) and {*problem.references} <= {ep.value for ep in config.entry_points}


def _folded(problems: Iterable[Problem]) -> Iterable[Problem]:
    """The problems, with each mistake once: problems with the same cause at the same place are merged."""
    by_root: dict[object, list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: problem.place):
        root = problem.reasons[ROOTS.get(problem.kind, slice(0))]
        by_root.setdefault(root if any(reason.place for reason in root) else problem, []).append(problem)
    for first, *others in by_root.values():
        if not others:
            yield first
            continue
        references = tuple(dict.fromkeys(each for problem in (first, *others) for each in problem.references))
        listed = ", ".join(references[1 : MOST_LISTED + 1]) + ", ..." * (len(references) > MOST_LISTED + 1)
        yield first._replace(message=f"{first.message}; the same goes for {listed}", references=references)


ROOTS = {ProblemKind.UNDECIDABLE: slice(-1, None), ProblemKind.UNMAKEABLE: slice(None)}
"""The reasons of a problem that are its cause, rather than lead to it."""
MOST_LISTED = 5
"""How many other plugins a merged message names."""


def _findings(tree: SourceTree, config: Config) -> Findings:
    if config.discovery == "import":
        from plugin.discovery import importing  # noqa: PLC0415  # not needed for reading the source

        return importing.find_plugins(tree, config.covers, timeout=config.import_timeout)
    return find_plugins(tree, config.covers, bases=config.bases)


def _key(plugin: FoundPlugin) -> tuple[str, str]:
    return plugin.entry_point.group, plugin.entry_point.name


def _idle_patterns(tree: SourceTree, config: Config) -> Iterable[str]:
    for index, pattern in enumerate(config.include):
        if pattern != "*" and not any(fnmatchcase(module, pattern) for module in tree.modules):
            yield f"{config.key}.include[{index}] matches no module that ships: {pattern!r}"


def _contradictions(config: Config, static: Table) -> Iterable[str]:
    for ep in config.entry_points:
        other = static.get(ep.group, {}).get(ep.name, ep.value)
        if other != ep.value:
            yield (
                f"{toml_key(config.key, 'entry-points', ep.group, ep.name)} is {ep.value!r}, "
                f"but {toml_key('project.entry-points', ep.group, ep.name)} is {other!r}: remove one of them"
            )


def _severity(problem: Problem, config: Config) -> Severity:
    if problem.kind in ALWAYS_ERRORS or config.on_undecided == "strict":
        return "error"
    if config.on_undecided == "ignore":
        return "ignored"
    if config.on_undecided == "warn" or problem.kind in ONLY_REPORTED:
        return "warning"
    return "error"


def _conflicts(plugins: Iterable[FoundPlugin]) -> Iterable[Problem]:
    first: dict[tuple[str, str], FoundPlugin] = {}
    for plugin in plugins:
        group, name = plugin.entry_point.group, plugin.entry_point.name
        other = first.setdefault(_key(plugin), plugin)
        if other.entry_point != plugin.entry_point:
            yield Problem(
                kind=ProblemKind.CONFLICT,
                place=plugin.place,
                message=f"plugin {name!r} of {group!r} is {plugin.entry_point.value}, "
                f"but at {other.place} it is {other.entry_point.value}",
                hint="rename one of them, or exclude one of the modules",
                group=group,
                name=name,
            )


def _conflicts_with(merged: Mapping[tuple[str, str], str], plugins: Iterable[FoundPlugin]) -> Iterable[Problem]:
    for plugin in plugins:
        group, name = _key(plugin)
        value = plugin.entry_point.value
        if merged.get((group, name), value) != value:
            yield Problem(
                kind=ProblemKind.CONFLICT,
                place=plugin.place,
                message=f"plugin {name!r} of {group!r} is {value}, but in merge it is {merged[group, name]}",
                hint="rename or remove one of them",
                group=group,
                name=name,
            )


def _unreadable_folders(tree: SourceTree) -> Iterable[Problem]:
    for folder, reason in tree.unreadable:
        yield Problem(
            kind=ProblemKind.UNREADABLE,
            place=Place(folder, 0),
            message=f"this folder cannot be read, so its plugins are unknown: {reason}",
            hint="make it readable, or move it out of the source",
        )


def _unusable_groups(plugins: Iterable[FoundPlugin]) -> Iterable[Problem]:
    for plugin in plugins:
        if fault := unusable_group(plugin.entry_point.group):
            yield Problem(
                kind=ProblemKind.INVALID,
                place=plugin.place,
                message=f"namespace {plugin.entry_point.group!r} cannot be used for plugin "
                f"{plugin.entry_point.name!r}: {fault}",
                hint="give the plugin another namespace",
                group=plugin.entry_point.group,
                name=plugin.entry_point.name,
            )
