"""Executes compound statements: a table from node to generator.

In a function with ``yield``, the generators stop where the function does, so that it is a native generator. Everywhere
else they run to the end. The ``yield`` expressions of a statement are run before it, in order; the sent values wait in
the frame for the expressions that use them.
"""

import ast
import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, final

from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.expressions import compared, spread
from plugin.discovery.static.frames import Frame, Machine, bound_by, children_in_scope, in_scope, root_of
from plugin.discovery.static.statements import BREAK, CONTINUE, RaisedUnknown, Signal
from plugin.discovery.static.unknown import Condition, Internal, OutOfBudget, Undecided, Unknown, facts, show

Steps = Generator[Any, Any, Signal]


def steps(machine: Machine, body: list[ast.stmt], frame: Frame) -> Steps:
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


def run(machine: Machine, body: list[ast.stmt], frame: Frame) -> Signal:
    """Run statements without a ``yield``, up to one that leaves them."""
    try:
        next(steps(machine, body, frame))
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    except RuntimeError as error:
        raise _raised(error) from None
    raise AssertionError("a block stops that holds no yield")


def _raised(error: BaseException) -> BaseException:
    """An exception of interpreted code: Python turns ``StopIteration`` in a generator into another error (PEP 479)."""
    cause = error.__cause__
    return cause if type(error) is RuntimeError and isinstance(cause, StopIteration) else error


@final
class Attempt:
    """Runs a part of a block, and keeps the exception that interpreted code raises in it.

    :param line: the line of the ``try`` that handles exceptions of unknown values; 0 for the enclosing one
    """

    def __init__(self, machine: Machine, line: int = 0) -> None:
        self._machine, self._around = machine, machine.trying
        machine.trying = line or machine.trying
        self.error: BaseException | None = None

    def __enter__(self) -> "Attempt":
        return self

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> bool:
        self._machine.trying = self._around
        if isinstance(error, RecursionError):
            raise OutOfBudget("it goes too deep to follow", self._machine.place()) from error
        self.error = error and _raised(error)
        return not isinstance(error, Internal)


def call_generator(machine: Machine, node: Any, frame: Frame) -> Generator[Any, Any, Any]:
    """Return the generator for a call of a function with ``yield``."""
    if isinstance(node, ast.Lambda):
        yield from yields(machine, node.body, frame)
        return machine.evaluate(node.body, frame)
    try:
        signal = yield from steps(machine, node.body, frame)
    except RuntimeError as error:
        if _raised(error) is error:
            raise
        raise RuntimeError("generator raised StopIteration") from None  # it stays the same
    return signal and signal.value


def yields(machine: Machine, node: ast.AST, frame: Frame) -> Generator[Any, Any, None]:
    """Run the ``yield`` expressions below a node, the innermost first."""
    if frame.names is None or not frame.names.is_generator:
        return
    for child in children_in_scope(node):
        yield from yields(machine, child, frame)
    if isinstance(node, ast.Yield):
        frame.sent[node] = yield None if node.value is None else machine.evaluate(node.value, frame)
    elif isinstance(node, ast.YieldFrom):
        frame.sent[node] = yield from machine.ordered(machine.evaluate(node.value, frame))


def if_(machine: Machine, node: ast.If, frame: Frame) -> Steps:
    if frame.is_module and is_main(node.test):
        return (yield from steps(machine, node.orelse, frame))
    yield from yields(machine, node.test, frame)
    holds = machine.truth(machine.evaluate(node.test, frame))
    return (yield from steps(machine, node.body if holds else node.orelse, frame))


def is_main(test: ast.expr) -> bool:
    """Whether a condition is ``__name__ == "__main__"``, whose body is not run when a module is imported."""
    return ast.unparse(test) in {"__name__ == '__main__'", "'__main__' == __name__"}


def for_(machine: Machine, node: ast.For, frame: Frame) -> Steps:
    yield from yields(machine, node.iter, frame)
    return (yield from _loop(machine, node, frame, _items(machine, node, machine.evaluate(node.iter, frame), frame)))


def _items(machine: Machine, node: ast.For, values: Any, frame: Frame) -> Iterator[None]:
    """Bind the items of a loop, one after the other."""
    for each in machine.iterate(values):
        machine.bind(node.target, frame, each)
        yield


def while_(machine: Machine, node: ast.While, frame: Frame) -> Steps:
    yield from yields(machine, node.test, frame)
    return (yield from _loop(machine, node, frame, _rounds(machine, node.test, frame)))


def _rounds(machine: Machine, test: ast.expr, frame: Frame) -> Iterator[None]:
    """Continue as long as a test is true."""
    while True:
        machine.worlds.tick()
        holds = machine.evaluate(test, frame)
        if type(holds) is Unknown:
            raise Undecided(machine.because("it is not known how often the loop runs", holds))
        if not machine.truth(holds):
            return
        yield


def _loop(machine: Machine, node: ast.For | ast.While, frame: Frame, rounds: Iterator[None]) -> Steps:
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


