"""Runs both engines on a source tree, and compares their findings."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from plugin.discovery.answer import discover
from plugin.discovery.config import Config
from plugin.discovery.findings import Discovery, FoundPlugin, Problem, ProblemKind
from plugin.discovery.sources import SourceTree


class Difference(NamedTuple):
    """A difference between the findings of the engines.

    :param kind: which engine finds the plugin; or that they find different objects; or that a module without problems
        for the static engine cannot be imported
    :param static: the plugin that the static engine finds
    :param imported: the plugin that the import engine finds
    :param problems: the problems of the engine that does not find the plugin, concerning the plugin or its place
    """

    kind: Literal["only-static", "only-import", "value", "not-imported"]
    static: FoundPlugin | None
    imported: FoundPlugin | None
    problems: tuple[Problem, ...] = ()


def compare(tree: SourceTree, config: Config) -> list[Difference]:
    """Find the plugins of a source tree with both engines. Entry points by hand are the same for both.

    :param tree: the modules that ship
    :param config: the project's configuration, whichever engine it selects
    :return: the differences between plugins, sorted by group and name, and then the modules that fail
    :raises ConfigError: if a pattern of ``include`` matches no module
    :raises DiscoveryError: if an engine fails
    """
    static = discover(tree, config._replace(discovery="static"))
    imported = discover(tree, config._replace(discovery="import"))
    by_hand = {(ep.group, ep.name) for ep in config.entry_points}
    left, right = _plugins(static), _plugins(imported)
    differences = []
    for key in sorted((left.keys() | right.keys()) - by_hand):
        ours, theirs = left.get(key, {}), right.get(key, {})
        only_static = [found for value, found in ours.items() if value not in theirs]
        only_import = [found for value, found in theirs.items() if value not in ours]
        if len(only_static) == len(only_import) == 1:
            differences.append(Difference("value", only_static[0], only_import[0]))
        else:
            differences += [Difference("only-static", found, None, _said(imported, found)) for found in only_static]
            differences += [Difference("only-import", None, found, _said(static, found)) for found in only_import]
    said = {problem for difference in differences for problem in difference.problems}
    return [
        *differences,
        *(Difference("not-imported", None, None, (p,)) for p in _not_imported(static, imported, said)),
    ]


def _plugins(answer: Discovery) -> dict[tuple[str, str], dict[str, FoundPlugin]]:
    """The plugins by group and name, then by value."""
    plugins: dict[tuple[str, str], dict[str, FoundPlugin]] = {}
    for found in answer.plugins:
        plugins.setdefault((found.entry_point.group, found.entry_point.name), {})[found.entry_point.value] = found
    return plugins


def _said(answer: Discovery, found: FoundPlugin) -> tuple[Problem, ...]:
    """The problems of an engine that does not find a plugin: with the plugin, its line, or its whole file."""
    identity = (found.entry_point.group, found.entry_point.name)
    return tuple(
        problem
        for problem in answer.problems
        if (problem.group, problem.name) == identity
        or problem.place == found.place
        or (problem.kind is ProblemKind.UNREADABLE and problem.place.path == found.place.path)
    )


def _not_imported(static: Discovery, imported: Discovery, said: set[Problem]) -> Iterator[Problem]:
    """The problems of the import engine with modules that the static engine can read, unless already included."""
    unreadable = {problem.place.path for problem in static.problems if problem.kind is ProblemKind.UNREADABLE}
    for problem in imported.problems:
        if problem.kind is ProblemKind.UNREADABLE and problem.place.path not in unreadable and problem not in said:
            yield problem
