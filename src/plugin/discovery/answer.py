"""Puts an engine's findings and the project's configuration together into the answer that a build needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from plugin.discovery.config import Config, unusable_group
from plugin.discovery.findings import Discovery, Findings, FoundPlugin, Problem, ProblemKind, Severity
from plugin.discovery.sources import SourceTree
from plugin.discovery.static import find_plugins
from plugin.exceptions import DiscoveryError

ALWAYS_ERRORS = frozenset({ProblemKind.CONFLICT, ProblemKind.INVALID})
ONLY_TOLD = frozenset({ProblemKind.CONDITIONAL, ProblemKind.UNREAD_BASE, ProblemKind.DYNAMIC})


def discover(tree: SourceTree, config: Config | None = None) -> Discovery:
    """Find the plugins of a source tree; nothing of it is imported or executed.

    :param tree: the modules that ship
    :param config: the project's configuration
    :return: the entry points, the plugins behind them, and every problem, each with its severity
    """
    config = config or Config()
    findings = find_plugins(tree, config.covers)
    return _answer(findings, config)


def build_entry_points(
    tree: SourceTree, config: Config, report: Callable[[str], None]
) -> Mapping[str, Mapping[str, str]]:
    """Give a build backend the entry points to write.

    :param tree: the modules that ship
    :param config: the project's configuration
    :param report: takes each message for the user that fails nothing
    :return: the table ``project.entry-points`` (PEP 621): group -> name -> object reference, sorted
    :raises DiscoveryError: with every problem that fails the build
    """
    discovery = discover(tree, config)
    for problem in discovery.warnings:
        report(str(problem))
    if discovery.errors:
        raise DiscoveryError(map(str, discovery.errors))
    return discovery.table


def _answer(findings: Findings, config: Config) -> Discovery:
    by_hand = {(ep.group, ep.name): ep for ep in config.entry_points}
    found = [
        plugin for plugin in findings.plugins if (plugin.entry_point.group, plugin.entry_point.name) not in by_hand
    ]
    problems = [
        replace(problem, severity=_severity(problem, config))
        for problem in (*findings.problems, *_conflicts(found), *_unusable_groups(found))
        if (problem.group, problem.name) not in by_hand
    ]
    entry_points = {(plugin.entry_point.group, plugin.entry_point.name): plugin.entry_point for plugin in found}
    return Discovery(
        entry_points=tuple(ep for _, ep in sorted({**entry_points, **by_hand}.items())),
        plugins=findings.plugins,
        problems=tuple(sorted(problems, key=lambda problem: (problem.place, problem.kind, problem.message))),
    )


def _severity(problem: Problem, config: Config) -> Severity:
    if problem.kind in ALWAYS_ERRORS:
        return "error"
    if config.on_undecided == "ignore":
        return "ignored"
    if config.on_undecided == "warn" or problem.kind in ONLY_TOLD:
        return "warning"
    return "error"


def _conflicts(plugins: Iterable[FoundPlugin]) -> Iterable[Problem]:
    first: dict[tuple[str, str], FoundPlugin] = {}
    for plugin in plugins:
        group, name = plugin.entry_point.group, plugin.entry_point.name
        other = first.setdefault((group, name), plugin)
        if other is not plugin:
            yield Problem(
                kind=ProblemKind.CONFLICT,
                place=plugin.place,
                message=f"plugin {name!r} of {group!r} is {plugin.entry_point.value}, "
                f"and at {other.place} it is {other.entry_point.value}",
                hint="give one of them another name, or exclude one of the modules",
                group=group,
                name=name,
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
