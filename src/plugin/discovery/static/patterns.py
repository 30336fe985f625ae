"""The statement ``match`` (PEP 634): whether a pattern fits a value, and what it binds."""

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.blocks import Steps, steps, yields
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.expressions import compared, spread
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
            machine.store_name(name, frame, value)
        if case.guard is not None:
            yield from yields(machine, case.guard, frame)
        if case.guard is None or machine.truth(machine.evaluate(case.guard, frame)):
            return (yield from steps(machine, case.body, frame))
    return None


def _fits(machine: "Machine", pattern: ast.pattern, value: Any, frame: Frame, bound: dict[str, Any]) -> bool:
    def fit(patterns: Iterable[ast.pattern], values: Iterable[Any]) -> bool:
        return all(_fits(machine, each, value, frame, bound) for each, value in zip(patterns, values, strict=True))

    match pattern:
        case ast.MatchAs(pattern=ast.pattern() as inner) if not fit([inner], [value]):
            return False
        case ast.MatchAs(name=name) | ast.MatchStar(name=name):
            bound.update({name: value} if name else {})
            return True
        case ast.MatchOr(patterns=patterns):
            return any(fit([each], [value]) for each in patterns)
        case ast.MatchValue(value=node):
            return machine.truth(compared(machine, ast.Eq, value, machine.evaluate(node, frame)))
        case ast.MatchSingleton(value=constant):
            return machine.truth(compared(machine, ast.Is, value, constant))
        case _ if type(value) is Unknown:
            return _decide(machine, pattern, value, bound)
        case ast.MatchSequence(patterns=patterns):
            is_sequence = type(value).__flags__ & SEQUENCE
            values = spread(list(value), patterns, ast.MatchStar) if is_sequence else None
            return values is not None and fit(patterns, values)
        case ast.MatchMapping(keys=nodes, patterns=patterns, rest=rest):
            if not type(value).__flags__ & MAPPING:
                return False
            keys = [machine.evaluate(each, frame) for each in nodes]
            if not all(machine.truth(compared(machine, ast.In, key, value)) for key in keys):
                return False
            bound.update({rest: {key: value[key] for key in value if key not in keys}} if rest else {})
            return fit(patterns, [machine.get_item(value, key) for key in keys])
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
    positional = machine.get_attribute(cls, "__match_args__", None)
    if type(positional) is Unknown:
        return _decide(machine, pattern, positional, bound)
    patterns = [*pattern.patterns, *pattern.kwd_patterns]
    if positional is None and pattern.patterns and cls.__flags__ & MATCHED_AS_A_WHOLE:
        if not _fits(machine, patterns.pop(0), value, frame, bound):
            return False
        names = pattern.kwd_attrs
    else:
        names = [*(positional or ())[: len(pattern.patterns)], *pattern.kwd_attrs]
    if len(patterns) > len(names) or len({*names}) < len(names):
        raise TypeError(f"{cls.__name__}() does not accept these sub-patterns")
    for name, inner in zip(names, patterns, strict=True):
        held = machine.get_attribute(value, name, MISSING)
        if held is MISSING or not _fits(machine, inner, held, frame, bound):
            return False
    return True
