"""Executes the statements that hold others: a table from node to generator.

In a function with ``yield``, the generators stop where it does, so that such a function is a generator of Python
itself. Everywhere else they run through. The ``yield`` expressions of a statement are run before it, in their order;
what was sent waits in the frame for the expression that asks for it.
"""

import ast
import contextlib
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.frames import Frame, bound_by, children_in_scope, root_of
from plugin.discovery.static.statements import BREAK, CONTINUE, RaisedUnknown, Signal
from plugin.discovery.static.unknown import Condition, Internal, OutOfBudget, Undecided, Unknown, facts

if TYPE_CHECKING:
    from typing_extensions import Self

    from plugin.discovery.static.machine import Machine

Steps = Generator[Any, Any, Signal]


def steps(machine: "Machine", body: list[ast.stmt], frame: Frame) -> Steps:
    """Run statements, up to one that leaves them."""
    for node in body:
        machine.at(node, frame)
        block = TABLE.get(type(node))
        if block is not None:
            signal = yield from block(machine, node, frame)
        else:
            yield from yields(machine, node, frame)
            signal = machine.execute(node, frame)
        if signal is not None:
            return signal
    return None


def finish(running: Steps) -> Signal:
    """Run through a block that holds no ``yield``."""
    try:
        next(running)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    except RuntimeError as error:
        raise _raised(error) from None
    raise AssertionError("a block stops that holds no yield")


def _raised(error: BaseException) -> BaseException:
    """What interpreted code has raised: Python turns ``StopIteration`` in a generator into another error (PEP 479)."""
    cause = error.__cause__
    return cause if type(error) is RuntimeError and isinstance(cause, StopIteration) else error


class Attempt:
    """Runs a part of a block, and keeps the exception that interpreted code raises in it.

    :param line: the line of the ``try`` that takes exceptions of what is not known; 0 if that is the one around
    """

    def __init__(self, machine: "Machine", line: int = 0) -> None:
        self._machine, self._around = machine, machine.trying
        machine.trying = line or machine.trying
        self.error: BaseException | None = None

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> bool:
        self._machine.trying = self._around
        if isinstance(error, RecursionError):
            raise OutOfBudget("it goes too deep to follow", self._machine.place()) from error
        self.error = error and _raised(error)
        return not isinstance(error, Internal)


def call_generator(machine: "Machine", node: Any, frame: Frame) -> Generator[Any, Any, Any]:
    """Give the generator that calling a function with ``yield`` makes."""
    if isinstance(node, ast.Lambda):
        yield from yields(machine, node.body, frame)
        return machine.evaluate(node.body, frame)
    signal: Signal = None
    with Attempt(machine) as attempt:
        signal = yield from steps(machine, node.body, frame)
    if isinstance(attempt.error, StopIteration):  # a generator, as Python has it
        attempt.error = RuntimeError("generator raised StopIteration")
    if attempt.error is not None:
        raise attempt.error
    return signal.value if signal is not None else None


def yields(machine: "Machine", node: ast.AST, frame: Frame) -> Generator[Any, Any, None]:
    """Run the ``yield`` expressions below a node, the innermost first."""
    if frame.names is None or node not in frame.names.yielding:
        return
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt):
            yield from yields(machine, child, frame)
    if isinstance(node, ast.Yield):
        frame.sent[node] = yield None if node.value is None else machine.evaluate(node.value, frame)
    elif isinstance(node, ast.YieldFrom):
        values = machine.evaluate(node.value, frame)
        if type(values) is Unknown:
            raise Undecided(machine.because("it is not known what it yields", values))
        frame.sent[node] = yield from machine.ordered(values)


def if_(machine: "Machine", node: ast.If, frame: Frame) -> Steps:
    if frame.is_module and is_main(node.test):
        return (yield from steps(machine, node.orelse, frame))
    yield from yields(machine, node.test, frame)
    holds = machine.truth(machine.evaluate(node.test, frame))
    return (yield from steps(machine, node.body if holds else node.orelse, frame))


def is_main(test: ast.expr) -> bool:
    """Whether a condition is ``__name__ == "__main__"``, which is no part of importing a module."""
    return ast.unparse(test) in {"__name__ == '__main__'", "'__main__' == __name__"}


def for_(machine: "Machine", node: ast.For, frame: Frame) -> Steps:
    yield from yields(machine, node.iter, frame)
    return (yield from _loop(machine, node, frame, _items(machine, node, machine.evaluate(node.iter, frame), frame)))


def _items(machine: "Machine", node: ast.For, values: Any, frame: Frame) -> Iterator[None]:
    """Bind the items that a loop runs over, one after the other."""
    for each in machine.iterate(values):
        machine.bind(node.target, frame, each)
        yield


def while_(machine: "Machine", node: ast.While, frame: Frame) -> Steps:
    yield from yields(machine, node.test, frame)
    return (yield from _loop(machine, node, frame, _rounds(machine, node.test, frame)))


def _rounds(machine: "Machine", test: ast.expr, frame: Frame) -> Iterator[None]:
    """Go on for as long as a test holds."""
    while True:
        machine.worlds.tick()
        holds = machine.evaluate(test, frame)
        if type(holds) is Unknown:
            raise Undecided(machine.because("it is not known how often the loop runs", holds))
        if not machine.truth(holds):
            return
        yield


def _loop(machine: "Machine", node: ast.For | ast.While, frame: Frame, rounds: Iterator[None]) -> Steps:
    try:
        for _ in rounds:
            signal = yield from steps(machine, node.body, frame)
            if signal is BREAK:
                return None
            if signal is not None and signal is not CONTINUE:
                return signal
            if isinstance(node, ast.While):
                yield from yields(machine, node.test, frame)
    except Undecided as undecided:
        give_up(machine, node, frame, undecided)
        return None
    return (yield from steps(machine, node.orelse, frame))