def give_up(machine: Machine, node: ast.stmt, frame: Frame, undecided: Undecided) -> None:
    """Stop following a loop: its names and the contents of the objects that it uses become unknown."""
    why = machine.because("a loop cannot be followed", undecided)
    machine.doubt(undecided.why, None if frame.is_module else tuple(frame.seen_by(node)))
    if any(isinstance(each, (ast.Return, ast.Yield, ast.YieldFrom)) for each in ast.walk(node)):
        raise Undecided(why)
    nodes = list(in_scope([node]))
    bound = {name for each in nodes for name in bound_by(each)}
    touched = {root_of(each) for each in nodes if isinstance(each, (ast.Attribute, ast.Subscript))}
    calls = [each for each in nodes if isinstance(each, ast.Call)]
    touched |= {each.id for call in calls for each in call.args if isinstance(each, ast.Name)}
    for name in sorted(touched - bound - {""}):
        with contextlib.suppress(NameError):
            machine.worlds.spoil(frame.load(name), why, 2)
    for name in sorted(bound):
        machine.store_name(name, frame, Unknown(name, why))


def try_(machine: Machine, node: ast.Try, frame: Frame) -> Steps:
    signal: Signal = None
    with Attempt(machine) as attempt:
        signal = yield from _body_and_handlers(machine, node, frame)
    with handling(machine, attempt.error):
        ended = yield from steps(machine, node.finalbody, frame)
    if ended is None and attempt.error is not None:
        raise attempt.error
    return signal if ended is None else ended


@contextlib.contextmanager
def handling(machine: Machine, error: BaseException | None) -> Iterator[None]:
    """The context in which ``raise`` raises an exception again, if there is one."""
    around = machine.handled
    machine.handled = error or around
    try:
        yield
    except Exception as raised:
        raised.__context__ = raised.__context__ or (error if raised is not error else None)
        raise
    finally:
        machine.handled = around


def _body_and_handlers(machine: Machine, node: ast.Try, frame: Frame) -> Steps:
    signal: Signal = None
    with Attempt(machine, node.lineno if node.handlers else 0) as attempt:
        signal = yield from steps(machine, node.body, frame)
    if (error := attempt.error) is None:
        return signal if signal is not None else (yield from steps(machine, node.orelse, frame))
    for handler in node.handlers:
        if _takes(machine, node, handler, frame, error):
            return (yield from _handle(machine, handler, frame, error))
    raise error


def _handle(machine: Machine, handler: ast.ExceptHandler, frame: Frame, error: BaseException) -> Steps:
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
            with contextlib.suppress(NameError):  # the handler has deleted it
                machine.store_name(name, frame)


def _takes(machine: Machine, node: ast.Try, handler: ast.ExceptHandler, frame: Frame, error: BaseException) -> bool:
    """Whether a handler takes an exception."""
    if handler.type is None:
        return True
    kinds = machine.evaluate(handler.type, frame)
    known = kinds if type(kinds) is tuple else (kinds,)
    rest = tuple([each for each in known if type(each) is not Unknown])
    is_sure = isinstance(error, rest)
    if len(rest) == len(known) and not isinstance(error, RaisedUnknown):
        return is_sure
    line = f"line {node.lineno} raises"
    other = Condition(f"{line} no other exception", f"{line} another exception")
    return is_sure or handler is node.handlers[-1] or machine.worlds.decide(other)


def with_(machine: Machine, node: ast.With, frame: Frame, index: int = 0) -> Steps:
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


def _ask(machine: Machine, manager: Any, name: str, *args: Any) -> Any:
    """The result of a method of a context manager."""
    if type(manager) is Unknown:
        return machine.unknown(facts(manager).text, "it is not known what a context manager returns", manager)
    return machine.call(getattr(type(manager), name), (manager, *args), {})


# -- ``match`` (PEP 634): whether a pattern fits a value, and what it binds --------------------------------------------


def match(machine: Machine, node: ast.Match, frame: Frame) -> Steps:
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


def _fits(machine: Machine, pattern: ast.pattern, value: Any, frame: Frame, bound: dict[str, Any]) -> bool:
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
            return machine.truth(compared(machine, ast.Eq(), value, machine.evaluate(node, frame)))
        case ast.MatchSingleton(value=constant):
            return machine.truth(compared(machine, ast.Is(), value, constant))
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
            if not all(machine.truth(compared(machine, ast.In(), key, value)) for key in keys):
                return False
            bound.update({rest: {key: value[key] for key in value if key not in keys}} if rest else {})
            return fit(patterns, [machine.get_item(value, key) for key in keys])
    return isinstance(pattern, ast.MatchClass) and _fits_class(machine, pattern, value, frame, bound)


SEQUENCE, MAPPING, MATCHED_AS_A_WHOLE = 1 << 5, 1 << 6, 1 << 22
"""Flags of a class: whether sequence and mapping patterns match it (PEP 634), and whether a positional pattern matches
the value as a whole, as for ``str`` and ``int``."""


def _decide(machine: Machine, pattern: ast.pattern, value: Unknown, bound: dict[str, Any]) -> bool:
    """For an unknown value, whether it matches is a condition, and the names that the pattern binds become unknown."""
    for name in (name for each in ast.walk(pattern) for name in bound_by(each)):
        bound[name] = machine.unknown(name, "it is taken from a value that is not known", value)
    return machine.worlds.decide(Condition(f"{show(value)} matches {ast.unparse(pattern)}"))


def _fits_class(machine: Machine, pattern: ast.MatchClass, value: Any, frame: Frame, bound: dict[str, Any]) -> bool:
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


TABLE: dict[type[ast.AST], Callable[..., Steps]] = {
    ast.For: for_,
    ast.If: if_,
    ast.Match: match,
    ast.Try: try_,
    ast.While: while_,
    ast.With: with_,
}
"""What executes each kind of block."""
