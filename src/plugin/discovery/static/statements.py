"""Executes statements: a table from node to function.

A statement gives ``None`` if it simply ends, and otherwise how it ends: :data:`BREAK`, :data:`CONTINUE` or a
:class:`Returned` value. Exceptions of interpreted code are real ones, and are raised as such.
"""

import ast
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.expressions import operate
from plugin.discovery.static.frames import Frame, bound_by, children_in_scope, mangled
from plugin.discovery.static.unknown import (
    is_a,
    Condition,
    Internal,
    OutOfBudget,
    Undecided,
    Unknown,
    Why,
    facts,
    first_unknown,
    show,
)

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine


class Returned:
    """What a function returns."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


BREAK = Returned(None)
CONTINUE = Returned(None)
Signal = Returned | None


class NotLookedInto(ast.stmt):
    """Stands for the body of a method that is left out."""


class RaisedUnknown(Exception):
    """An exception of interpreted code of which it is not known what it is."""


def expression(machine: "Machine", node: ast.Expr, frame: Frame) -> Signal:
    machine.evaluate(node.value, frame)
    return None


def pass_(machine: "Machine", node: ast.Pass, frame: Frame) -> Signal:
    return None


def assign(machine: "Machine", node: ast.Assign, frame: Frame) -> Signal:
    value = machine.evaluate(node.value, frame)
    for target in node.targets:
        machine.bind(target, value, frame)
    return None


def annotated(machine: "Machine", node: ast.AnnAssign, frame: Frame) -> Signal:
    if node.value is not None:
        machine.bind(node.target, machine.evaluate(node.value, frame), frame)
    if frame.is_class and isinstance(node.target, ast.Name):
        annotations = frame.variables.setdefault("__annotations__", {})
        annotations[mangled(node.target.id, frame.private)] = machine.annotation(node.annotation, frame)
    return None


def augmented(machine: "Machine", node: ast.AugAssign, frame: Frame) -> Signal:
    target = node.target
    if isinstance(target, ast.Name):
        name = mangled(target.id, frame.private)
        value = operate(machine, node.op, frame.load(name), machine.evaluate(node.value, frame), in_place=True)
        machine.bind_name(name, value, frame)
        return None
    owner = machine.evaluate(target.value, frame)
    if isinstance(target, ast.Attribute):
        name = mangled(target.attr, frame.private)
        before = machine.get_attribute(owner, name)
        value = operate(machine, node.op, before, machine.evaluate(node.value, frame), in_place=True)
        machine.set_attribute(owner, name, value)
    else:
        key = machine.evaluate(target.slice, frame)
        before = machine.get_item(owner, key)
        value = operate(machine, node.op, before, machine.evaluate(node.value, frame), in_place=True)
        machine.set_item(owner, key, value)
    return None


def delete(machine: "Machine", node: ast.Delete, frame: Frame) -> Signal:
    for target in node.targets:
        _delete(machine, target, frame)
    return None


def _delete(machine: "Machine", target: ast.expr, frame: Frame) -> None:
    if isinstance(target, ast.Name):
        machine.delete_name(mangled(target.id, frame.private), frame)
    elif isinstance(target, ast.Attribute):
        machine.delete_attribute(machine.evaluate(target.value, frame), mangled(target.attr, frame.private))
    elif isinstance(target, ast.Subscript):
        machine.delete_item(machine.evaluate(target.value, frame), machine.evaluate(target.slice, frame))
    elif isinstance(target, (ast.Tuple, ast.List)):
        for each in target.elts:
            _delete(machine, each, frame)


def global_(machine: "Machine", node: ast.Global, frame: Frame) -> Signal:
    frame.declared |= {*node.names}
    return None


def if_(machine: "Machine", node: ast.If, frame: Frame) -> Signal:
    if frame.is_module and is_main(node.test):
        return machine.run(node.orelse, frame)
    holds = machine.truth(machine.evaluate(node.test, frame))
    return machine.run(node.body if holds else node.orelse, frame)


def is_main(test: ast.expr) -> bool:
    """Whether a condition is ``__name__ == "__main__"``, which is no part of importing a module."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)):
        return False
    sides = {ast.unparse(each) for each in (test.left, test.comparators[0])}
    return sides == {"__name__", "'__main__'"}


