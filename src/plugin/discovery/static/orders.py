"""Finds out what depends on the order of imports.

Statements that change objects of other modules are run after these are used and, in a second run, before; whatever
differs is not known.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from plugin.discovery.findings import Findings, Problem, ProblemKind, Reason
from plugin.discovery.static.collecting import WAY_OUT
from plugin.discovery.static.corpus import Source
from plugin.discovery.static.files import mentions
from plugin.discovery.static.modules import Module
from plugin.discovery.static.project import Project
from plugin.discovery.static.scopes import FUNCTION_DEFINITIONS
from plugin.discovery.static.unknown import is_a

AT_MARGIN = re.compile(
    rb"^(?!def |async |class |import |from |[ \t\r\n#)\]}]|\"\"\")[^\n]*\n(?:(?:[ \t][^\n]*|[)\]}][^\n]*)?\n)*",
    re.MULTILINE,
)
"""A statement at the margin that is not a definition, with everything indented below it."""
TOUCHED = re.compile(rb"\b(\w+)\s*[.\[(,)]|@(\w+)\n")
"""A word for something that code may change which uses it, or for a decorator."""

Given = dict[str, tuple[str, str | None]]
"""Name in a module -> the module that it is imported from, and its name there; ``None`` for the module itself."""


def changers(project: Project) -> dict[str, list[int]]:
    """The statements that may change what modules have imported from each other: module -> their indices."""
    loaded: defaultdict[str, set[str]] = defaultdict(set)
    for module_name, name in project.loaded:
        loaded[module_name].add(name)
    found = {}
    for source in filter(None, map(project.corpus.find, project.tree.modules)) if loaded else ():
        given = _given(project, source, loaded)
        module = project.find(source.name) if given else None
        if module is not None and (indices := [*_changing(project, module, given, loaded)]):
            found[source.name] = indices
    return found


def _given(project: Project, source: Source, loaded: dict[str, set[str]]) -> Given:
    """The names of a module through which it may change what others have imported."""
    given: Given = {}
    for statement in source.imports.statements:
        if statement.module not in loaded and statement.module not in project.corpus.packages:
            continue
        for each in statement.imports():
            if each.name is None:
                given[each.alias or each.module.partition(".")[0]] = each.module, None
            elif f"{each.module}.{each.name}" in loaded:
                given[each.alias or each.name] = f"{each.module}.{each.name}", None
            elif each.module in loaded and (
                each.name in loaded[each.module] or _registers(project, each.module, each.name)
            ):
                given[each.alias or each.name] = each.module, each.name
    text = b"\n".join(AT_MARGIN.findall(source.text + b"\n")) if given else b""
    touched = {word for words in TOUCHED.findall(text) for word in words}

    def matters(alias: str, origin: str, name: str | None) -> bool:
        if name is None:
            return alias.encode() in touched and _reaches(project, text, alias, origin, loaded)
        if alias.encode() in touched and _is_changed(project, origin, name):
            return True
        return alias.encode() in source.text and _is_hooked(project, origin, name)

    return {alias: (origin, name) for alias, (origin, name) in given.items() if matters(alias, origin, name)}


def _changing(project: Project, module: Module, given: Given, loaded: dict[str, set[str]]) -> Iterator[int]:
    """The statements of a module that may change something through these names."""
    scope = module.scope
    hooked = {alias for alias, (origin, name) in given.items() if name and _is_hooked(project, origin, name)}

    def is_changed(index: int, root: str) -> bool:
        origin, name = given[root]
        if name is None:
            return _reaches(project, scope.codes[index], root, origin, loaded)
        strongly = root in scope.uses[index].changed
        return (root in hooked and strongly) or _is_changed(project, origin, name, strongly=strongly)

    for index in sorted({index for alias in given for index in scope.mentioning(alias)}):
        uses, statement = scope.uses[index], scope.statements[index]
        if index in scope.imports or scope.is_plain_function(index):
            continue
        if isinstance(statement, ast.ClassDef):
            roots = uses.changed & hooked
        elif isinstance(statement, FUNCTION_DEFINITIONS):  # a method may register it
            is_method = any(isinstance(getattr(each, "func", each), ast.Attribute) for each in statement.decorator_list)
            roots = {each for each in uses.changed & given.keys() if is_method or _registers(project, *given[each])}
        else:
            roots = (uses.changed | uses.handed) & given.keys()
        if any(is_changed(index, root) for root in roots):
            yield index


def _binding(project: Project, module: str, name: str) -> Iterator[tuple[Module, int, ast.stmt]]:
    """The statements that bind a name of a module."""
    found = project.find(module)
    if found is not None:
        yield from ((found, index, found.scope.statements[index]) for index in found.scope.binders.get(name, ()))


def _changes_others(module: Module, index: int, name: str) -> bool:
    """Whether a called function changes names of its module."""
    scope, uses = module.scope, module.scope.uses[index]
    binders = {each for root in uses.changed - {name} for each in scope.binders.get(root, ())}
    foreign = {each for each in binders & scope.imports if module.source.is_foreign(scope.statements[each])}
    return bool(uses.declares or binders - foreign)


def _registers(project: Project, module: str, name: str | None) -> bool:
    """Whether a function changes other names of its module, as one does that registers something."""
    return name is not None and any(
        isinstance(statement, FUNCTION_DEFINITIONS) and _changes_others(found, index, name)
        for found, index, statement in _binding(project, module, name)
    )


def _is_changed(project: Project, module: str, name: str, *, strongly: bool = True) -> bool:
    """Whether a name refers to something that can be changed, or that changes something when it is called."""
    for found, index, statement in _binding(project, module, name):
        if isinstance(statement, FUNCTION_DEFINITIONS):
            if _changes_others(found, index, name):
                return True
        elif isinstance(statement, ast.ClassDef):
            return strongly
        elif index not in found.scope.imports and not isinstance(getattr(statement, "value", None), ast.Constant):
            return True
    return False


def _reaches(project: Project, code: bytes, alias: str, module: str, loaded: dict[str, set[str]]) -> bool:
    """Whether code changes attributes of a module, or calls a function of it that changes something."""
    asked = loaded.get(module, ())
    for each in mentions(code, alias) if module in loaded else ():
        name = next(iter(each.chain), "")
        is_changed = name in asked and (each.is_stored or (each.is_used and _is_changed(project, module, name)))
        if is_changed or (each.is_handed_over and not name) or _registers(project, module, name):
            return True
    return False


def _is_hooked(project: Project, module: str, name: str) -> bool:
    """Whether deriving from a class changes something else."""
    home = project.find(module)
    if home is None:
        return False
    value: Any = project.settled(home.namespace.raw(name))
    classes = [*value.__mro__, type(value)] if is_a(value, type) else []
    ours = [each for each in classes if project.machine.is_ours(each)]
    return any("__init_subclass__" in vars(each) or each is type(value) for each in ours)


def agreed(first: Findings, second: Findings) -> Findings:
    """The common findings of two runs; a plugin that only one of them finds is reported."""
    left, right = ({(each.entry_point, each.condition): each for each in side.plugins} for side in (first, second))
    gone = {(each.entry_point.group, each.entry_point.name) for key, each in left.items() if key not in right}
    problems = [
        each
        for each in first.problems
        if each.kind is not ProblemKind.CONDITIONAL or (each.group, each.name) not in gone
    ]
    for key in left.keys() ^ right.keys():
        place, reference = {**left, **right}[key].place, key[0].value
        message = f"the name of plugin {reference} cannot be read from the source"
        why = (Reason("it depends on the order of imports", place),)
        problems.append(Problem(ProblemKind.UNDECIDABLE, place, message, WAY_OUT, reasons=why, references=(reference,)))
    kept = tuple(each for key, each in left.items() if key in right)
    return Findings(kept, tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.place, problem.message))))
