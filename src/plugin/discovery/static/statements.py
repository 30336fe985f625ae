"""What each kind of statement does: a table from the node's type to a small function.

A function returns ``None`` when the next statement is to run, or a :class:`Signal` that leaves the block. A condition
that is not known runs both branches, and joins what they bind.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from plugin.discovery.static import attributes, builtin_models, calls, classes, expressions
from plugin.discovery.static.branches import Fork, Variables
from plugin.discovery.static.scopes import binds_by_call, bound_names, captured_names, submodules
from plugin.discovery.static.tree import FUNCTIONS, walk
from plugin.discovery.static.values import (
    NONE,
    UNBOUND,
    BoundMethod,
    ClassValue,
    Collection,
    Const,
    Doubt,
    FunctionValue,
    GeneratorContext,
    InstanceValue,
    IteratorValue,
    Mapping,
    Native,
    Raised,
    Undecided,
    Unknown,
    Value,
    force,
    is_partly_unbound,
    join,
    key_of,
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


YIELDS = (ast.Yield, ast.YieldFrom)
BREAK = Signal("break")
CONTINUE = Signal("continue")


def run_block(interpreter: "Interpreter", body: Sequence[ast.stmt], environment: "Environment") -> Signal | None:
    """Run statements in order, until one leaves the block."""
    for index, statement in enumerate(body):
        known = len(environment.returns)
        signal = interpreter.execute(statement, environment)
        if signal is not None:
            return signal
        if len(environment.returns) > known and index + 1 < len(body):
            rest = partial(run_block, interpreter, body[index + 1 :], environment)
            return as_branch(interpreter, rest, statement, environment)
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
    if environment.scope is not None:
        environment.scope.annotated[node] = interpreter.branches
        _evaluate_annotation(interpreter, node.annotation, environment)
    if node.value is not None:
        expressions.assign(interpreter, node.target, interpreter.evaluate(node.value, environment), environment)


def _evaluate_annotation(interpreter: "Interpreter", node: ast.expr, environment: "Environment") -> None:
    """Note what an annotation may raise, for the ``try`` around it: some versions of Python evaluate it, some not."""
    if not interpreter.trying or isinstance(node, ast.Constant):
        return
    known = len(interpreter.doubts)
    try:
        interpreter.evaluate(node, environment)
    except Raised as raised:
        del interpreter.doubts[known:]
        interpreter.doubt(Doubt(f"the annotation `{ast.unparse(node)}` may raise", raised.kinds))
    else:
        del interpreter.doubts[known:]


def augmented(interpreter: "Interpreter", node: ast.AugAssign, environment: "Environment") -> None:
    target: Any = node.target
    load = type(target)(**{**{field: getattr(target, field) for field in target._fields}, "ctx": ast.Load()})
    ast.copy_location(load, target)
    old = interpreter.evaluate(load, environment)
    more = interpreter.evaluate(node.value, environment)
    value = _in_place(interpreter, node, old, more, environment)
    if value is None:
        value = expressions.operate(interpreter, node.op, old, more, node, environment)
    expressions.assign(interpreter, node.target, value, environment)


def _in_place(
    interpreter: "Interpreter", node: ast.AugAssign, old: Value, more: Value, environment: "Environment"
) -> Value | None:
    """What an object does that changes itself; ``None`` for one that does not."""
    if isinstance(old, Mapping) and isinstance(more, Mapping) and isinstance(node.op, ast.BitOr):
        for key, item in more.entries.values():
            expressions.set_item(interpreter, old, key, item, node.target, environment)
        old.unordered = old.unordered or not more.in_order
        return old
    if isinstance(old, Collection) and old.kind in ("list", "set"):
        if old.kind == "list" and isinstance(node.op, ast.Add):
            unordered = not expressions.in_order(more)
            found = expressions.iterate(interpreter, more, node, environment, any_order=True)
            more = found if isinstance(found, Unknown) else Collection("list", found, unordered=unordered)
        result = expressions.operate(interpreter, node.op, old, more, node, environment)
        interpreter.changes(old)
        if not isinstance(result, Collection):
            old.spoiled = interpreter.unknown("it is not known what it is changed to", node, environment, result)
        elif not expressions.spoiled_by_condition(interpreter, old, node, environment):
            old.items[:] = result.items
            old.unordered = result.unordered
        return old
    if isinstance(old, InstanceValue):
        name = (
            expressions.BINARY[type(node.op)][1].replace("__", "__i", 1) if type(node.op) in expressions.BINARY else ""
        )
        if name and is_partly_unbound(attributes.class_attribute(old.cls, name)):
            return interpreter.unknown(f"it is not known whether there is `{name}`", node, environment)
        method = attributes.find(interpreter, old, name, node, environment) if name else UNBOUND
        if method is not UNBOUND:
            return calls.call(interpreter, method, [more], {}, node, environment)
    return None


def delete(interpreter: "Interpreter", node: ast.Delete, environment: "Environment") -> None:
    for target in node.targets:
        delete_target(interpreter, target, environment)


def delete_target(interpreter: "Interpreter", target: ast.expr, environment: "Environment") -> None:
    match target:
        case ast.Name():
            interpreter.evaluate(ast.copy_location(ast.Name(target.id, ast.Load()), target), environment)
            environment.bind(target.id, UNBOUND, target)
        case ast.Attribute():
            owner = interpreter.evaluate(target.value, environment)
            attributes.set_attribute(interpreter, owner, target.attr, UNBOUND, target, environment)
        case ast.Subscript():
            owner = interpreter.evaluate(target.value, environment)
            key = interpreter.evaluate(target.slice, environment)
            expressions.set_item(interpreter, owner, key, UNBOUND, target, environment)
        case ast.Tuple() | ast.List():
            for element in target.elts:
                delete_target(interpreter, element, environment)


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
    _bind_submodules(interpreter, node, environment)
    for alias in node.names:
        name = alias.name if alias.asname else alias.name.partition(".")[0]
        environment.bind(alias.asname or name, interpreter.import_module(name, node, environment), alias)


def _bind_submodules(interpreter: "Interpreter", node: ast.Import | ast.ImportFrom, environment: "Environment") -> None:
    """Bind the modules of a package in it, where it imports one for the first time."""
    scope = environment.scope
    if scope is not None and scope.submodules:
        imported = set(submodules(node, environment.module))
        for name, index in scope.submodules.items():
            if index == scope.now and name in imported:
                value = interpreter.import_module(f"{environment.module.name}.{name}", node, environment)
                environment.bind(name, value, node)


def import_names(interpreter: "Interpreter", node: ast.ImportFrom, environment: "Environment") -> None:
    module = interpreter.absolute_name(node, environment.module)
    _bind_submodules(interpreter, node, environment)
    for alias in node.names:
        if alias.name == "*":
            if module:
                interpreter.import_module(module, node, environment)  # if it is not there, that is for a `try` to know
            if environment.scope is None or environment.scope.statements[environment.scope.now] is not node:
                for each in interpreter.star_names(node, environment.module):
                    environment.bind(each, interpreter.through_star(node, environment.module, each), alias)
            continue  # the scope looks through a star import that stands in it when a name is asked for
        name = alias.asname or alias.name
        if module is None:
            text = f"the relative import leads out of the package of `{environment.module.name}`"
            interpreter.doubt(Doubt(text, NOT_INSTALLED[1:]))
            environment.bind(name, interpreter.unknown(text, node, environment), alias)
        else:
            environment.bind(name, interpreter.import_later(module, alias.name, node, environment), alias)


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
    return choose(
        interpreter,
        Fork(interpreter, environment),
        [(condition, partial(run_block, interpreter, block, environment)) for condition, block in branches],
        node,
        environment,
    )


def choose(
    interpreter: "Interpreter",
    fork: Fork,
    branches: "Sequence[tuple[str, Callable[[], Signal | None]]]",
    node: ast.AST,
    environment: "Environment",
) -> Signal | None:
    """Take each of several branches; join what they bind and return."""
    ended: list[tuple[str, Variables, Value]] = []
    going: list[tuple[str, Variables]] = []
    for condition, run in branches:
        known = len(fork.ends)
        signal = fork.take(condition, run)
        if signal is not None and signal.kind != "return":
            text = "whether the loop goes on depends on a condition that is not known"
            raise Undecided(interpreter.unknown(text, node, environment))
        if len(fork.ends) > known:
            variables = fork.ends[-1][1]
            if signal is None:
                going.append((condition, variables))
            else:
                ended.append((condition, variables, signal.value))
    if not going:
        fork.merge()
        return Signal("return", join((condition, value) for condition, _, value in ended))
    if ended:
        environment.returns += [(condition, value) for condition, _, value in ended]
        # What a function around this one sees is that of all branches; the code here goes on after some of them.
        fork.merge()
        fork.environments, fork.before = fork.environments[:1], fork.before[:1]
        going = [(condition, variables[:1]) for condition, variables in going]
    fork.merge(going)
    return None


def as_branch(
    interpreter: "Interpreter", run: Callable[[], Signal | None], node: ast.AST, environment: "Environment"
) -> Signal | None:
    """Run what follows a statement that may have left the function."""
    fork = Fork(interpreter, environment)
    signal = fork.take("the function goes on", run)
    if not fork.ends and fork.raised is not None:
        return Signal("return", environment.returns.pop()[1])  # it returned, or there is nothing
    if signal is not None and signal.kind != "return":
        text = "whether the loop goes on depends on a condition that is not known"
        raise Undecided(interpreter.unknown(text, node, environment))
    own = fork.ends[0][1][0]
    fork.keep("the function has returned")
    fork.merge()
    environment.variables = own
    return signal


def match_case(interpreter: "Interpreter", node: ast.Match, environment: "Environment") -> Signal | None:
    subject = interpreter.evaluate(node.subject, environment)
    shown = f"match {ast.unparse(node.subject)}"
    possible: list[tuple[str, Callable[[], Signal | None]]] = []
    for case in node.cases:
        captured: Captured = {}
        matched = matches(interpreter, case.pattern, subject, captured, environment)
        if matched is None:
            text = "it is not known whether the pattern matches"
            unclear = interpreter.unknown(text, case.pattern, environment, subject)
            captured |= {name: captured.get(name, unclear) for name in captured_names(case.pattern)}
        run = partial(_run_case, interpreter, case, captured, environment)
        if matched and case.guard is not None:
            for name, value in captured.items():
                environment.bind(name, value, case.pattern)
            matched = expressions.truth(interpreter.evaluate(case.guard, environment))
        if matched and not possible:
            return run()
        if matched is not False:
            possible.append((f"{shown}: case {ast.unparse(case.pattern)}", run))
        if matched:
            break
    else:
        if not possible:
            return None
        possible.append((f"{shown}: no case", lambda: None))
    return choose(interpreter, Fork(interpreter, environment), possible, node, environment)


Captured = dict[str, Value]
"""What a pattern captures, by the names it binds."""


def _run_case(
    interpreter: "Interpreter", case: ast.match_case, captured: Captured, environment: "Environment"
) -> Signal | None:
    for name, value in captured.items():
        environment.bind(name, value, case.pattern)
    return run_block(interpreter, case.body, environment)


def matches(
    interpreter: "Interpreter", pattern: ast.pattern, subject: Value, captured: Captured, environment: "Environment"
) -> bool | None:
    """Whether a value matches a pattern, as far as that is known; notes what the pattern captures."""

    def each(pairs: "Iterable[tuple[ast.pattern, Value]]") -> bool | None:
        outcomes = [matches(interpreter, inner, force(item), captured, environment) for inner, item in pairs]
        return False if False in outcomes else None if None in outcomes else True

    match pattern:
        case ast.MatchAs():
            outcome = each([(pattern.pattern, subject)]) if pattern.pattern else True
            if pattern.name:
                captured[pattern.name] = subject
            return outcome
        case ast.MatchOr():
            return _matches_one(interpreter, pattern, subject, captured, environment)
        case ast.MatchValue() | ast.MatchSingleton():
            wanted = (
                Const(pattern.value)
                if isinstance(pattern, ast.MatchSingleton)
                else interpreter.evaluate(pattern.value, environment)
            )
            op: ast.cmpop = ast.Is() if isinstance(pattern, ast.MatchSingleton) else ast.Eq()
            return expressions.truth(expressions.compare_two(interpreter, op, subject, wanted, pattern, environment))
        case ast.MatchClass():
            wanted = interpreter.evaluate(pattern.cls, environment)
            outcome = builtin_models.instance_of(subject, wanted)
            if not outcome or not (pattern.patterns or pattern.kwd_patterns):
                return outcome
            parts = _matched_parts(interpreter, pattern, subject, wanted, environment)
            return parts if parts is None or parts is False else each(parts)
        case ast.MatchSequence() if isinstance(subject, Collection) and subject.kind in ("list", "tuple"):
            return None if subject.spoiled or not subject.in_order else _matches_items(pattern, subject, captured, each)
        case ast.MatchMapping() if isinstance(subject, Mapping):
            keys = [interpreter.evaluate(key, environment) for key in pattern.keys]
            known = [expressions.contains(interpreter, subject, key) for key in keys]
            if not all(known):
                return False if False in known else None
            if pattern.rest:
                left = {entry: pair for entry, pair in subject.entries.items() if entry not in map(key_of, keys)}
                captured[pattern.rest] = Mapping(left.values())
            return each(
                (inner, expressions.get_item(interpreter, subject, key, pattern, environment))
                for inner, key in zip(pattern.patterns, keys, strict=True)
            )
        case ast.MatchSequence() | ast.MatchMapping() if isinstance(subject, (Const, Collection, Mapping)):
            return False
    return None


MATCHED_WHOLE = {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"}
"""The classes of Python whose only positional pattern is matched with the object itself."""


def _matched_parts(
    interpreter: "Interpreter", pattern: ast.MatchClass, subject: Value, cls: Value, environment: "Environment"
) -> "list[tuple[ast.pattern, Value]] | Literal[False] | None":
    """What the patterns within a class pattern are matched with; false if it is not there, ``None`` if not known."""
    parts: list[tuple[ast.pattern, Value]] = []
    names = list(pattern.kwd_attrs)
    patterns = list(pattern.kwd_patterns)
    if isinstance(cls, Native) and cls.name in MATCHED_WHOLE and len(pattern.patterns) == 1:
        parts.append((pattern.patterns[0], subject))
    elif pattern.patterns:
        known = attributes.find(interpreter, cls, "__match_args__", pattern, environment)
        given = list(map(force, known.items)) if isinstance(known, Collection) and not known.spoiled else []
        if len(given) < len(pattern.patterns):
            return None
        names = [str(name.value) for name in given if isinstance(name, Const)][: len(pattern.patterns)] + names
        patterns = pattern.patterns + patterns
    for name, inner in zip(names, patterns, strict=True):
        value = attributes.find(interpreter, subject, name, pattern, environment)
        if value is UNBOUND or is_partly_unbound(value):
            return False if value is UNBOUND else None
        parts.append((inner, value))
    return parts


def _matches_one(
    interpreter: "Interpreter", pattern: ast.MatchOr, subject: Value, captured: Captured, environment: "Environment"
) -> bool | None:
    """Whether one of several patterns matches; they capture the same names."""
    unclear = False
    for option in pattern.patterns:
        found: Captured = {}
        outcome = matches(interpreter, option, subject, found, environment)
        unclear |= outcome is None
        if outcome:
            if unclear:
                why = interpreter.unknown("it is not known which pattern matches", pattern, environment)
                found = dict.fromkeys(found, why)
            captured.update(found)
            return True
    return None if unclear else False


def _matches_items(
    pattern: ast.MatchSequence,
    subject: Collection,
    captured: Captured,
    each: "Callable[[Iterable[tuple[ast.pattern, Value]]], bool | None]",
) -> bool | None:
    """Whether the items of a sequence match patterns, of which one may stand for any number of them."""
    patterns, items = pattern.patterns, subject.items
    star = next((index for index, inner in enumerate(patterns) if isinstance(inner, ast.MatchStar)), None)
    if star is None:
        return each(zip(patterns, items, strict=True)) if len(patterns) == len(items) else False
    behind = len(patterns) - star - 1
    if len(items) < star + behind:
        return False
    end = len(items) - behind
    if (name := getattr(patterns[star], "name", None)) is not None:
        captured[name] = Collection("list", items[star:end])
    return each([*zip(patterns[:star], items, strict=False), *zip(patterns[star + 1 :], items[end:], strict=True)])


# -- loops ------------------------------------------------------------------------------------------------------


def for_loop(interpreter: "Interpreter", node: ast.For, environment: "Environment") -> Signal | None:
    value = interpreter.evaluate(node.iter, environment)
    found = expressions.iterate(interpreter, value, node.iter, environment, any_order=True)
    if isinstance(found, Unknown):
        return undecided_loop(interpreter, node, found, environment)
    try:
        if expressions.in_order(value):
            return _run_over(interpreter, node, found, environment)
        return _run_in_any_order(interpreter, node, list(found), environment)
    except Undecided as undecided:
        return undecided_loop(interpreter, node, undecided.why, environment)


def _run_in_any_order(
    interpreter: "Interpreter", node: ast.For, items: list[Value], environment: "Environment"
) -> Signal | None:
    """Run a loop over a set in several orders: what comes out of all of them is known."""
    orders = [items, items[::-1], [*items[1:], *items[:1]]][: max(len(items), 1)]
    runs = [
        (f"the items of `{ast.unparse(node.iter)}` come in {which} order", iter(order))
        for which, order in zip(("one", "another", "a third"), orders, strict=False)
    ]
    branches = [(text, partial(_run_over, interpreter, node, order, environment)) for text, order in runs]
    return choose(interpreter, Fork(interpreter, environment), branches, node, environment)


def _run_over(
    interpreter: "Interpreter", node: ast.For, items: Iterator[Value], environment: "Environment"
) -> Signal | None:
    for item in items:
        known = len(environment.returns)
        expressions.assign(interpreter, node.target, item, environment)
        signal = run_block(interpreter, node.body, environment)
        if signal is BREAK:
            return None
        if signal is not None and signal is not CONTINUE:
            return signal
        if len(environment.returns) > known:
            return as_branch(interpreter, lambda: _run_over(interpreter, node, items, environment), node, environment)
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
            left = len(environment.returns)
            signal = run_block(interpreter, node.body, environment)
            if signal is BREAK:
                return None
            if signal is not None and signal is not CONTINUE:
                return signal
            if len(environment.returns) > left:
                why = interpreter.unknown("it is not known how often the loop runs", node, environment)
                return undecided_loop(interpreter, node, why, environment)
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
    """Note that statements are not followed: what they bind and change is unknown from here on.

    A generator ends there: what it would yield is not known either.
    """
    for statement in statements:
        why = interpreter.unknown(text, statement, environment, cause)
        if any(isinstance(each, YIELDS) for each in walk(statement, without=(*FUNCTIONS, ast.ClassDef))):
            raise Undecided(why)
        names = set(bound_names(statement, walrus=True))
        for name in sorted(names):
            environment.bind(name, why, statement)
        done = set(walk(statement.iter)) if isinstance(statement, ast.For) else set()
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id not in names and node not in done:
                value = interpreter.look_up(node.id, environment) if isinstance(node.ctx, ast.Load) else None
                if isinstance(value, (Collection, Mapping, IteratorValue, InstanceValue)):
                    value.spoiled = why
        if environment.scope is not None or _binds_module_names(interpreter, statement, environment, set()):
            interpreter.not_followed(why)


MOST_REACHED = 50
"""In how many functions and classes it is looked whether code binds names of a module before it counts as if it did."""


def _binds_module_names(
    interpreter: "Interpreter", code: ast.AST, environment: "Environment", seen: set[ast.AST]
) -> bool:
    """Whether code in a function, or a function that it names, can bind names of a module."""
    seen.add(code)
    if binds_by_call(code) or len(seen) > MOST_REACHED:
        return True
    for node in ast.walk(code):
        value = interpreter.look_up(node.id, environment) if isinstance(node, ast.Name) else UNBOUND
        if isinstance(value, InstanceValue):
            value = value.cls
        if not isinstance(value, (FunctionValue, ClassValue)) or value.node is None or value.node in seen:
            continue
        around = value.environment if isinstance(value, FunctionValue) else environment
        if _binds_module_names(interpreter, value.node, around, seen):
            return True
    return False


# -- with, try ----------------------------------------------------------------------------------------------------


def with_block(interpreter: "Interpreter", node: ast.With, environment: "Environment") -> Signal | None:
    return _with_items(interpreter, node, node.items, environment)


def _with_items(
    interpreter: "Interpreter", node: ast.With, items: list[ast.withitem], environment: "Environment"
) -> Signal | None:
    """Enter the first context manager, run what is in it, and leave it."""
    if not items:
        return run_block(interpreter, node.body, environment)
    item, *rest = items
    manager = interpreter.evaluate(item.context_expr, environment)

    def inside(entered: Value) -> Signal | None:
        if item.optional_vars is not None:
            expressions.assign(interpreter, item.optional_vars, entered, environment)
        return _with_items(interpreter, node, rest, environment)

    if isinstance(manager, Native) and "kinds" in manager.constants:  # contextlib.suppress
        kinds = partial(exception_kinds, interpreter, manager.constants["kinds"], item.context_expr, environment)
        handlers = [Handling(kinds, lambda _: None)]
        return run_try(interpreter, node, lambda: inside(NONE), handlers, [], environment)
    if isinstance(manager, Native) and "enter_result" in manager.constants:  # contextlib.nullcontext
        return inside(manager.constants["enter_result"])
    if isinstance(manager, GeneratorContext):
        return _with_generator(interpreter, node, manager, inside, environment)
    if isinstance(manager, InstanceValue):
        return _with_instance(interpreter, node, manager, item.context_expr, inside, environment)
    unclear = interpreter.unknown(
        "it is not known what the context manager gives", item.context_expr, environment, manager
    )
    try:
        return inside(unclear)
    except Raised:
        give_up(
            interpreter, [node], environment, "it is not known whether the context manager keeps exceptions", unclear
        )
        return None


def _with_instance(
    interpreter: "Interpreter",
    node: ast.With,
    manager: InstanceValue,
    expression: ast.expr,
    inside: Callable[[Value], Signal | None],
    environment: "Environment",
) -> Signal | None:
    leave = attributes.get(interpreter, manager, "__exit__", expression, environment)
    entered = calls.call(
        interpreter,
        attributes.get(interpreter, manager, "__enter__", expression, environment),
        [],
        {},
        expression,
        environment,
    )

    def body() -> Signal | None:
        signal = inside(entered)
        calls.call(interpreter, leave, [NONE, NONE, NONE], {}, expression, environment)
        return signal

    def handle(raised: Raised) -> Signal | None:
        cls = attributes.class_of(raised.value) if isinstance(raised.value, InstanceValue) else NONE
        kept = calls.call(interpreter, leave, [cls, raised.value, NONE], {}, expression, environment)
        outcome = expressions.truth(kept)
        if outcome is None:
            give_up(interpreter, [node], environment, "it is not known whether the context manager keeps exceptions")
        elif not outcome:
            raise raised
        return None

    if _may_keep_exceptions(leave):
        return run_try(interpreter, node, body, [Handling(lambda: ("BaseException",), handle)], [], environment)
    try:
        return body()
    except Raised as raised:
        return handle(raised)


def _may_keep_exceptions(leave: Value) -> bool:
    """Whether an ``__exit__`` may return what counts as true."""
    function = leave.function if isinstance(leave, BoundMethod) else leave
    return not isinstance(function, FunctionValue) or any(
        isinstance(each, ast.Return) and each.value is not None and not is_false(each.value)
        for each in walk(function.node)
    )


def is_false(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Constant) and not expression.value


def _with_generator(
    interpreter: "Interpreter",
    node: ast.With,
    manager: GeneratorContext,
    inside: Callable[[Value], Signal | None],
    environment: "Environment",
) -> Signal | None:
    """Run the function of a ``contextlib.contextmanager``, and the block where it yields."""
    signals: list[Signal | None] = []

    def at_yield(value: Value) -> Value:
        signals.append(inside(value))
        return NONE

    trouble = manager.run(at_yield)
    if not signals:
        why = trouble if isinstance(trouble, Unknown) else None
        give_up(interpreter, [node], environment, "it is not known what the context manager does", why)
        return None
    return signals[0]


def try_except(interpreter: "Interpreter", node: Any, environment: "Environment") -> Signal | None:
    def body() -> Signal | None:
        return run_block(interpreter, node.body, environment)

    def guarded() -> Signal | None:
        handlers = [
            Handling(
                partial(_kinds_of, interpreter, handler, environment),
                partial(_run_handler, interpreter, handler, environment),
            )
            for handler in node.handlers
        ]
        return run_try(interpreter, node, body, handlers, node.orelse, environment)

    if not node.finalbody:
        return guarded()
    try:
        signal = guarded()
    except Raised:
        leaving = run_block(interpreter, node.finalbody, environment)
        if leaving is not None:
            return leaving  # it swallows the exception
        raise
    return run_block(interpreter, node.finalbody, environment) or signal


class Handling:
    """A handler of exceptions.

    :param kinds: gives the names of the exceptions that it catches, empty if not known; asked once one was raised
    :param handle: does what it does with an exception
    """

    def __init__(self, kinds: Callable[[], tuple[str, ...]], handle: "Callable[[Raised], Signal | None]") -> None:
        self._kinds: Callable[[], tuple[str, ...]] | tuple[str, ...] = kinds
        self.handle = handle

    @property
    def kinds(self) -> tuple[str, ...]:
        if not isinstance(self._kinds, tuple):
            try:
                self._kinds = self._kinds()
            except Raised as raised:
                self._kinds, self.handle = ("BaseException",), partial(_raise, raised)
        return self._kinds


def _raise(raised: Raised, _: Raised) -> Signal | None:
    raise raised


def _kinds_of(interpreter: "Interpreter", handler: ast.ExceptHandler, environment: "Environment") -> tuple[str, ...]:
    if handler.type is None:
        return ("BaseException",)
    return exception_kinds(interpreter, interpreter.evaluate(handler.type, environment), handler.type, environment)


def exception_kinds(
    interpreter: "Interpreter", value: Value, node: ast.AST, environment: "Environment"
) -> tuple[str, ...]:
    """The names of exception classes, of one or of a tuple of them; empty if one of them is not known."""
    found: list[str] = []
    for item in map(force, value.items) if isinstance(value, Collection) and value.kind == "tuple" else [value]:
        if isinstance(item, (Const, Collection, Mapping)):
            raise interpreter.raising("TypeError", "what is caught is no class of exceptions", node, environment)
        if not isinstance(item, ClassValue) and not (isinstance(item, Native) and item.is_class):
            return ()
        found.append(item.name.rpartition(".")[2])
    return tuple(found)


NOT_INSTALLED = ("ModuleNotFoundError", *builtin_models.EXCEPTION_BASES["ModuleNotFoundError"])
"""What an import raises whose module is not there."""
IMPORTING = {"ImportError", "ModuleNotFoundError"}
"""What handlers catch that are there for imports only; of other code it is taken that it raises none of them."""


def run_try(
    interpreter: "Interpreter",
    node: ast.stmt,
    body: Callable[[], Signal | None],
    handlers: list[Handling],
    orelse: Sequence[ast.stmt],
    environment: "Environment",
) -> Signal | None:
    """Run a block; what it raises goes to the first handler that fits.

    Where it is not known whether the block raises, each handler that may fit is a branch of its own.
    """
    fork = Fork(interpreter, environment)
    before = [dict(variables) for variables in fork.before]
    known = len(interpreter.doubts)
    signal: Signal | None = None
    raised: Raised | None = None
    interpreter.trying += 1
    try:
        signal = body()
    except Raised as error:
        raised = error
    finally:
        interpreter.trying -= 1
    doubts = interpreter.doubts[known:]
    del interpreter.doubts[known:]

    def goes_on() -> Signal | None:
        if raised is not None:
            return _handle(interpreter, node, raised, handlers, environment)
        return signal or run_block(interpreter, orelse, environment)

    missing = _missing(before[0], environment.variables)
    if missing is not None:
        unsure = [Doubt(missing, NOT_INSTALLED)]
        works, fails = f"`{missing}` is installed", f"not (`{missing}` is installed)"
    else:
        unsure = [each for each in doubts if any(_may_catch(each.kinds, handler.kinds) for handler in handlers)]
        no, an = ("no", "an") if raised is None else ("no other", "another")
        works, fails = f"line {node.lineno} raises {no} exception", f"line {node.lineno} raises {an} exception"
    if not unsure:
        interpreter.doubts += doubts if interpreter.trying else ()
        return goes_on()
    done = [each.variables for each in fork.environments]
    fork.before = before
    for each, variables in zip(fork.environments, before, strict=True):
        each.variables = variables
    failed = _before_import(before, done) if missing is not None else _at_failure(fork, done, unsure)

    def after(variables: Variables, run: Callable[[], Signal | None]) -> Signal | None:
        for each, held in zip(fork.environments, variables, strict=True):
            each.variables = dict(held)
        return run()

    branches: list[tuple[str, Callable[[], Signal | None]]] = [(works, partial(after, done, goes_on))]
    for handler in handlers:
        fitting = next((doubt for doubt in unsure if _may_catch(doubt.kinds, handler.kinds)), None)
        if fitting is not None:
            unknown = interpreter.unknown("which exception is raised", node, environment)
            perhaps = Raised(fitting.kinds, unknown, interpreter.reason(fails, node, environment.module))
            branches.append((fails, partial(after, failed, partial(handler.handle, perhaps))))
            if missing is not None:
                break
    return choose(interpreter, fork, branches, node, environment)


def _before_import(before: Variables, done: Variables) -> Variables:
    """What a block has bound when the first of its imports fails whose module is not there."""
    bound = dict(before[0])
    for name, value in done[0].items():
        if before[0].get(name) is not value:
            if isinstance(value, Unknown) and value.missing:
                break
            bound[name] = value
    return [bound, *before[1:]]


def _at_failure(fork: Fork, done: Variables, doubts: Sequence[Doubt]) -> Variables:
    """What may be bound when a handler starts: an exception may come before, between and after what binds names."""
    found: Variables = []
    for environment, before, after in zip(fork.environments, fork.before, done, strict=True):
        reached = [variables for doubt in doubts for each, variables in doubt.variables if each is environment]
        points = [before, after, *reached]
        names = {name for point in points for name in point}
        changed = {name for name in names if any(point.get(name) is not before.get(name) for point in points)}
        variables = dict(before)
        for name in sorted(changed):
            earlier = fork.earlier(environment, before, name)
            variables[name] = join(("the exception comes then", point.get(name, earlier)) for point in points)
        found.append(variables)
    return found


def _missing(before: dict[str, Value], after: dict[str, Value]) -> str | None:
    """The module whose source is not there, and which a block imports."""
    for name, value in after.items():
        if before.get(name) is not value and isinstance(value, Unknown) and value.missing:
            return value.missing
    return None


def _may_catch(kinds: tuple[str, ...], caught: tuple[str, ...]) -> bool:
    """Whether a handler may catch an exception; empty kinds stand for any."""
    if not kinds:
        return not caught or not IMPORTING.issuperset(caught)
    return not caught or "BaseException" in caught or bool({*kinds} & {*caught})


def _handle(
    interpreter: "Interpreter",
    node: ast.stmt,
    raised: Raised,
    handlers: list[Handling],
    environment: "Environment",
) -> Signal | None:
    for handler in handlers:
        kinds = handler.kinds
        if "BaseException" in kinds or {*kinds} & {*raised.kinds}:
            return handler.handle(raised)
        if not kinds or not raised.kinds:
            why = interpreter.unknown("it is not known which handler the exception goes to", node, environment)
            give_up(interpreter, [node], environment, why.reason.text, why)
            return None
    raise raised


def _run_handler(
    interpreter: "Interpreter", handler: ast.ExceptHandler, environment: "Environment", raised: Raised
) -> Signal | None:
    if handler.name:
        environment.bind(handler.name, raised.value, handler)
    interpreter.handling.append(raised)
    try:
        return run_block(interpreter, handler.body, environment)
    finally:
        interpreter.handling.pop()
        if handler.name:
            environment.bind(handler.name, UNBOUND, handler)


def raise_exception(interpreter: "Interpreter", node: ast.Raise, environment: "Environment") -> None:
    if node.exc is None:
        if interpreter.handling:
            raise interpreter.handling[-1]
        raise interpreter.raising("RuntimeError", "there is no exception to raise again", node, environment)
    value = interpreter.evaluate(node.exc, environment)
    reason = interpreter.reason(f"it raises {ast.unparse(node.exc)}", node, environment.module)
    if isinstance(value, ClassValue) or (isinstance(value, Native) and value.is_class):
        value = calls.call(interpreter, value, [], {}, node, environment)
    kinds = attributes.class_names_of_bases(value.cls) if isinstance(value, InstanceValue) else ()
    raise Raised(kinds, value, reason)


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
for _name, _handler in (("TryStar", try_except), ("TypeAlias", type_alias)):  # of Python 3.11 and 3.12
    if _kind := getattr(ast, _name, None):
        TABLE[_kind] = _handler
