"""Calls functions: interpreted ones, unknown ones, and those of Python that are allowed."""

import ast
import functools
import types
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from plugin.discovery.static import allowed
from plugin.discovery.static.contents import MUTABLE, is_iterator
from plugin.discovery.static.definitions import record_of
from plugin.discovery.static.expressions import items, keywords
from plugin.discovery.static.frames import Frame, Machine, mangle
from plugin.discovery.static.limits import PER_STEP, check_call, size_of
from plugin.discovery.static.unknown import Undecided, Unknown, Why, facts, first_unknown, is_a, show, show_call

CALLABLES = (type, types.FunctionType, types.BuiltinFunctionType, types.MethodType)
PLACEHOLDER = getattr(functools, "Placeholder", Unknown)
"""What ``partial`` fills with an argument of the call, from Python 3.14 on."""
UNCHANGED = (type, types.FunctionType, str, int, type(None))
"""Types that a call which is not followed is assumed not to change."""


def call(machine: Machine, node: ast.Call, frame: Frame) -> Any:
    """Evaluate a call."""
    function = machine.evaluate(node.func, frame)
    unknown: list[Unknown] = []
    args = tuple(items(machine, node.args, frame, unknown))
    kwargs = keywords(machine, node.keywords, frame, unknown)
    machine.at(node)
    if unknown:
        why = machine.because("the arguments are not known", unknown[-1])
        return _not_followed(machine, Call(function, args, kwargs), why)
    if type(function) in CALLABLES and function in machine.modelled.frame_calls:
        return machine.modelled.frame_calls[function](machine, frame, *args, **kwargs)
    return call_value(machine, function, args, kwargs)


class Call(NamedTuple):
    """A call: the function and its arguments."""

    function: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    @property
    def given(self) -> tuple[Any, ...]:
        """All arguments."""
        return (*self.args, *self.kwargs.values())


