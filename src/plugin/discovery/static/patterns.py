"""The statement ``match`` (PEP 634): whether a pattern fits a value, and what it binds."""

import ast
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.blocks import Steps, steps, yields
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.expressions import compared
from plugin.discovery.static.frames import Frame, bound_by
from plugin.discovery.static.unknown import Condition, Unknown, show

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine


def match(machine: "Machine", node: ast.Match, frame: Frame) -> Steps:
    yield from yields(machine, node.subject, frame)
    subject = machine.evaluate(node.subject, frame)
    for case in node.cases:
        bound: dict[str, Any] = {}
        if not _fits(machine, case.pattern, subject, frame, bound):
            continue
        for name, value in bound.items():
            machine.bind_name(name, value, frame)
        if case.guard is not None:
            yield from yields(machine, case.guard, frame)
        if case.guard is None or machine.truth(machine.evaluate(case.guard, frame)):
            return (yield from steps(machine, case.body, frame))
    return None


def _fits(machine: "Machine", pattern: ast.pattern, value: Any, frame: Frame, bound: dict[str, Any]) -> bool:
    def fits(pattern: ast.pattern, value: Any) -> bool:
        return _fits(machine, pattern, value, frame, bound)

    def all_fit(patterns: list[ast.pattern], values: list[Any]) -> bool:
        return len(patterns) == len(values) and all(map(fits, patterns, values))

    match pattern:
        case ast.MatchAs(pattern=inner, name=name):
            if inner is not None and not fits(inner, value):
                return False
            bound.update({name: value} if name else {})
            return True
        case ast.MatchOr(patterns=patterns):
            return any(fits(each, value) for each in patterns)
        case ast.MatchValue(value=node):
            return machine.truth(compared(machine, ast.Eq, value, machine.evaluate(node, frame)))
        case ast.MatchSingleton(value=constant):
            return machine.truth(compared(machine, ast.Is, value, constant))
        case _ if type(value) is Unknown:
            return _decide(machine, pattern, value, bound)
        case ast.MatchSequence(patterns=patterns):
            if not type(value).__flags__ & SEQUENCE:
                return False
            values = list(value)
            star = next((index for index, each in enumerate(patterns) if isinstance(each, ast.MatchStar)), None)
            if star is None:
                return all_fit(patterns, values)
            end = len(values) - (len(patterns) - star - 1)
            if end < star:
                return False
            name = getattr(patterns[star], "name", None)
            bound.update({name: values[star:end]} if name else {})
            return all_fit(patterns[:star], values[:star]) and all_fit(patterns[star + 1 :], values[end:])
        case ast.MatchMapping(keys=nodes, patterns=patterns, rest=rest):
            if not type(value).__flags__ & MAPPING:
                return False
            keys = [machine.evaluate(each, frame) for each in nodes]
            for key, inner in zip(keys, patterns, strict=True):
                is_there = machine.truth(compared(machine, ast.In, key, value))
                if not (is_there and fits(inner, machine.get_item(value, key))):
                    return False
            bound.update({rest: {key: value[key] for key in value if key not in keys}} if rest else {})
            return True
    return isinstance(pattern, ast.MatchClass) and _fits_class(machine, pattern, value, frame, bound)


SEQUENCE, MAPPING, MATCHED_AS_A_WHOLE = 1 << 5, 1 << 6, 1 << 22
"""Flags of a class: what sequence and mapping patterns match (PEP 634), and ``str``, ``int`` and the like, of which a
positional pattern gets the whole."""


def _decide(machine: "Machine", pattern: ast.pattern, value: Unknown, bound: dict[str, Any]) -> bool:
    """Whether what is not known fits is a condition, and what it binds is not known."""
    for name in (name for each in ast.walk(pattern) for name in bound_by(each)):
        bound[name] = machine.unknown(name, "it is taken from a value that is not known", value)
    return machine.worlds.decide(Condition(f"{show(value)} matches {ast.unparse(pattern)}"))


def _fits_class(machine: "Machine", pattern: ast.MatchClass, value: Any, frame: Frame, bound: dict[str, Any]) -> bool:
    cls = machine.evaluate(pattern.cls, frame)
    if type(cls) is Unknown:
        return _decide(machine, pattern, cls, bound)
    if not isinstance(value, cls):
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
    names = (*(by_position or ())[:given], *pattern.kwd_attrs)
    if len({*names}) < len(names):
        raise TypeError(f"{cls.__name__}() got multiple sub-patterns for one attribute")
    for name, inner in zip(names, patterns, strict=True):
        held = machine.get_attribute(value, name, MISSING)
        if held is MISSING or not _fits(machine, inner, held, frame, bound):
            return False
    return True
