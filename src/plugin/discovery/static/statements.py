"""What each kind of statement does: a table from the node's type to a small function.

A function returns ``None`` when the next statement is to run, or a :class:`Signal` that leaves the block. A condition
that is not known runs both branches, and joins what they bind.
"""

import ast
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from plugin.discovery.static import attributes, calls, classes, expressions
from plugin.discovery.static.scopes import bound_names
from plugin.discovery.static.values import (
    NONE,
    UNBOUND,
    Choice,
    ClassValue,
    Collection,
    Const,
    InstanceValue,
    IteratorValue,
    Mapping,
    Native,
    Raised,
    Unknown,
    Value,
    each_option,
    force,
    join,
)

if TYPE_CHECKING:
    from plugin.discovery.static.interpreter import Interpreter
    from plugin.discovery.static.scopes import Environment


class Signal:
    """Leaves a block: by ``return``, ``break`` or ``continue``.

    :param kind: which of them
    :param value: what is returned
    """

    __slots__ = ("kind", "value")

    def __init__(self, kind: str, value: Value = NONE) -> None:
        self.kind = kind
        self.value = value


BREAK = Signal("break")
CONTINUE = Signal("continue")


def run_block(interpreter: "Interpreter", body: Sequence[ast.stmt], environment: "Environment") -> Signal | None:
    """Run statements in order, until one leaves the block."""
    for statement in body:
        signal = interpreter.execute(statement, environment)
        if signal is not None:
            return signal
    return None


def run_function(interpreter: "Interpreter", body: Sequence[ast.stmt], environment: "Environment") -> Value:
    """Run the body of a function; gives what it returns."""
    signal = run_block(interpreter, body, environment)
    value = signal.value if signal is not None else NONE
    if environment.returns:
        return join([*environment.returns, ("", value)])
    return value


# -- assignments ------------------------------------------------------------------------------------------------


def assign(interpreter: "Interpreter", node: ast.Assign, environment: "Environment") -> None:
    value = interpreter.evaluate(node.value, environment)
    for target in node.targets:
        expressions.assign(interpreter, target, value, environment)


def annotated(interpreter: "Interpreter", node: ast.AnnAssign, environment: "Environment") -> None:
    if node.value is not None:
        expressions.assign(interpreter, node.target, interpreter.evaluate(node.value, environment), environment)


def augmented(interpreter: "Interpreter", node: ast.AugAssign, environment: "Environment") -> None:
    target: Any = node.target
    load = type(target)(**{**{field: getattr(target, field) for field in target._fields}, "ctx": ast.Load()})
    ast.copy_location(load, target)
    old = interpreter.evaluate(load, environment)
    more = interpreter.evaluate(node.value, environment)
    if isinstance(old, Collection) and old.kind == "list" and isinstance(node.op, ast.Add):
        found = expressions.iterate(interpreter, more, node, environment)
        if isinstance(found, Unknown):
            old.spoiled = found
        elif not expressions.spoiled_by_condition(interpreter, old, node, environment):
            old.items += found
        value: Value = old
    elif isinstance(old, Mapping) and isinstance(more, Mapping) and isinstance(node.op, ast.BitOr):
        for key, item in more.entries.values():
            expressions.set_item(interpreter, old, key, item, node.target, environment)
        value = old
    else:
        value = expressions.operate(interpreter, node.op, old, more, node, environment)
    expressions.assign(interpreter, node.target, value, environment)


def delete(interpreter: "Interpreter", node: ast.Delete, environment: "Environment") -> None:
    for target in node.targets:
        match target:
            case ast.Name():
                environment.bind(target.id, UNBOUND, node)
            case ast.Attribute():
                owner = interpreter.evaluate(target.value, environment)
                attributes.set_attribute(interpreter, owner, target.attr, UNBOUND, target, environment)
            case ast.Subscript():
                owner = interpreter.evaluate(target.value, environment)
                key = interpreter.evaluate(target.slice, environment)
                expressions.set_item(interpreter, owner, key, UNBOUND, target, environment)


def type_alias(interpreter: "Interpreter", node: Any, environment: "Environment") -> None:
    value = interpreter.unknown("a type alias is no value", node, environment)
    environment.bind(node.name.id, value, node)


