"""Executes simple statements: a table from node to function.

The result of a statement is ``None`` if it simply ends, and otherwise how it ends: :data:`BREAK`, :data:`CONTINUE` or a
:class:`Returned` value. Exceptions of interpreted code are real exceptions, and are raised.
"""

import ast
from collections.abc import Callable
from typing import Any, NamedTuple

from plugin.discovery.static.expressions import compared, operate
from plugin.discovery.static.frames import Frame, Machine
from plugin.discovery.static.unknown import Unknown, show


class Returned(NamedTuple):
    """The return value of a function."""

    value: Any


BREAK = Returned(None)
CONTINUE = Returned(None)
Signal = Returned | None


class RaisedUnknown(Exception):
    """An exception of interpreted code whose type is not known."""


def assign(machine: Machine, node: ast.Assign, frame: Frame) -> Signal:
    value = machine.evaluate(node.value, frame)
    for target in node.targets:
        machine.bind(target, frame, value)
    return None


def annotated(machine: Machine, node: ast.AnnAssign, frame: Frame) -> Signal:
    if node.value is not None:
        machine.bind(node.target, frame, machine.evaluate(node.value, frame))
    if frame.is_class and isinstance(node.target, ast.Name):
        annotations = frame.variables.setdefault("__annotations__", {})
        try:
            annotations[node.target.id] = machine.annotation(node.annotation, frame)
        except Exception:
            version = machine.native("sys").version_info
            if not machine.truth(compared(machine, ast.GtE(), version, (3, 14))):  # evaluated when asked for (PEP 649)
                raise
            annotations[node.target.id] = ast.unparse(node.annotation)
    return None


def augmented(machine: Machine, node: ast.AugAssign, frame: Frame) -> Signal:
    load, store = machine.target(node.target, frame)
    store(operate(machine, node.op, load(), machine.evaluate(node.value, frame), in_place=True))
    return None


def delete(machine: Machine, node: ast.Delete, frame: Frame) -> Signal:
    for target in node.targets:
        machine.bind(target, frame)
    return None


def assert_(machine: Machine, node: ast.Assert, frame: Frame) -> Signal:
    test = machine.evaluate(node.test, frame)
    if type(test) is not Unknown and not machine.truth(test):  # an unknown test is assumed to be true
        raise AssertionError(*([machine.evaluate(node.msg, frame)] if node.msg else []))
    return None


def raise_(machine: Machine, node: ast.Raise, frame: Frame) -> Signal:
    if node.exc is None:
        raise machine.handled or RuntimeError("No active exception to reraise")
    error: Any = machine.evaluate(node.exc, frame)
    cause: Any = node.cause and machine.evaluate(node.cause, frame)
    if type(error) is Unknown:
        raise RaisedUnknown(show(error))
    if node.cause is None or type(cause) is Unknown:
        raise error
    raise error from cause


def import_(machine: Machine, node: ast.Import, frame: Frame) -> Signal:
    for alias in node.names:
        module = machine.import_module(alias.name, frame, 0)
        top = alias.name.partition(".")[0]
        machine.store_name(alias.asname or top, frame, module if alias.asname else machine.import_module(top, frame, 0))
    return None


def import_from(machine: Machine, node: ast.ImportFrom, frame: Frame) -> Signal:
    if node.module == "__future__" and not node.level:
        return None
    module = machine.import_module(node.module or "", frame, node.level)
    for alias in node.names:
        if alias.name == "*":
            machine.import_all(module, frame)
        else:
            machine.store_name(alias.asname or alias.name, frame, machine.import_name(module, alias.name))
    return None


def global_(machine: Machine, node: ast.Global, frame: Frame) -> Signal:
    frame.declared |= {*node.names}
    return None


def evaluate(machine: Machine, node: ast.Expr, frame: Frame) -> Signal:
    machine.evaluate(node.value, frame)
    return None


TABLE: dict[type[ast.AST], Callable[..., Signal]] = {
    ast.AnnAssign: annotated,
    ast.Assert: assert_,
    ast.Assign: assign,
    ast.AugAssign: augmented,
    ast.Break: lambda machine, node, frame: BREAK,
    ast.Continue: lambda machine, node, frame: CONTINUE,
    ast.Delete: delete,
    ast.Expr: evaluate,
    ast.Global: global_,
    ast.Import: import_,
    ast.ImportFrom: import_from,
    ast.Nonlocal: lambda machine, node, frame: None,
    ast.Pass: lambda machine, node, frame: None,
    ast.Raise: raise_,
    ast.Return: lambda machine, node, frame: Returned(node.value and machine.evaluate(node.value, frame)),
}
"""What executes each kind of simple statement, including those of ``definitions``."""
