"""The output formats for plugins: for programs (JSON), for metadata (TOML, INI) and for people (a table)."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, TextIO

from plugin.cli.terminal import Column, write_group
from plugin.discovery import Discovery, FoundPlugin, Place, Problem, Reason
from plugin.entries import EntryPoint

if TYPE_CHECKING:
    from plugin.discovery.comparison import Difference


def to_json(answer: Discovery, explain: bool) -> str:
    """Format plugins and problems as JSON."""
    content = {
        "entry_points": answer.table,
        "plugins": [_plugin(plugin, explain) for plugin in answer.plugins],
        "problems": [_problem(problem, explain) for problem in (*answer.errors, *answer.warnings)],
    }
    return f"{json.dumps(content, indent=2)}\n"


def _plugin(plugin: FoundPlugin, explain: bool) -> dict[str, Any]:
    return {
        "group": plugin.entry_point.group,
        "name": plugin.entry_point.name,
        "value": plugin.entry_point.value,
        "kind": plugin.kind.value,
        **_place(plugin.place),
        "condition": plugin.condition,
        **_reasons(plugin.reasons, explain),
    }


def _problem(problem: Problem, explain: bool) -> dict[str, Any]:
    return {
        "code": problem.kind.code,
        "kind": problem.kind.value,
        **_place(problem.place),
        "message": problem.message,
        "hint": problem.hint,
        **_reasons(problem.reasons, explain),
    }


def _place(place: Place | None) -> dict[str, Any]:
    return {"path": place.path, "line": place.line} if place else {"path": None, "line": None}


def _reasons(reasons: tuple[Reason, ...], explain: bool) -> dict[str, Any]:
    return {"reasons": [{"text": reason.text, **_place(reason.place)} for reason in reasons]} if explain else {}


def to_toml(answer: Discovery, explain: bool) -> str:
    """Format the entry points as in a ``pyproject.toml`` (PEP 621)."""
    return "\n".join(
        f"[project.entry-points.{_toml(group)}]\n"
        + "".join(f"{_comment(found, explain)}{_toml(ep.name)} = {_toml(ep.value)}\n" for ep, found in entries)
        for group, entries in _groups(answer)
    )


def to_ini(answer: Discovery, explain: bool) -> str:
    """Format the entry points as in an ``entry_points.txt``."""
    return "\n".join(
        f"[{group}]\n" + "".join(f"{_comment(found, explain)}{ep.name} = {ep.value}\n" for ep, found in entries)
        for group, entries in _groups(answer)
    )


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # basic strings of TOML use the same escapes as JSON


def _comment(found: FoundPlugin | None, explain: bool) -> str:
    return "".join(f"# {reason}\n" for reason in found.reasons) if found and explain else ""


def write_plugins(out: TextIO, answer: Discovery, explain: bool) -> None:
    """Write the entry points as a table: by group, each with its kind and its place."""
    for group, entries in _groups(answer):
        rows = [(ep.name, ep.value, *_kind_and_place(found)) for ep, found in entries]
        below = [[str(reason) for reason in found.reasons] if found and explain else [] for _, found in entries]
        write_group(out, group, COLUMNS, rows, below)
    plugins, groups = counted(len(answer.entry_points), "plugin"), counted(len(answer.table), "group")
    out.write(f"{plugins} in {groups}\n" if answer.entry_points else "no plugins\n")


COLUMNS = (Column(style="bold"), Column(style="cyan"), Column(), Column(), Column(style="yellow"))


def _kind_and_place(found: FoundPlugin | None) -> tuple[str, str, str]:
    if found is None:
        return "by hand", "", ""
    return found.kind.value, str(found.place), f"if {found.condition}" if found.condition else ""


def counted(number: int, noun: str) -> str:
    """A number with a noun, in the plural where needed."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _groups(answer: Discovery) -> Iterator[tuple[str, list[tuple[EntryPoint, FoundPlugin | None]]]]:
    """The entry points by group, each with its plugin; an entry by hand has none."""
    plugins = {plugin.entry_point: plugin for plugin in answer.plugins}
    for group, entries in groupby(answer.entry_points, lambda ep: ep.group):
        yield group, [(ep, plugins.get(ep)) for ep in entries]


FORMATS: dict[str, Callable[[Discovery, bool], str]] = {
    "json": to_json,
    "toml": to_toml,
    "ini": to_ini,
}
"""Format for programs -> formats an answer, optionally with explanations."""


def comparison_to_json(differences: "list[Difference]", explain: bool) -> str:
    """Format the differences between the engines as JSON."""
    content = [
        {
            "difference": difference.kind,
            "static": difference.static and _plugin(difference.static, explain),
            "import": difference.imported and _plugin(difference.imported, explain),
            "problems": [_problem(problem, explain) for problem in difference.problems],
        }
        for difference in differences
    ]
    return f"{json.dumps({'differences': content}, indent=2)}\n"


def comparison_to_table(differences: "list[Difference]", explain: bool) -> str:
    """Format the differences between the engines as text."""
    lines = []
    for difference in differences:
        plugin = difference.static or difference.imported
        if plugin:
            lines.append(f"{plugin.entry_point.name} of {plugin.entry_point.group}")
            lines += _found("static", difference.static, explain)
            lines += _found("import", difference.imported, explain)
        else:
            lines.append("not imported")
        for problem in difference.problems:
            lines.append(f"      {problem.place}: {problem.message}")
            lines += [f"          because {reason}" for reason in problem.reasons] if explain else ()
        lines.append("")
    return "\n".join([*lines, counted(len(differences), "difference") if lines else "no difference", ""])


def _found(engine: str, plugin: FoundPlugin | None, explain: bool) -> list[str]:
    if plugin is None:
        return [f"  {engine}  nothing"]
    condition = f"  if {plugin.condition}" if plugin.condition else ""
    line = f"  {engine}  {plugin.entry_point.value}  {plugin.kind.value}  {plugin.place}{condition}"
    return [line, *(f"      {reason}" for reason in plugin.reasons if explain)]


COMPARISONS: "dict[str, Callable[[list[Difference], bool], str]]" = {
    "json": comparison_to_json,
    "table": comparison_to_table,
}
"""Format -> formats the differences between the engines, optionally with explanations."""