def call_value(machine: Machine, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call anything."""
    call = Call(function, args, kwargs)
    if type(function) is Unknown:
        name = show(function)
        why = machine.taken(show_call(name, args, kwargs), function)
        changed = [each for each in call.given if is_a(each, MUTABLE)]
        made = _give_up(machine, name, call, why, changed)
        machine.may_raise(facts(made).text)
        return made
    if machine.is_spec_class(function):
        return _make_spec(machine, call)
    if _is_interpreted(machine, function):
        return _call_interpreted(machine, call)
    machine.worlds.tick()
    if type(function) is functools.partial:
        rest = iter(args)
        given = [next(rest) if each is PLACEHOLDER and args else each for each in function.args]
        return call_value(machine, function.func, (*given, *rest), {**function.keywords, **kwargs})
    return _call_native(machine, call)


def _is_interpreted(machine: Machine, function: Any) -> bool:
    """Whether calling an object runs interpreted code, or creates an instance of an interpreted class."""
    function = function.__func__ if is_a(function, types.MethodType) else function
    if is_a(function, type):
        return machine.is_ours(function)
    is_function = is_a(function, types.FunctionType)
    return record_of(function if is_function else getattr(type(function), "__call__", None)) is not None  # noqa: B004


def _call_interpreted(machine: Machine, call: Call) -> Any:
    function, args, kwargs = call
    place = machine.place()
    try:
        made = function(*args, **kwargs)
    except Undecided as undecided:
        called = function.__func__ if is_a(function, types.MethodType) else function
        machine.doubt(undecided.why, (called, *filter(callable, call.given)))
        why = Why(f"`{show(function)}` cannot be followed", place, undecided.why)
    except Exception as error:
        if id(function) not in machine.assumed:
            raise
        text = f"is not what its definition says, because it raises {type(error).__name__}"
        why = Why(f"`{show(function)}` {text}", place)
    else:
        machine.place_class(made, place)
        return made
    return _not_followed(machine, call, why)


def _not_followed(machine: Machine, call: Call, why: Why) -> Unknown:
    """The result of calling interpreted code that cannot be followed: it may have changed anything it can access."""
    changed = [each for each in call.given if not is_a(each, UNCHANGED)]
    changed += [] if is_a(call.function, type) else [call.function]
    return _give_up(machine, show(call.function), call, why, changed, 4)


def _give_up(machine: Machine, name: str, call: Call, why: Why, changed: Iterable[Any], depth: int = 1) -> Unknown:
    """The result of a call that is not followed to its end; anything it may have changed becomes unknown, too."""
    for each in changed:
        machine.worlds.spoil(each, why, depth)
    has_product = machine.is_maker(call.function) or any(map(machine.makes_specs, call.given))
    return Unknown(show_call(name, call.args, call.kwargs), why, product=has_product)


def _make_spec(machine: Machine, call: Call) -> Any:
    """Make a plugin spec, and record where."""
    place, (cls, args, kwargs) = machine.place(), call
    if machine.is_core(cls):
        args = (*args[:2], *(_factory if type(each) is Unknown else each for each in args[2:3]), *args[3:])
        if type(kwargs.get("factory")) is Unknown:
            kwargs = {**kwargs, "factory": _factory}
    try:
        made = cls(*args, **kwargs)
    except Undecided as undecided:
        why = Why("an argument of the plugin spec is not known", place, undecided.why)
        made = Unknown(f"{cls.__name__}(...)", why, product=True)
    machine.note_spec(made, place)
    return made


def _factory() -> Any:
    """Represents an unknown factory."""


def _call_native(machine: Machine, call: Call) -> Any:
    """Call a function of Python, if it is allowed and its arguments are known as far as it examines them."""
    function, args, kwargs = call
    place, worlds, given = machine.place(), machine.worlds, call.given
    name = allowed.called_name(function)
    receiver: Any = getattr(function, "__self__", None)
    receiver = None if is_a(receiver, types.ModuleType) else receiver
    is_reading, is_unordered = allowed.is_reading(function), function in allowed.UNORDERED

    changed = receiver if receiver is not None else args[0] if args and allowed.changes_receiver(function) else None

    def give_up(text: str, cause: Unknown | Undecided | None = None) -> Unknown:
        spoiled = [] if is_reading or not is_a(changed, MUTABLE) else [changed]
        return _give_up(machine, name, call, machine.because(text, cause), spoiled)

    if not allowed.is_allowed(function):
        return give_up(f"`{name}` is not evaluated")
    if changed is not None and not is_reading:
        if allowed.changes_class(function) and machine.is_of_host(changed):
            machine.refuse_write()
            return changed
        worlds.note(changed)
    if (unknown := first_unknown(given)) is not None and allowed.looks_at_arguments(function):
        return give_up("an argument is not known", unknown)
    if reason := _refused(machine, call, receiver):
        return machine.unknown(show_call(name, args, kwargs), reason)
    is_looked_into = not allowed.is_shallow(function, args)
    if is_looked_into:
        worlds.tick(sum(map(size_of, (receiver, *given))) // PER_STEP)
    for each in args:
        is_changed = is_a(each, MUTABLE) and not is_unordered
        is_changed = is_changed or (is_a(each, (types.FunctionType, type)) and not is_a(function, type))
        if is_iterator(each) or (is_changed and is_looked_into):
            worlds.note(each)
    if (not is_unordered or "key" in kwargs) and not is_a(receiver, (set, frozenset)):
        args = tuple([machine.ordered(each) for each in args])
    if is_a(receiver, set) and name.endswith("pop") and len(receiver) > 1:
        first = machine.ordered(receiver)[0]
        receiver.discard(first)
        return first
    try:
        made = machine.natively(function, *args, **kwargs)
    except Undecided as undecided:
        return give_up(f"it is not known what `{name}` returns", undecided)
    except (TypeError, ValueError, AttributeError):
        reach = worlds.contents.reachable  # Python refuses the stand-in in it, not the value
        hidden = first_unknown(each for value in (receiver, *given) for each in reach(value, 3))
        if hidden is None:
            raise
        return give_up(f"it is not known what `{name}` returns", hidden)
    machine.place_class(made, place)
    if machine.marks(function) and is_a(made, types.FunctionType):
        machine.note_spec(made.__dict__.get("__pluginspec__"), place)
    return machine.checked(machine.let_in(made, show_call(name, args, kwargs)))


def _refused(machine: Machine, call: Call, receiver: Any) -> str | None:
    """Why a function of Python is not called with these arguments, which are known; ``None`` if it is."""
    function, given = call.function, call.given
    if any(type(each) in CALLABLE_KINDS and record_of(each) is None and allowed.changes_class(each) for each in given):
        return "something that changes a class is passed on"
    if allowed.is_own(function):
        return None
    is_looked_into = not allowed.is_shallow(function, call.args)
    reason = check_call(function, receiver, given, allowed.module_of(function))
    return reason or (machine.too_deep(given or (receiver,)) if is_looked_into else None)


CALLABLE_KINDS = {types.FunctionType, types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodWrapperType}


# -- functions that need the calling frame ---------------------------------------------------------------------------


def super_(machine: Machine, frame: Frame, *args: Any) -> Any:
    if args:
        return call_value(machine, super, args, {})
    if frame.cell is None or frame.function is None:
        raise RuntimeError("super(): no arguments")
    return super(frame.cell.cell_contents, frame.function)


def _parsed(machine: Machine, frame: Frame, mode: str, text: Any, globals: Any = None, locals: Any = None) -> Any:  # noqa: A002
    """The parsed code in a text, and the frame in which to run it."""
    unknown = first_unknown((text, globals, locals))
    if unknown is not None or not is_a(text, (str, bytes)):
        raise Undecided(machine.because("the code that is run is not known", unknown))
    tree: Any = ast.parse(text.strip() if mode == "eval" else text, mode=mode)
    mangle([tree])
    if globals is None:
        inner = Frame(frame.variables if locals is None else locals, frame.module, frame.outer, frame.names)
        inner.is_class = frame.is_class
    else:
        inner = Frame(globals if locals is None else locals, frame.module)
    if inner.variables is not frame.variables:
        machine.worlds.note(inner.variables)
    return tree.body, inner


FRAME_CALLS: dict[Any, Callable[..., Any]] = {
    super: super_,
    globals: lambda machine, frame: frame.module,
    locals: lambda machine, frame: frame.variables,
    vars: lambda machine, frame, *owner: machine.get_attribute(*owner, "__dict__") if owner else frame.variables,
    dir: lambda machine, frame, *owner: call_value(machine, dir, owner, {}) if owner else sorted(frame.variables),
    exec: lambda machine, frame, *given, **named: machine.run(*_parsed(machine, frame, "exec", *given, **named)),
    eval: lambda machine, frame, *given, **named: machine.evaluate(*_parsed(machine, frame, "eval", *given, **named)),
}
"""The builtins that need the calling frame."""