def for_(machine: "Machine", node: ast.For, frame: Frame) -> Signal:
    values = machine.evaluate(node.iter, frame)
    try:
        for value in machine.iterate(values):
            machine.bind(node.target, value, frame)
            signal = machine.run(node.body, frame)
            if signal is BREAK:
                return None
            if signal is not None and signal is not CONTINUE:
                return signal
    except Undecided as undecided:
        give_up(machine, node, frame, undecided)
        return None
    return machine.run(node.orelse, frame)


def while_(machine: "Machine", node: ast.While, frame: Frame) -> Signal:
    try:
        while True:
            machine.worlds.tick()
            test = machine.evaluate(node.test, frame)
            if type(test) is Unknown:
                raise Undecided(machine.because("it is not known how often the loop runs", test))
            if not machine.truth(test):
                break
            signal = machine.run(node.body, frame)
            if signal is BREAK:
                return None
            if signal is not None and signal is not CONTINUE:
                return signal
    except Undecided as undecided:
        give_up(machine, node, frame, undecided)
        return None
    return machine.run(node.orelse, frame)


def give_up(machine: "Machine", node: ast.stmt, frame: Frame, undecided: Undecided) -> None:
    """Stop following a loop: what it binds is not known from here on, nor what the objects hold that it touches."""
    why = Why("a loop cannot be followed", machine.place(), undecided.why)
    machine.doubt(undecided.why)
    if any(isinstance(each, (ast.Return, ast.Yield, ast.YieldFrom)) for each in ast.walk(node)):
        raise Undecided(why)
    bound, touched = set(), set()
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
        try:
            value = frame.load(mangled(name, frame.private))
        except NameError:
            continue
        machine.worlds.spoil(value, why, 2)
    for name in sorted(bound):
        machine.bind_name(mangled(name, frame.private), Unknown(name, why), frame)