def give_up(machine: "Machine", node: ast.stmt, frame: Frame, undecided: Undecided) -> None:
    """Stop following a loop: what it binds is not known from here on, nor what the objects hold that it touches."""
    why = machine.because("a loop cannot be followed", undecided)
    machine.doubt(undecided.why, None if frame.is_module else tuple(frame.seen_by(node)))
    if any(isinstance(each, (ast.Return, ast.Yield, ast.YieldFrom)) for each in ast.walk(node)):
        raise Undecided(why)
    bound: set[str] = set()
    touched: set[str] = set()
    pending: list[ast.AST] = [node]
    while pending:
        each = pending.pop()
        bound.update(bound_by(each))
        if isinstance(each, (ast.Attribute, ast.Subscript)):
            touched.add(root_of(each))
        if isinstance(each, ast.Call):
            touched.update(one.id for one in each.args if isinstance(one, ast.Name))
        pending += children_in_scope(each)
    for name in sorted(touched - bound - {""}):
        with contextlib.suppress(NameError):
            machine.worlds.spoil(frame.load(name), why, 2)
    for name in sorted(bound):
        machine.store_name(name, frame, Unknown(name, why))


def try_(machine: "Machine", node: ast.Try, frame: Frame) -> Steps:
    signal: Signal = None
    with Attempt(machine) as attempt:
        signal = yield from _body_and_handlers(machine, node, frame)
    with handling(machine, attempt.error):
        ended = yield from steps(machine, node.finalbody, frame)
    if ended is None and attempt.error is not None:
        raise attempt.error
    return signal if ended is None else ended


@contextlib.contextmanager
def handling(machine: "Machine", error: BaseException | None) -> Iterator[None]:
    """While an exception, if there is one, is the one that ``raise`` raises again."""
    around = machine.handled
    machine.handled = error or around
    try:
        yield
    except Exception as raised:
        raised.__context__ = raised.__context__ or (error if raised is not error else None)
        raise
    finally:
        machine.handled = around


def _body_and_handlers(machine: "Machine", node: ast.Try, frame: Frame) -> Steps:
    signal: Signal = None
    with Attempt(machine, node.lineno if node.handlers else 0) as attempt:
        signal = yield from steps(machine, node.body, frame)
    if attempt.error is None:
        return signal if signal is not None else (yield from steps(machine, node.orelse, frame))
    for handler in node.handlers:
        if _takes(machine, handler, frame, attempt.error, node.lineno, is_last=handler is node.handlers[-1]):
            return (yield from _handle(machine, handler, frame, attempt.error))
    raise attempt.error


def _handle(machine: "Machine", handler: ast.ExceptHandler, frame: Frame, error: BaseException) -> Steps:
    """Run a handler."""
    name = handler.name
    if name:
        caught = machine.unknown(name, "it is not known which exception is raised")
        machine.store_name(name, frame, caught if isinstance(error, RaisedUnknown) else error)
    try:
        with handling(machine, error):
            return (yield from steps(machine, handler.body, frame))
    finally:
        if name:
            with contextlib.suppress(NameError):  # deleted by the handler
                machine.store_name(name, frame)


def _takes(
    machine: "Machine", handler: ast.ExceptHandler, frame: Frame, error: BaseException, line: int, *, is_last: bool
) -> bool:
    """Whether a handler takes an exception."""
    if handler.type is None:
        return True
    kinds = machine.evaluate(handler.type, frame)
    known = kinds if type(kinds) is tuple else (kinds,)
    rest = tuple([each for each in known if type(each) is not Unknown])
    if not isinstance(error, RaisedUnknown):
        is_sure = isinstance(error, rest)
        if len(rest) == len(known):
            return is_sure
    else:
        is_sure = Exception in rest or BaseException in rest
    other = Condition(f"line {line} raises no other exception", f"line {line} raises another exception")
    return is_sure or is_last or machine.worlds.decide(other)


def with_(machine: "Machine", node: ast.With, frame: Frame, index: int = 0) -> Steps:
    if index == len(node.items):
        return (yield from steps(machine, node.body, frame))
    item = node.items[index]
    yield from yields(machine, item.context_expr, frame)
    manager = machine.evaluate(item.context_expr, frame)
    value = _ask(machine, manager, "__enter__")
    if item.optional_vars is not None:
        machine.bind(item.optional_vars, frame, value)
    signal: Signal = None
    with Attempt(machine, node.lineno if type(manager) is contextlib.suppress else 0) as attempt:
        signal = yield from with_(machine, node, frame, index + 1)
    error = attempt.error
    ended = _ask(machine, manager, "__exit__", error and type(error), error, None)
    if error is not None and (type(manager) is Unknown or not machine.truth(ended)):
        raise error
    return signal


def _ask(machine: "Machine", manager: Any, name: str, *args: Any) -> Any:
    """What a method of a context manager gives."""
    if type(manager) is Unknown:
        return machine.unknown(facts(manager).text, "it is not known what a context manager gives", manager)
    kind = type(manager)
    if not (hasattr(kind, "__enter__") and hasattr(kind, "__exit__")):
        raise TypeError(f"{kind.__name__!r} object does not support the context manager protocol")
    return machine.call(getattr(kind, name), (manager, *args), {})


TABLE: dict[type[ast.AST], Callable[..., Steps]] = {
    ast.For: for_,
    ast.If: if_,
    ast.Try: try_,
    ast.While: while_,
    ast.With: with_,
}
"""What executes each kind of block; that of ``patterns`` comes to it."""
