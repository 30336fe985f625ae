"""Explains how a plugin came about: its definition, decorators and base classes, assumptions, and conditions."""

import ast
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from plugin.discovery.findings import Place, Reason
from plugin.discovery.static.definitions import record_of
from plugin.discovery.static.machine import Machine
from plugin.discovery.static.modules import Module
from plugin.discovery.static.unknown import Path, facts, is_a, shortened


def reasons_of(
    machine: Machine, value: Any, module: Module, name: str, line: int, paths: list[Path]
) -> tuple[Reason, ...]:
    """How the plugin of a name in a module, bound on a line, came about in some worlds, outermost first."""
    found = [*(_class(machine, value) if is_a(value, type) else _function(machine, value))]
    if name != getattr(value, "__name__", None) or found[0].place is None:
        place = Place(module.shown, line)
        found = [Reason(f"`{_code(module, line)}`", place), *(each for each in found if each.place != place)]
    found += _assumptions(machine, value)
    conditions = (condition for path in paths for condition in path)
    found += (Reason(f"condition: {each.text}", machine.worlds.asked.get(each)) for each in conditions)
    return tuple(dict.fromkeys(found))


def _function(machine: Machine, value: Any) -> Iterator[Reason]:
    function, spec = value, value
    while record_of(function) is None and "__wrapped__" in getattr(function, "__dict__", {}):
        function = function.__wrapped__
    if (record := record_of(function)) is not None:
        path = record.frame.module.module.shown
        yield Reason(f"function `{function.__name__}`", Place(path, record.node.lineno))
        yield from _decorators(record.node, path)
        spec = value.__dict__.get("__pluginspec__")
    if id(spec) in machine.specs:
        yield Reason("its `PluginSpec` is made", machine.specs[id(spec)][1])


def _class(machine: Machine, cls: type) -> Iterator[Reason]:
    place = made_at(machine, cls)
    yield Reason(f"class `{cls.__name__}`", place)
    if place is not None:
        yield from _decorators(machine.definitions.get(id(cls)), place.path)
    for base in cls.__mro__[1:]:
        if base is machine.core.Plugin or made_at(machine, base):
            yield Reason(f"derived from `{base.__name__}`", made_at(machine, base))


def made_at(machine: Machine, cls: Any) -> Place | None:
    """Where a class of interpreted code is made."""
    return machine.classes.get(id(cls), (None, None))[1]


def _decorators(node: Any, path: str) -> Iterator[Reason]:
    for each in getattr(node, "decorator_list", ()):
        text = shortened(ast.unparse(each).partition("\n")[0])
        yield Reason(f"decorated with `{text}`", Place(path, each.lineno))


def _assumptions(machine: Machine, value: Any) -> Iterator[Reason]:
    classes = value.__mro__ if is_a(value, type) else ()
    for each in classes or (value,):
        if each in classes and "__opaque__" in vars(each):
            known = facts(vars(each)["__opaque__"])
            text = f"its base `{known.text}` is not looked into: assumed to leave namespace and name alone"
            yield Reason(text, next(made_at(machine, cls) for cls in classes if each in cls.__bases__))
            yield from known.why.chain()
        for why in machine.assumed.get(id(each), (None, ()))[1]:
            yield from why.chain()


def _code(module: Module, line: int) -> str:
    """The first line of the statement on a line."""
    index = module.scope.index_at(line)
    if index is None or module.scope.statements[index].lineno > line:
        return f"module {module.name}"
    lines, end = module.scope.codes[index].split(b"\n"), module.scope.statements[index].end_lineno or 0
    return shortened(lines[line - 1 - end].decode("utf-8", "replace").strip())


# -- conditions in words ----------------------------------------------------------------------------------------------


def in_words(paths: Iterable[Path]) -> str | None:
    """The conditions of some worlds as text; ``None`` if these are all worlds."""
    left = simplified(list(paths))
    if any(not path for path in left):
        return None
    said = (" and ".join(condition.say(holds) for condition, holds in path.items()) for path in left)
    return " or ".join(dict.fromkeys(said))


def simplified(paths: list[Path]) -> list[Path]:
    """The same worlds, described by fewer conditions."""
    for left, right in itertools.permutations(paths, 2):
        shared = {condition: holds for condition, holds in left.items() if right.get(condition) is holds}
        is_case = len(shared) == len(left)  # the right one is a special case of the left one
        if is_case or (left.keys() == right.keys() and len(shared) == len(left) - 1):
            return simplified([*(each for each in paths if each is not left and each is not right), shared])
    return paths