# -- definitions ------------------------------------------------------------------------------------------------


def define_function(interpreter: "Interpreter", node: ast.FunctionDef, environment: "Environment") -> None:
    function = calls.make_function(interpreter, node, node.name, environment)
    environment.bind(node.name, calls.decorate(interpreter, node, function, environment), node)


def define_class(interpreter: "Interpreter", node: ast.ClassDef, environment: "Environment") -> None:
    cls = classes.define(interpreter, node, environment)
    environment.bind(node.name, calls.decorate(interpreter, node, cls, environment), node)


# -- imports ----------------------------------------------------------------------------------------------------


def import_modules(interpreter: "Interpreter", node: ast.Import, environment: "Environment") -> None:
    for alias in node.names:
        name = alias.name if alias.asname else alias.name.partition(".")[0]
        environment.bind(alias.asname or name, interpreter.import_module(name, node, environment), alias)


def import_names(interpreter: "Interpreter", node: ast.ImportFrom, environment: "Environment") -> None:
    module = interpreter.absolute_name(node, environment.module)
    for alias in node.names:
        if alias.name == "*":
            if environment.scope is not None:
                continue  # the scope looks through it when a name is asked for
        name = alias.asname or alias.name
        if module is None:
            text = f"the relative import leads out of the package of `{environment.module.name}`"
            environment.bind(name, interpreter.unknown(text, node, environment), alias)
        else:
            environment.bind(name, interpreter.import_from(module, alias.name, node, environment), alias)


# -- conditions -------------------------------------------------------------------------------------------------


def if_else(interpreter: "Interpreter", node: ast.If, environment: "Environment") -> Signal | None:
    if is_main_guard(node.test):
        return run_block(interpreter, node.orelse, environment)
    known = expressions.truth(interpreter.evaluate(node.test, environment))
    if known is not None:
        return run_block(interpreter, node.body if known else node.orelse, environment)
    condition = ast.unparse(node.test)
    return run_branches(interpreter, [(condition, node.body), (f"not ({condition})", node.orelse)], node, environment)


def is_main_guard(test: ast.expr) -> bool:
    """Whether a condition is ``__name__ == "__main__"``."""
    match test:
        case (
            ast.Compare(left=ast.Name(id="__name__"), ops=[ast.Eq()], comparators=[ast.Constant(value="__main__")])
            | ast.Compare(left=ast.Constant(value="__main__"), ops=[ast.Eq()], comparators=[ast.Name(id="__name__")])
        ):
            return True
    return False


def run_branches(
    interpreter: "Interpreter",
    branches: "list[tuple[str, Sequence[ast.stmt]]]",
    node: ast.AST,
    environment: "Environment",
) -> Signal | None:
    """Run blocks of which one will run, though it is not known which; join what they bind and return."""
    before = environment.variables
    outcomes: list[tuple[str, dict[str, Value], Signal | None]] = []
    for condition, block in branches:
        environment.variables = dict(before)
        interpreter.undecided += 1
        try:
            signal = run_block(interpreter, block, environment)
        except Raised:
            continue  # a branch that raises is one that leads nowhere
        finally:
            interpreter.undecided -= 1
        outcomes.append((condition, environment.variables, signal))
    environment.variables = before
    if not outcomes:
        raise interpreter.raising("Exception", "every branch raises", node, environment)
    if any(signal is not None and signal.kind != "return" for _, _, signal in outcomes):
        text = "whether the loop goes on depends on a condition that is not known"
        raise Undecided(interpreter.unknown(text, node, environment))
    ended = [(condition, signal) for condition, _, signal in outcomes if signal is not None]
    going = [(condition, variables) for condition, variables, signal in outcomes if signal is None]
    if not going:
        return Signal("return", join((condition, signal.value) for condition, signal in ended))
    environment.returns += [(condition, signal.value) for condition, signal in ended]
    merge(interpreter, going, before, environment, node)
    return None


def merge(
    interpreter: "Interpreter",
    branches: "list[tuple[str, dict[str, Value]]]",
    before: dict[str, Value],
    environment: "Environment",
    node: ast.AST,
) -> None:
    """Bind what several branches have bound, each value under the condition of its branch."""
    changed = {name for _, variables in branches for name, value in variables.items() if before.get(name) is not value}
    for name in sorted(changed):
        options = []
        for condition, variables in branches:
            value = variables.get(name)
            if value is None:
                value = environment.scope.get(name, environment.scope.now) if environment.scope else UNBOUND
            options.append((condition, value))
        environment.variables[name] = join(options)


