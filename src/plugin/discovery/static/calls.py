"""What calling a value gives: functions run, classes make instances, models compute."""

import ast
import builtins
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from plugin.discovery.static import attributes, classes
from plugin.discovery.static.branches import either
from plugin.discovery.static.values import (
    NONE,
    UNBOUND,
    Attributed,
    BoundMethod,
    Call,
    Choice,
    ClassValue,
    Collection,
    Const,
    Descriptor,
    FunctionValue,
    InstanceValue,
    IteratorValue,
    Mapping,
    Mutable,
    Native,
    PartialValue,
    Raised,
    Unclear,
    Undecided,
    Unknown,
    Value,
    force,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plugin.discovery.static.interpreter import Interpreter
    from plugin.discovery.static.scopes import Environment, LazyScope

DEPTH = 60
"""How many calls of interpreted functions may be under way within each other."""
MOST_YIELDED = 1_000
"""How many items of a generator are followed."""


def call(
    interpreter: "Interpreter",
    function: Value,
    args: list[Value],
    kwargs: dict[str, Value],
    node: ast.AST,
    environment: "Environment",
) -> Value:
    """What calling a value with these arguments gives."""
    function = force(function)
    if isinstance(function, Attributed) and function.assumption is not None:
        return interpreter.unknown("what a decorator gives is called", node, environment, function.assumption)
    match function:
        case FunctionValue():
            return call_function(interpreter, function, args, kwargs, node, environment)
        case ClassValue():
            return classes.instantiate(interpreter, function, args, kwargs, node, environment)
        case BoundMethod():
            return call(interpreter, function.function, [function.receiver, *args], kwargs, node, environment)
        case PartialValue():
            merged = {**function.kwargs, **kwargs}
            return call(interpreter, function.function, [*function.args, *args], merged, node, environment)
        case Native() if function.model is not None:
            if interpreter.trying and args and takes_fewer(function, len(args)):
                text = f"{function.name}() takes fewer arguments"
                raise interpreter.raising("TypeError", text, node, environment)
            try:
                result = force(function.model(Call(interpreter, node, environment, args, kwargs)))
            except Unclear as unclear:
                return unclear.why
            except (IndexError, TypeError):
                return interpreter.unknown(f"`{function.name}` is called with other arguments", node, environment)
            if isinstance(result, Mutable) and result.made_under is None:
                result.made_under = interpreter.branches
            return result
        case Native():
            return interpreter.unknown(f"`{function.name}` is not modelled", node, environment)
        case Choice():
            return either(
                interpreter,
                environment,
                [
                    (condition, partial(call, interpreter, option, args, kwargs, node, environment))
                    for condition, option in function.options
                    if option is not UNBOUND
                ],
            )
        case InstanceValue():
            method = attributes.class_attribute(function.cls, "__call__")
            if isinstance(method, (FunctionValue, BoundMethod)):
                return call(interpreter, BoundMethod(method, function), args, kwargs, node, environment)
            if method is UNBOUND:
                raise interpreter.raising("TypeError", f"`{function.cls.name}` is not callable", node, environment)
        case Const() | Collection() | Mapping():
            raise interpreter.raising("TypeError", "what is called is not callable", node, environment)
        case Descriptor(kind="staticmethod"):
            return call(interpreter, function.function, args, kwargs, node, environment)
    what = ast.unparse(node.func) if isinstance(node, ast.Call) else "it"
    return interpreter.unknown(f"it is not known what calling `{what}` gives", node, environment, function)


def takes_fewer(function: Native, count: int) -> bool:
    """Whether a function of Python takes fewer positional arguments than are given, by its own signature."""
    from plugin.discovery.static import builtin_models  # noqa: PLC0415 - models take calls

    if builtin_models.TABLE.get(function.name) is not function:
        return False
    signature = getattr(getattr(builtins, function.name, None), "__text_signature__", None) or "(*args)"
    positional, star, rest = signature[1:-1].partition("*")
    names = [each.strip() for each in positional.split(",")]
    return (not star or rest.startswith(",")) and count > len([name for name in names if name[:1].isalpha()])


def make_function(
    interpreter: "Interpreter",
    node: "ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda",
    name: str,
    environment: "Environment",
) -> FunctionValue:
    """The function that a definition makes: its defaults are evaluated now, its body when it is called."""
    closure = environment
    while closure.scope is not None and not closure.scope.is_module and closure.parent is not None:
        closure = closure.parent.original  # the names of a class body are not seen by what is defined in it
    function = FunctionValue(
        node,
        name,
        f"{environment.qualname}{name}",
        closure,
        [interpreter.defer(default, environment) for default in node.args.defaults],
        [interpreter.defer(default, environment) if default else None for default in node.args.kw_defaults],
        interpreter.origin,
    )
    function.made_under = interpreter.branches
    return function


def call_function(
    interpreter: "Interpreter",
    function: FunctionValue,
    args: list[Value],
    kwargs: dict[str, Value],
    node: ast.AST,
    environment: "Environment",
) -> Value:
    """Run a function of the source."""
    if isinstance(function.node, ast.AsyncFunctionDef):
        return interpreter.unknown("it is not known what an async function gives", node, environment)
    if len(interpreter.calls) >= DEPTH:
        return interpreter.unknown(f"more than {DEPTH} calls are under way within each other", node, environment)
    closure = function.environment
    if closure.module.name == "plugin.core" and function.qualname == "PluginSpec.__init__":
        return classes.fill_spec(interpreter, args, kwargs, node, environment)
    frame = _frame(interpreter, function)
    unclear = bind_arguments(interpreter, function, args, kwargs, frame, node, environment)
    if unclear is not None:
        return unclear
    return _run_in(interpreter, function, frame, node, environment)


def _run_in(
    interpreter: "Interpreter", function: FunctionValue, frame: "Environment", node: ast.AST, environment: "Environment"
) -> Value:
    """Run the body of a function whose parameters are bound."""
    definition = function.node
    if isinstance(definition, ast.FunctionDef) and frame.at_yield is None and interpreter.is_generator(definition):
        return _generator(interpreter, function, frame, node, environment)
    interpreter.calls.append((node, environment.module))
    try:
        if isinstance(definition, ast.FunctionDef):
            from plugin.discovery.static import statements  # noqa: PLC0415 - bodies hold statements, which hold calls

            return statements.run_function(interpreter, definition.body, frame)
        return interpreter.evaluate(cast("ast.Lambda", definition).body, frame)
    finally:
        interpreter.calls.pop()


def call_generator(
    interpreter: "Interpreter",
    function: FunctionValue,
    args: list[Value],
    kwargs: dict[str, Value],
    at_yield: "Callable[[Value], Value]",
    node: ast.AST,
    environment: "Environment",
) -> Value:
    """Run a generator function to its end; what it yields goes to a callable, whose result it goes on with."""
    frame = _frame(interpreter, function)
    frame.at_yield = at_yield
    unclear = bind_arguments(interpreter, function, args, kwargs, frame, node, environment)
    return unclear if unclear is not None else _run_in(interpreter, function, frame, node, environment)


def _frame(interpreter: "Interpreter", function: FunctionValue) -> "Environment":
    closure = function.environment
    frame = type(closure)(closure.module, closure, qualname=f"{function.qualname}.<locals>.")
    frame.function = function
    frame.made_under = interpreter.branches
    names = interpreter.names_of(function.node)
    frame.locals = names.local
    frame.globals.update(names.globals)
    frame.nonlocals.update(names.nonlocals)
    return frame


def _generator(
    interpreter: "Interpreter", function: FunctionValue, frame: "Environment", node: ast.AST, environment: "Environment"
) -> Value:
    """A generator: it runs when somebody asks for its first item, and then as far as it can be followed.

    What comes out is known if nothing can tell that it does not wait after each item.
    """
    results: list[Value] = []

    def items() -> "Iterator[Value]":
        made.items = itself  # whoever asks while it runs, asks itself
        end = _run_generator(interpreter, function, frame, results, node, environment)
        made.items = given
        yield from results
        if isinstance(end, Raised):
            raise end
        if isinstance(end, Unknown):
            made.spoiled = end
            raise Unclear(end)

    def refuse() -> "Iterator[Value]":
        yield from ()
        raise interpreter.raising("ValueError", "the generator is already executing", node, environment)

    given, itself = items(), refuse()
    made = IteratorValue(given)
    return made


def _run_generator(
    interpreter: "Interpreter",
    function: FunctionValue,
    frame: "Environment",
    results: list[Value],
    node: ast.AST,
    environment: "Environment",
) -> Raised | Unknown | None:
    """Run a generator at once.

    :param results: takes up what it yields
    :return: what stands in the way of its end, if anything
    """
    branches, journal = interpreter.branches, interpreter.journal
    changed: list[tuple[Value | Environment | LazyScope, str]] = []
    interpreter.journal = changed

    def keep(value: Value) -> Value:
        if interpreter.branches != branches:
            raise Undecided(interpreter.unknown("it is not known what the generator yields", node, frame))
        if len(results) >= MOST_YIELDED:
            raise Undecided(interpreter.unknown(f"it yields more than {MOST_YIELDED:,} items", node, frame))
        results.append(value)
        return NONE

    frame.at_yield, frame.made_under = keep, branches
    end: Raised | Unknown | None = None
    try:
        _run_in(interpreter, function, frame, node, environment)
    except Undecided as undecided:
        end = undecided.why
    except Raised as raised:
        end = raised
    finally:
        interpreter.journal = journal
        if journal is not None:
            journal += changed
    if not changed:
        return end
    # Each of its changes happens when it goes on, and it is not known when that is.
    results.clear()
    why = interpreter.unknown("the generator changes something whenever it goes on", node, frame)
    for owner, name in changed:
        if isinstance(owner, Mutable):
            owner.spoiled = why
        elif name and not isinstance(owner, Value):
            owner.spoil(name, why, node)
    return why


def bind_arguments(
    interpreter: "Interpreter",
    function: FunctionValue,
    args: list[Value],
    kwargs: dict[str, Value],
    frame: "Environment",
    node: ast.AST,
    environment: "Environment",
) -> Unknown | None:
    """Bind the parameters of a function; raises in the interpreted code what Python would raise."""
    spec = function.node.args
    parameters = [*spec.posonlyargs, *spec.args]
    names = [parameter.arg for parameter in parameters]
    values: dict[str, Value] = dict(zip(names, args, strict=False))
    frame.arguments = args
    rest = args[len(names) :]
    if rest and spec.vararg is None:
        text = f"{function.name}() takes {len(names)} positional arguments but {len(args)} were given"
        raise interpreter.raising("TypeError", text, node, environment)
    extra: dict[str, Value] = {}
    by_keyword = {*names[len(spec.posonlyargs) :], *(parameter.arg for parameter in spec.kwonlyargs)}
    for keyword, value in kwargs.items():
        if keyword in by_keyword:
            if keyword in values:
                text = f"{function.name}() got multiple values for argument {keyword!r}"
                raise interpreter.raising("TypeError", text, node, environment)
            values[keyword] = value
        elif spec.kwarg is not None:
            extra[keyword] = value
        else:
            text = f"{function.name}() got an unexpected keyword argument {keyword!r}"
            raise interpreter.raising("TypeError", text, node, environment)
    defaults = dict(zip(names[len(names) - len(function.defaults) :], function.defaults, strict=True))
    for parameter, default in zip(spec.kwonlyargs, function.kw_defaults, strict=True):
        if default is not None:
            defaults[parameter.arg] = default
    for parameter in (*parameters, *spec.kwonlyargs):
        if parameter.arg not in values:
            if parameter.arg not in defaults:
                text = f"{function.name}() misses argument {parameter.arg!r}"
                raise interpreter.raising("TypeError", text, node, environment)
            values[parameter.arg] = defaults[parameter.arg]
    if spec.vararg is not None:
        values[spec.vararg.arg] = Collection("tuple", rest)
    if spec.kwarg is not None:
        values[spec.kwarg.arg] = Mapping((Const(keyword), value) for keyword, value in extra.items())
    frame.variables.update(values)
    return None


def decorate(interpreter: "Interpreter", node: Any, value: Value, environment: "Environment") -> Value:
    """Apply the decorators of a definition, innermost first."""
    decorators = [(expression, interpreter.evaluate(expression, environment)) for expression in node.decorator_list]
    for expression, decorator in reversed(decorators):
        decorated = call(interpreter, decorator, [value], {}, expression, environment)
        if isinstance(decorated, Unknown):
            decorated = interpreter.undecided_decorator(value, decorator, decorated, expression, environment)
        value = decorated
    return value
