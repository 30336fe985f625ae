"""Generators: functions with ``yield`` as generators of Python itself.

Only the statements that hold a ``yield`` are run here, one by one; all others go to the table of statements. The
``yield`` expressions of a statement are run before it, in their order; what was sent waits in the frame for the
expression that asks for it.
"""

import ast
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.frames import Frame
from plugin.discovery.static.statements import (
    BREAK,
    CONTINUE,
    Returned,
    Signal,
    enter,
    give_up,
    matches,
    run_handler,
)
from plugin.discovery.static.unknown import Internal, Undecided, Unknown

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine

Steps = Generator[Any, Any, Signal]


def start(machine: "Machine", node: ast.FunctionDef | ast.Lambda, frame: Frame) -> Generator[Any, Any, Any]:
    """Give the generator that calling a function with ``yield`` makes."""
    if isinstance(node, ast.Lambda):
        yield from _yields(machine, node.body, frame)
        return machine.evaluate(node.body, frame)
    signal = yield from _run(machine, node.body, frame)
    return signal.value if signal is not None else None


def _run(machine: "Machine", body: list[ast.stmt], frame: Frame) -> Steps:
    for statement in body:
        if frame.names is not None and statement in frame.names.yielding:
            signal = yield from TABLE.get(type(statement), _simple)(machine, statement, frame)
        else:
            signal = machine.execute(statement, frame)
        if signal is not None:
            return signal
    return None


def _yields(machine: "Machine", node: ast.AST, frame: Frame) -> Generator[Any, Any, None]:
    """Run the ``yield`` expressions below a node, the innermost first."""
    if frame.names is None or node not in frame.names.yielding:
        return
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt):
            yield from _yields(machine, child, frame)
    if isinstance(node, ast.Yield):
        frame.sent[node] = yield None if node.value is None else machine.evaluate(node.value, frame)
    elif isinstance(node, ast.YieldFrom):
        values = machine.evaluate(node.value, frame)
        if type(values) is Unknown:
            raise Undecided(machine.because("it is not known what it yields", values))
        frame.sent[node] = yield from machine.ordered(values)


def _simple(machine: "Machine", node: ast.stmt, frame: Frame) -> Steps:
    yield from _yields(machine, node, frame)
    return machine.execute(node, frame)


def _if(machine: "Machine", node: ast.If, frame: Frame) -> Steps:
    yield from _yields(machine, node.test, frame)
    holds = machine.truth(machine.evaluate(node.test, frame))
    return (yield from _run(machine, node.body if holds else node.orelse, frame))


def _for(machine: "Machine", node: ast.For, frame: Frame) -> Steps:
    yield from _yields(machine, node.iter, frame)
    values = machine.evaluate(node.iter, frame)
    try:
        for value in machine.iterate(values):
            machine.bind(node.target, value, frame)
            signal = yield from _run(machine, node.body, frame)
            if signal is BREAK:
                return None
            if signal is not None and signal is not CONTINUE:
                return signal
    except Undecided as undecided:
        give_up(machine, node, frame, undecided)
    return (yield from _run(machine, node.orelse, frame))


def _while(machine: "Machine", node: ast.While, frame: Frame) -> Steps:
    while True:
        machine.worlds.tick()
        yield from _yields(machine, node.test, frame)
        test = machine.evaluate(node.test, frame)
        if type(test) is Unknown:
            raise Undecided(machine.because("it is not known how often the loop runs", test))
        if not machine.truth(test):
            break
        signal = yield from _run(machine, node.body, frame)
        if signal is BREAK:
            return None
        if signal is not None and signal is not CONTINUE:
            return signal
    return (yield from _run(machine, node.orelse, frame))


def _with(machine: "Machine", node: ast.With, frame: Frame, index: int = 0) -> Steps:
    if index == len(node.items):
        return (yield from _run(machine, node.body, frame))
    yield from _yields(machine, node.items[index].context_expr, frame)
    manager, leave = enter(machine, node.items[index], frame)
    try:
        signal = yield from _with(machine, node, frame, index + 1)
    except Internal:
        raise
    except BaseException as error:  # whatever interpreted code raises
        if type(manager) is not Unknown and machine.truth(leave(manager, type(error), error, None)):
            return None
        raise
    leave(manager, None, None, None)
    return signal


def _try(machine: "Machine", node: ast.Try, frame: Frame) -> Steps:
    signal: Signal = None
    try:
        signal = yield from _body_and_handlers(machine, node, frame)
    except Internal:
        raise
    except BaseException:  # whatever interpreted code raises
        ended = yield from _run(machine, node.finalbody, frame)
        if ended is not None:
            return ended
        raise
    ended = yield from _run(machine, node.finalbody, frame)
    return signal if ended is None else ended


def _body_and_handlers(machine: "Machine", node: ast.Try, frame: Frame) -> Steps:
    try:
        signal = yield from _run(machine, node.body, frame)
    except Internal:
        raise
    except BaseException as error:  # whatever interpreted code raises
        for handler in node.handlers:
            is_last = handler is node.handlers[-1]
            if not matches(machine, handler, frame, error, node.lineno, is_last=is_last):
                continue
            if frame.names is not None and handler in frame.names.yielding:
                if handler.name:
                    machine.bind_name(handler.name, error, frame)
                return (yield from _run(machine, handler.body, frame))
            return run_handler(machine, handler, frame, error)
        raise
    return (yield from _run(machine, node.orelse, frame)) if signal is None else signal


TABLE: dict[type[ast.stmt], Callable[..., Steps]] = {
    ast.For: _for,
    ast.If: _if,
    ast.Try: _try,
    ast.While: _while,
    ast.With: _with,
}

__all__ = ["Returned", "start"]