class Undecided(Exception):  # noqa: N818 - it steers the interpreter, and is no error
    """A loop whose course is not known.

    :param why: what is not known
    """

    def __init__(self, why: Unknown) -> None:
        super().__init__(why.reason.text)
        self.why = why


def match_case(interpreter: "Interpreter", node: ast.Match, environment: "Environment") -> Signal | None:
    subject = interpreter.evaluate(node.subject, environment)
    for case in node.cases:
        matched = matches(interpreter, case.pattern, subject, environment)
        if matched and case.guard is not None:
            matched = expressions.truth(interpreter.evaluate(case.guard, environment))
        if matched is None:
            rest = node.cases[node.cases.index(case) :]
            condition = f"match {ast.unparse(node.subject)}"
            blocks = [(f"{condition}: case {ast.unparse(each.pattern)}", each.body) for each in rest]
            return run_branches(interpreter, [*blocks, (f"{condition}: no case", [])], node, environment)
        if matched:
            return run_block(interpreter, case.body, environment)
    return None


def matches(
    interpreter: "Interpreter", pattern: ast.pattern, subject: Value, environment: "Environment"
) -> bool | None:
    """Whether a value matches a pattern, as far as that is known; binds what the pattern captures."""
    match pattern:
        case ast.MatchAs():
            outcome = matches(interpreter, pattern.pattern, subject, environment) if pattern.pattern else True
            if outcome is not False and pattern.name:
                environment.bind(pattern.name, subject, pattern)
            return outcome
        case ast.MatchOr():
            outcomes = [matches(interpreter, option, subject, environment) for option in pattern.patterns]
            return True if True in outcomes else None if None in outcomes else False
        case ast.MatchValue() | ast.MatchSingleton():
            wanted = (
                Const(pattern.value)
                if isinstance(pattern, ast.MatchSingleton)
                else interpreter.evaluate(pattern.value, environment)
            )
            op: ast.cmpop = ast.Is() if isinstance(pattern, ast.MatchSingleton) else ast.Eq()
            return expressions.truth(expressions.compare_two(interpreter, op, subject, wanted, pattern, environment))
        case ast.MatchSequence() if isinstance(subject, Collection) and not subject.spoiled:
            if any(isinstance(inner, ast.MatchStar) for inner in pattern.patterns):
                return None
            if len(pattern.patterns) != len(subject.items):
                return False
            outcomes = [
                matches(interpreter, inner, force(item), environment)
                for inner, item in zip(pattern.patterns, subject.items, strict=True)
            ]
            return False if False in outcomes else None if None in outcomes else True
        case ast.MatchSequence() if isinstance(subject, Const):
            return False
    return None


# -- loops ------------------------------------------------------------------------------------------------------


def for_loop(interpreter: "Interpreter", node: ast.For, environment: "Environment") -> Signal | None:
    found = expressions.iterate(interpreter, interpreter.evaluate(node.iter, environment), node.iter, environment)
    if isinstance(found, Unknown):
        return undecided_loop(interpreter, node, found, environment)
    try:
        for item in found:
            expressions.assign(interpreter, node.target, item, environment)
            signal = run_block(interpreter, node.body, environment)
            if signal is BREAK:
                return None
            if signal is not None and signal is not CONTINUE:
                return signal
    except Undecided as undecided:
        return undecided_loop(interpreter, node, undecided.why, environment)
    return run_block(interpreter, node.orelse, environment)


def while_loop(interpreter: "Interpreter", node: ast.While, environment: "Environment") -> Signal | None:
    try:
        while True:
            interpreter.spend()
            value = interpreter.evaluate(node.test, environment)
            known = expressions.truth(value)
            if known is None:
                why = interpreter.unknown("it is not known how often the loop runs", node, environment, value)
                return undecided_loop(interpreter, node, why, environment)
            if not known:
                break
            signal = run_block(interpreter, node.body, environment)
            if signal is BREAK:
                return None
            if signal is not None and signal is not CONTINUE:
                return signal
    except Undecided as undecided:
        return undecided_loop(interpreter, node, undecided.why, environment)
    return run_block(interpreter, node.orelse, environment)