def root_of(node: ast.AST) -> str:
    """The name that an expression of attributes, items and calls begins with; empty if it begins with none."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call, ast.Starred)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def break_(machine: "Machine", node: ast.Break, frame: Frame) -> Signal:
    return BREAK


def continue_(machine: "Machine", node: ast.Continue, frame: Frame) -> Signal:
    return CONTINUE


def return_(machine: "Machine", node: ast.Return, frame: Frame) -> Signal:
    return Returned(None if node.value is None else machine.evaluate(node.value, frame))


def assert_(machine: "Machine", node: ast.Assert, frame: Frame) -> Signal:
    test = machine.evaluate(node.test, frame)
    if type(test) is not Unknown and not machine.truth(test):  # what is not known is taken to be as it should
        raise AssertionError(*([machine.evaluate(node.msg, frame)] if node.msg else []))
    return None


def raise_(machine: "Machine", node: ast.Raise, frame: Frame) -> Signal:
    if node.exc is None:
        if not machine.handling:
            raise RuntimeError("No active exception to reraise")
        raise machine.handling[-1]
    error = machine.evaluate(node.exc, frame)
    if type(error) is Unknown:
        raise RaisedUnknown(show(error))
    if is_a(error, type) and issubclass(error, BaseException):
        error = machine.call(error, (), {})
        if type(error) is Unknown:
            raise RaisedUnknown(show(error))
    if node.cause is not None:
        cause = machine.evaluate(node.cause, frame)
        if cause is None or isinstance(cause, BaseException):
            error.__cause__ = cause
    raise error


def try_(machine: "Machine", node: ast.Try, frame: Frame) -> Signal:
    signal: Signal = None
    try:
        signal = _try(machine, node, frame)
    except Internal:
        raise
    except BaseException as error:  # whatever interpreted code raises
        machine.handling.append(error)
        try:
            ended = machine.run(node.finalbody, frame)
        finally:
            machine.handling.pop()
        if ended is not None:
            return ended
        raise
    ended = machine.run(node.finalbody, frame)
    return signal if ended is None else ended


def _try(machine: "Machine", node: ast.Try, frame: Frame) -> Signal:
    if not node.handlers:
        signal = machine.run(node.body, frame)
        return machine.run(node.orelse, frame) if signal is None else signal
    around, machine.trying = machine.trying, node.lineno
    try:
        signal = machine.run(node.body, frame)
    except Internal:
        raise
    except RecursionError as error:
        raise OutOfBudget("it goes too deep to follow", machine.place()) from error
    except BaseException as error:  # whatever interpreted code raises
        machine.trying = around
        return handle(machine, node, frame, error)
    finally:
        machine.trying = around
    return machine.run(node.orelse, frame) if signal is None else signal


def handle(machine: "Machine", node: ast.Try, frame: Frame, error: BaseException) -> Signal:
    """Run the handler of an exception, or raise it again if there is none."""
    for handler in node.handlers:
        is_last = handler is node.handlers[-1]
        if matches(machine, handler, frame, error, node.lineno, is_last=is_last):
            return run_handler(machine, handler, frame, error)
    raise error


def run_handler(machine: "Machine", handler: ast.ExceptHandler, frame: Frame, error: BaseException) -> Signal:
    name = mangled(handler.name, frame.private) if handler.name else None
    if name:
        caught = Unknown(name, Why("it is not known which exception is raised", machine.place()))
        machine.bind_name(name, caught if is_a(error, RaisedUnknown) else error, frame)
    machine.handling.append(error)
    try:
        return machine.run(handler.body, frame)
    finally:
        machine.handling.pop()
        if name:
            try:
                machine.delete_name(name, frame)
            except NameError:  # deleted by the handler
                pass


def matches(
    machine: "Machine", handler: ast.ExceptHandler, frame: Frame, error: BaseException, line: int, *, is_last: bool
) -> bool:
    """Whether a handler takes an exception."""
    if handler.type is None:
        return True
    kinds = machine.evaluate(handler.type, frame)
    known = kinds if is_a(kinds, tuple) else (kinds,)
    other = Condition(f"line {line} raises no other exception", f"line {line} raises another exception")
    if is_a(error, RaisedUnknown):
        return any(each in (Exception, BaseException) for each in known) or is_last or machine.worlds.decide(other)
    unknown = first_unknown(known)
    if unknown is not None:
        rest = tuple([each for each in known if type(each) is not Unknown])
        return bool(rest and is_a(error, rest)) or is_last or machine.worlds.decide(other)
    return is_a(error, known)


def try_star(machine: "Machine", node: Any, frame: Frame) -> Signal:
    """``except*`` (PEP 654)."""
    try:
        signal = machine.run(node.body, frame)
    except Internal:
        raise
    except BaseException as error:  # whatever interpreted code raises
        group = error if is_a(error, BaseExceptionGroup) else BaseExceptionGroup("", [error])  # noqa: F821
        rest: Any = group
        for handler in node.handlers:
            kinds = machine.evaluate(handler.type, frame)
            if first_unknown(kinds if is_a(kinds, tuple) else (kinds,)) is not None:
                raise Undecided(Why("it is not known which exceptions are caught", machine.place())) from None
            caught, rest = rest.split(kinds)
            if caught is not None:
                run_handler(machine, handler, frame, caught)
            if rest is None:
                break
        if rest is not None:
            raise rest from None
        signal = None
    else:
        signal = machine.run(node.orelse, frame) if signal is None else signal
    finally:
        ended = machine.run(node.finalbody, frame)
    return signal if ended is None else ended


def with_(machine: "Machine", node: ast.With, frame: Frame) -> Signal:
    return _with(machine, node, frame, 0)


def _with(machine: "Machine", node: ast.With, frame: Frame, index: int) -> Signal:
    if index == len(node.items):
        return machine.run(node.body, frame)
    item = node.items[index]
    manager, leave = enter(machine, item, frame)
    around = machine.trying
    if type(manager) is contextlib.suppress:
        machine.trying = node.lineno
    try:
        signal = _with(machine, node, frame, index + 1)
    except Internal:
        raise
    except BaseException as error:  # whatever interpreted code raises
        if type(manager) is not Unknown and machine.truth(leave(manager, type(error), error, None)):
            return None
        raise
    finally:
        machine.trying = around
    leave(manager, None, None, None)
    return signal


def enter(machine: "Machine", item: ast.withitem, frame: Frame) -> tuple[Any, Callable[..., Any]]:
    """Enter a context manager, and bind what it gives; gives the manager, and what leaves it."""
    manager = machine.evaluate(item.context_expr, frame)
    if type(manager) is Unknown:
        why = machine.because("it is not known what a context manager gives", manager)
        value: Any = Unknown(facts(manager).text, why)

        def leave(*args: Any) -> Any:
            return None
    else:
        kind = type(manager)
        if not (hasattr(kind, "__enter__") and hasattr(kind, "__exit__")):
            raise TypeError(f"{kind.__name__!r} object does not support the context manager protocol")
        value = machine.call(kind.__enter__, (manager,), {})

        def leave(*args: Any) -> Any:
            return machine.call(kind.__exit__, args, {})

    if item.optional_vars is not None:
        machine.bind(item.optional_vars, value, frame)
    return manager, leave


def import_(machine: "Machine", node: ast.Import, frame: Frame) -> Signal:
    for alias in node.names:
        module = machine.import_module(alias.name, frame, 0)
        if alias.asname is None:
            name = alias.name.partition(".")[0]
            value = machine.import_module(name, frame, 0) if "." in alias.name else module
        else:
            name, value = alias.asname, module
        machine.bind_name(mangled(name, frame.private), value, frame)
    return None


def import_from(machine: "Machine", node: ast.ImportFrom, frame: Frame) -> Signal:
    if node.module == "__future__" and not node.level:
        return None
    module = machine.import_module(node.module or "", frame, node.level)
    for alias in node.names:
        if alias.name == "*":
            machine.import_all(module, frame)
        else:
            name = mangled(alias.asname or alias.name, frame.private)
            machine.bind_name(name, machine.import_name(module, alias.name), frame)
    return None


def type_alias(machine: "Machine", node: Any, frame: Frame) -> Signal:
    """``type X = ...`` (PEP 695)."""
    machine.bind(node.name, Unknown(node.name.id, Why("a type alias is not followed", machine.place())), frame)
    return None


def not_followed(machine: "Machine", node: ast.stmt, frame: Frame) -> Signal:
    raise Undecided(Why(f"`{ast.unparse(node).partition(chr(10))[0][:60]}` is not followed", machine.place()))


def not_looked_into(machine: "Machine", node: ast.stmt, frame: Frame) -> Signal:
    raise Undecided(Why("what a method does is not looked into", machine.place()))


TABLE: dict[type[ast.stmt], Callable[..., Signal]] = {
    NotLookedInto: not_looked_into,
    ast.AnnAssign: annotated,
    ast.Assert: assert_,
    ast.Assign: assign,
    ast.AsyncFor: not_followed,
    ast.AsyncWith: not_followed,
    ast.AugAssign: augmented,
    ast.Break: break_,
    ast.Continue: continue_,
    ast.Delete: delete,
    ast.Expr: expression,
    ast.For: for_,
    ast.Global: global_,
    ast.If: if_,
    ast.Import: import_,
    ast.ImportFrom: import_from,
    ast.Nonlocal: pass_,
    ast.Pass: pass_,
    ast.Raise: raise_,
    ast.Return: return_,
    ast.Try: try_,
    ast.While: while_,
    ast.With: with_,
}
"""What executes each kind of statement; those of ``definitions`` and ``patterns`` come to it."""
for _name, _execute in (("TryStar", try_star), ("TypeAlias", type_alias)):  # of later versions of Python
    if hasattr(ast, _name):
        TABLE[getattr(ast, _name)] = _execute
