"""The statement ``match`` (PEP 634): whether a pattern fits a value, and what it binds."""

import ast
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.blocks import Steps, steps
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.expressions import compared
from plugin.discovery.static.frames import Frame, mangled
from plugin.discovery.static.unknown import Condition, Unknown, Why, facts, show, is_a

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine

SEQUENCE, MAPPING, MATCHED_AS_A_WHOLE = 1 << 5, 1 << 6, 1 << 22
"""The flags of classes that patterns ask for; the last is that of ``int``, ``str`` and the like."""


def match(machine: "Machine", node: ast.Match, frame: Frame) -> Steps:
    subject = machine.evaluate(node.subject, frame)
    for case in node.cases:
        bound: dict[str, Any] = {}
        if not _fits(machine, case.pattern, subject, frame, bound):
            continue
        for name, value in bound.items():
            machine.bind_name(mangled(name, frame.private), value, frame)
        if case.guard is None or machine.truth(machine.evaluate(case.guard, frame)):
            return (yield from steps(machine, case.body, frame))
    return None


def _fits(machine: "Machine", pattern: ast.pattern, value: Any, frame: Frame, bound: dict[str, Any]) -> bool:
    if isinstance(pattern, ast.MatchAs):
        fits = pattern.pattern is None or _fits(machine, pattern.pattern, value, frame, bound)
        if fits and pattern.name:
            bound[pattern.name] = value
        return fits
    if isinstance(pattern, ast.MatchOr):
        return any(_fits(machine, each, value, frame, bound) for each in pattern.patterns)
    if isinstance(pattern, ast.MatchValue):
        return machine.truth(compared(machine, ast.Eq, value, machine.evaluate(pattern.value, frame)))
    if isinstance(pattern, ast.MatchSingleton):
        return machine.truth(compared(machine, ast.Is, value, pattern.value))
    if type(value) is Unknown:
        return _decide(machine, pattern, value, bound)
    if isinstance(pattern, ast.MatchSequence):
        return _fits_sequence(machine, pattern, value, frame, bound)
    if isinstance(pattern, ast.MatchMapping):
        return _fits_mapping(machine, pattern, value, frame, bound)
    return isinstance(pattern, ast.MatchClass) and _fits_class(machine, pattern, value, frame, bound)


def _decide(machine: "Machine", pattern: ast.pattern, value: Unknown, bound: dict[str, Any]) -> bool:
    """Whether what is not known fits is a condition, and what it binds is not known."""
    for each in ast.walk(pattern):
        name = getattr(each, "name", None) or getattr(each, "rest", None)
        if is_a(name, str):
            bound[name] = Unknown(name, Why("it is part of what is not known", machine.place(), facts(value).why))
    return machine.worlds.decide(Condition(f"{show(value)} matches {ast.unparse(pattern)}"))


def _fits_sequence(
    machine: "Machine", pattern: ast.MatchSequence, value: Any, frame: Frame, bound: dict[str, Any]
) -> bool:
    if not type(value).__flags__ & SEQUENCE:  # neither texts nor iterators
        return False
    values, patterns = list(value), pattern.patterns
    star = next((index for index, each in enumerate(patterns) if isinstance(each, ast.MatchStar)), None)
    if star is None:
        return len(values) == len(patterns) and _all_fit(machine, patterns, values, frame, bound)
    after = len(patterns) - star - 1
    if len(values) < star + after:
        return False
    starred = patterns[star]
    if isinstance(starred, ast.MatchStar) and starred.name:
        bound[starred.name] = values[star : len(values) - after]
    return _all_fit(machine, patterns[:star], values[:star], frame, bound) and _all_fit(
        machine, patterns[star + 1 :], values[len(values) - after :], frame, bound
    )


def _all_fit(
    machine: "Machine", patterns: list[ast.pattern], values: list[Any], frame: Frame, bound: dict[str, Any]
) -> bool:
    return all(_fits(machine, each, value, frame, bound) for each, value in zip(patterns, values, strict=True))


def _fits_mapping(
    machine: "Machine", pattern: ast.MatchMapping, value: Any, frame: Frame, bound: dict[str, Any]
) -> bool:
    if not type(value).__flags__ & MAPPING:
        return False
    keys = [machine.evaluate(each, frame) for each in pattern.keys]
    for key, inner in zip(keys, pattern.patterns, strict=True):
        if not machine.truth(compared(machine, ast.In, key, value)):
            return False
        if not _fits(machine, inner, machine.get_item(value, key), frame, bound):
            return False
    if pattern.rest:
        bound[pattern.rest] = {key: value[key] for key in value if key not in keys}
    return True


def _fits_class(machine: "Machine", pattern: ast.MatchClass, value: Any, frame: Frame, bound: dict[str, Any]) -> bool:
    cls = machine.evaluate(pattern.cls, frame)
    if type(cls) is Unknown:
        return _decide(machine, pattern, cls, bound)
    if not is_a(value, cls):
        return False
    by_position, given = machine.get_attribute(cls, "__match_args__", None), len(pattern.patterns)
    if type(by_position) is Unknown:
        return _decide(machine, pattern, by_position, bound)
    is_whole = by_position is None and cls.__flags__ & MATCHED_AS_A_WHOLE
    most = 1 if is_whole else len(by_position or ())
    if given > most:
        raise TypeError(f"{cls.__name__}() accepts {most} positional sub-patterns ({given} given)")
    patterns = [*pattern.patterns, *pattern.kwd_patterns]
    if is_whole and given and not _fits(machine, patterns.pop(0), value, frame, bound):
        return False
    names = [*(by_position or ())[:given], *pattern.kwd_attrs]
    for name, inner in zip(names, patterns, strict=True):
        held = machine.get_attribute(value, name, MISSING)
        if held is MISSING or not _fits(machine, inner, held, frame, bound):
            return False
    return True


TABLE = {ast.Match: match}