def undecided_loop(
    interpreter: "Interpreter", node: ast.stmt, why: Unknown, environment: "Environment"
) -> Signal | None:
    """What a loop leaves behind of which it is not known what it runs over."""
    give_up(interpreter, [node], environment, why.reason.text, why)
    if any(isinstance(inner, ast.Return) for inner in ast.walk(node)):
        environment.returns.append(("the loop returns", why))
    return None


def give_up(
    interpreter: "Interpreter",
    statements: Sequence[ast.stmt],
    environment: "Environment",
    text: str,
    cause: Unknown | None = None,
) -> None:
    """Note that statements are not followed: what they bind and change is unknown from here on."""
    for statement in statements:
        why = interpreter.unknown(text, statement, environment, cause)
        names = set(bound_names(statement, walrus=True))
        for name in sorted(names):
            environment.bind(name, why, statement)
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id not in names:
                value = interpreter.look_up(node.id, environment) if _may_change(node, statement) else None
                if isinstance(value, (Collection, Mapping, IteratorValue, InstanceValue)):
                    value.spoiled = why
        interpreter.not_followed(why)


def _may_change(node: ast.Name, statement: ast.stmt) -> bool:
    return isinstance(node.ctx, ast.Load)


# -- with, try ----------------------------------------------------------------------------------------------------


def with_block(interpreter: "Interpreter", node: ast.With, environment: "Environment") -> Signal | None:
    suppressed: list[str] = []
    for item in node.items:
        manager = interpreter.evaluate(item.context_expr, environment)
        if isinstance(manager, Native) and manager.name == "contextlib.suppress":
            suppressed += [repr(kind) for kind in _items_of(manager.constants["kinds"])]
        if item.optional_vars is not None:
            entered = attributes.enter(interpreter, manager, item.context_expr, environment)
            expressions.assign(interpreter, item.optional_vars, entered, environment)
    if not suppressed:
        return run_block(interpreter, node.body, environment)
    handlers = [([*suppressed], ast.Pass())]
    return run_try(interpreter, node, node.body, [(kinds, None, [body]) for kinds, body in handlers], [], environment)


def _items_of(value: Value) -> list[Value]:
    return [force(item) for item in value.items] if isinstance(value, Collection) else []


def try_except(interpreter: "Interpreter", node: Any, environment: "Environment") -> Signal | None:
    handlers: list[tuple[list[str], str | None, list[ast.stmt]]] = []
    for handler in node.handlers:
        kinds = ["BaseException"] if handler.type is None else exception_names(interpreter, handler.type, environment)
        handlers.append((kinds, handler.name, handler.body))
    try:
        return run_try(interpreter, node, node.body, handlers, node.orelse, environment)
    finally:
        if node.finalbody:
            run_block(interpreter, node.finalbody, environment)


def exception_names(interpreter: "Interpreter", node: ast.expr, environment: "Environment") -> list[str]:
    elements = node.elts if isinstance(node, ast.Tuple) else [node]
    names = []
    for element in elements:
        value = interpreter.evaluate(element, environment)
        name = value.name if isinstance(value, (Native, ClassValue)) else ast.unparse(element)
        names.append(name.rpartition(".")[2])
    return names


def run_try(
    interpreter: "Interpreter",
    node: ast.stmt,
    body: Sequence[ast.stmt],
    handlers: "list[tuple[list[str], str | None, list[ast.stmt]]]",
    orelse: Sequence[ast.stmt],
    environment: "Environment",
) -> Signal | None:
    """Run a block; what it raises goes to the first handler that fits.

    An import whose source is not there may fail or not: the handler for it then is a branch of its own.
    """
    before = dict(environment.variables)
    try:
        signal = run_block(interpreter, body, environment)
    except Raised as raised:
        for kinds, name, block in handlers:
            if any(kind in raised.kinds or kind == "BaseException" for kind in kinds):
                if name:
                    environment.bind(name, raised.value, node)
                return run_block(interpreter, block, environment)
        raise
    missing = next(
        (
            value.missing
            for name, value in environment.variables.items()
            if before.get(name) is not value and isinstance(value, Unknown) and value.missing
        ),
        None,
    )
    fallback = next(
        (
            block
            for kinds, _, block in handlers
            if {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"} & {*kinds}
        ),
        None,
    )
    if missing is None or fallback is None:
        if signal is None:
            signal = run_block(interpreter, orelse, environment)
        return signal
    present = f"`{missing}` is installed"
    after = environment.variables
    outcome = None
    try:
        interpreter.undecided += 1
        environment.variables = dict(before)
        outcome = run_block(interpreter, fallback, environment)
    except Raised:
        environment.variables = after  # the handler raises: without that module there is nothing
        return run_block(interpreter, orelse, environment)
    finally:
        interpreter.undecided -= 1
    absent = environment.variables
    environment.variables = after
    if outcome is not None:
        return outcome if signal is not None else None
    signal = run_block(interpreter, orelse, environment)
    merge(
        interpreter, [(present, dict(environment.variables)), (f"not ({present})", absent)], before, environment, node
    )
    return signal


def raise_exception(interpreter: "Interpreter", node: ast.Raise, environment: "Environment") -> None:
    kind, text = "Exception", "raised"
    if node.exc is not None:
        value = interpreter.evaluate(node.exc, environment)
        text = ast.unparse(node.exc)
        target = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        kind = ast.unparse(target).rpartition(".")[2]
        cls = value.cls if isinstance(value, InstanceValue) else value
        if isinstance(cls, ClassValue):
            kinds = tuple(str(getattr(each, "name", "")) for each in attributes.mro(cls))
            raise Raised(kinds, value, interpreter.reason(f"it raises {text}", node, environment.module))
    raise interpreter.raising(kind, text, node, environment)


def assertion(interpreter: "Interpreter", node: ast.Assert, environment: "Environment") -> None:
    if expressions.truth(interpreter.evaluate(node.test, environment)) is False:
        raise interpreter.raising("AssertionError", ast.unparse(node.test), node, environment)


# -- the rest -----------------------------------------------------------------------------------------------------


def expression(interpreter: "Interpreter", node: ast.Expr, environment: "Environment") -> None:
    if not isinstance(node.value, ast.Constant):
        interpreter.evaluate(node.value, environment)


def return_value(interpreter: "Interpreter", node: ast.Return, environment: "Environment") -> Signal:
    return Signal("return", interpreter.evaluate(node.value, environment) if node.value else NONE)


def declare_global(interpreter: "Interpreter", node: ast.Global, environment: "Environment") -> None:
    environment.globals.update(node.names)


def declare_nonlocal(interpreter: "Interpreter", node: ast.Nonlocal, environment: "Environment") -> None:
    environment.nonlocals.update(node.names)


def nothing(interpreter: "Interpreter", node: ast.stmt, environment: "Environment") -> None:
    """Do nothing."""


Handler = Callable[["Interpreter", Any, "Environment"], "Signal | None"]

TABLE: dict[type[ast.stmt], Handler] = {
    ast.AnnAssign: annotated,
    ast.Assert: assertion,
    ast.Assign: assign,
    ast.AsyncFunctionDef: define_function,
    ast.AugAssign: augmented,
    ast.Break: lambda *_: BREAK,
    ast.ClassDef: define_class,
    ast.Continue: lambda *_: CONTINUE,
    ast.Delete: delete,
    ast.Expr: expression,
    ast.For: for_loop,
    ast.FunctionDef: define_function,
    ast.Global: declare_global,
    ast.If: if_else,
    ast.Import: import_modules,
    ast.ImportFrom: import_names,
    ast.Match: match_case,
    ast.Nonlocal: declare_nonlocal,
    ast.Pass: nothing,
    ast.Raise: raise_exception,
    ast.Return: return_value,
    ast.Try: try_except,
    ast.While: while_loop,
    ast.With: with_block,
}
if hasattr(ast, "TypeAlias"):  # Python 3.12
    TABLE[ast.TypeAlias] = type_alias
if hasattr(ast, "TryStar"):  # Python 3.11
    TABLE[ast.TryStar] = try_except

__all__ = ["TABLE", "Choice", "Signal", "each_option", "run_block", "run_function"]
