"""Calls functions: interpreted ones, what is not known, and of Python itself what is allowed."""

import ast
import collections
import functools
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plugin.discovery.static import allowed
from plugin.discovery.static.contents import is_iterator
from plugin.discovery.static.definitions import record_of
from plugin.discovery.static.frames import Frame, mangle
from plugin.discovery.static.limits import PER_STEP, check_bases, check_call, size_of
from plugin.discovery.static.unknown import Undecided, Unknown, Why, facts, first_unknown, is_a, show, show_call

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine

CALLABLES = (type, types.FunctionType, types.BuiltinFunctionType, types.MethodType)
MUTABLE = (list, dict, set, collections.deque, bytearray)


def call(machine: "Machine", node: ast.Call, frame: Frame) -> Any:
    """Evaluate a call."""
    function = machine.evaluate(node.func, frame)
    args: list[Any] = []
    unknown: Unknown | None = None
    for each in node.args:
        if type(each) is not ast.Starred:
            args.append(machine.evaluate(each, frame))
        elif type(value := machine.evaluate(each.value, frame)) is Unknown:
            unknown = value
        else:
            args += machine.iterate(value)
    kwargs: dict[str, Any] = {}
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, frame)
        if keyword.arg is not None:
            kwargs[keyword.arg] = value
        elif type(value) is Unknown:
            unknown = value
        else:
            for key in machine.keys_of(value):
                if key in kwargs:
                    raise TypeError(f"{show(function)}() got multiple values for keyword argument {key!r}")
                kwargs[key] = machine.get_item(value, key)
    machine.at(node)
    if unknown is not None:
        why = machine.because("the arguments are not known", unknown)
        return _not_followed(machine, function, tuple(args), kwargs, why)
    if type(function) in CALLABLES and function in machine.frame_calls:
        return machine.frame_calls[function](machine, frame, tuple(args), kwargs)
    return call_value(machine, function, tuple(args), kwargs)


def call_value(machine: "Machine", function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call anything."""
    if type(function) is Unknown:
        return _call_unknown(machine, function, args, kwargs)
    if machine.is_spec_class(function):
        return _make_spec(machine, function, args, kwargs)
    if _is_interpreted(machine, function):
        return _call_interpreted(machine, function, args, kwargs)
    machine.worlds.tick()
    if not is_a(function, CALLABLES) and record_of(type(function).__dict__.get("__call__")) is None:
        bound = getattr(type(function), "__call__", None)  # noqa: B004
        if type(bound) is types.FunctionType:  # of a class of Python
            function = types.MethodType(bound, function)
    if type(function) is functools.partial:
        return call_value(machine, function.func, (*function.args, *args), {**function.keywords, **kwargs})
    return _call_native(machine, function, args, kwargs)


def _is_interpreted(machine: "Machine", function: Any) -> bool:
    """Whether calling an object runs interpreted code, or makes an instance of an interpreted class."""
    function = function.__func__ if is_a(function, types.MethodType) else function
    if is_a(function, type):
        return machine.is_ours(function)
    is_function = is_a(function, types.FunctionType)
    return record_of(function if is_function else getattr(type(function), "__call__", None)) is not None  # noqa: B004


def _call_interpreted(machine: "Machine", function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    place = machine.place()
    try:
        is_plain_class = is_a(function, type) and type(function).__call__ is type.__call__
        made = _make_instance(machine, function, args, kwargs) if is_plain_class else function(*args, **kwargs)
    except Undecided as undecided:
        called = function.__func__ if is_a(function, types.MethodType) else function
        machine.doubt(undecided.why, (called, *filter(callable, (*args, *kwargs.values()))))
        why = Why(f"`{show(function)}` cannot be followed", place, undecided.why)
        return _not_followed(machine, function, args, kwargs, why)
    except Exception as error:
        if id(function) not in machine.assumed:
            raise
        text = f"is something else than what its decorator has got, for it raises {type(error).__name__}"
        return _not_followed(machine, function, args, kwargs, Why(f"`{show(function)}` {text}", place))
    if is_a(made, type) and made is not function:
        machine.place_class(made, place)
    return made


def _make_instance(machine: "Machine", cls: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What calling a class does, so that the new object is known as such."""
    made = cls.__new__(cls, *args, **kwargs)
    if is_a(made, cls):
        machine.worlds.note_birth(made)
        given = type(made).__init__(made, *args, **kwargs)
        if type(given) is not Unknown and given is not None:
            raise TypeError(f"__init__() should return None, not {type(given).__name__!r}")
    return made


def _not_followed(
    machine: "Machine", function: Any, args: tuple[Any, ...], kwargs: dict[str, Any], why: Why
) -> Unknown:
    """What a call gives that was not followed to its end: all that it may have changed is not known from here on."""
    for each in (*args, *kwargs.values()):
        if type(each) is not Unknown and not is_a(each, (type, types.FunctionType, str, int, type(None))):
            machine.worlds.spoil(each, why, 2)
    if not is_a(function, type) and type(function) is not Unknown:
        machine.worlds.spoil(function, why)
    return Unknown(show_call(show(function), args, kwargs), why, product=machine.is_maker(function))


def _call_unknown(machine: "Machine", function: Unknown, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Unknown:
    known = facts(function)
    text = show_call(known.text, args, kwargs)
    why = machine.taken(text, function)
    for each in (*args, *kwargs.values()):
        if is_a(each, MUTABLE):
            machine.worlds.spoil(each, why, 1)
    machine.may_raise(text)
    has_product = known.product or any(map(machine.makes_specs, (*args, *kwargs.values())))
    return Unknown(text, why, product=has_product)


def _make_spec(machine: "Machine", cls: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Make a plugin spec, and note where."""
    place = machine.place()
    if machine.is_core(cls):
        if len(args) > 2 and type(args[2]) is Unknown:
            args = (*args[:2], _factory, *args[3:])
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
    """Stands for a factory that is not known."""


def _call_native(machine: "Machine", function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call a function of Python, if it is allowed and its arguments are known as far as it looks at them."""
    place, worlds = machine.place(), machine.worlds
    if not callable(function):
        return function(*args, **kwargs)  # raises what Python raises
    name = allowed.called_name(function)
    if not allowed.is_allowed(function):
        return _give_up(machine, function, args, kwargs, Why(f"`{name}` is not evaluated", place))
    receiver = getattr(function, "__self__", None)
    receiver = None if is_a(receiver, types.ModuleType) else receiver
    changed = receiver if receiver is not None else args[0] if args and allowed.changes_receiver(function) else None
    if changed is not None and not allowed.is_reading(function):
        if allowed.changes_class(function) and machine.is_of_host(changed):
            machine.refuse_write()
            return changed
        worlds.note(changed)
    given = (*args, *kwargs.values())
    unknown = first_unknown(given)
    if unknown is not None and not allowed.keeps_arguments(function):
        return _give_up(machine, function, args, kwargs, machine.because("an argument is not known", unknown))
    if reason := _refused(machine, function, receiver, args, kwargs):
        return Unknown(show_call(name, args, kwargs), Why(reason, place))
    is_looked_into = not allowed.is_shallow(function, args)
    if is_looked_into:
        worlds.tick(sum(map(size_of, (receiver, *given))) // PER_STEP)
    for each in args:
        is_changed = is_a(each, MUTABLE) and function not in allowed.UNORDERED
        is_changed = is_changed or (is_a(each, (types.FunctionType, type)) and not is_a(function, type))
        if is_iterator(each) or (is_changed and is_looked_into):
            worlds.note(each)
    if (function not in allowed.UNORDERED or "key" in kwargs) and not is_a(receiver, (set, frozenset)):
        args = tuple([machine.ordered(each) for each in args])
    if receiver is not None and is_a(receiver, set) and name.endswith("pop") and len(receiver) > 1:
        first = machine.ordered(receiver)[0]
        receiver.discard(first)
        return first
    try:
        made = machine.natively(function, *args, **kwargs)
    except Undecided as undecided:
        why = Why(f"it is not known what `{name}` gives", place, undecided.why)
        return _give_up(machine, function, args, kwargs, why)
    except (TypeError, ValueError, AttributeError):
        reach = machine.worlds.contents.reachable  # Python refuses the stand-in in it, not the value
        hidden = first_unknown(each for value in (receiver, *given) for each in reach(value, 3))
        if hidden is None:
            raise
        why = Why(f"it is not known what `{name}` gives", place, facts(hidden).why)
        return _give_up(machine, function, args, kwargs, why)
    if is_a(made, type) and made is not function:
        machine.place_class(made, place)
    elif machine.marks(function) and is_a(made, types.FunctionType):
        machine.note_spec(made.__dict__.get("__pluginspec__"), place)
    return machine.checked(machine.let_in(made, show_call(name, args, kwargs)))


def _refused(
    machine: "Machine", function: Any, receiver: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> str | None:
    """Why a function of Python is not called with these arguments, which are known; ``None`` if it is."""
    given = (*args, *kwargs.values())
    if any(type(each) in CALLABLE_KINDS and record_of(each) is None and allowed.changes_class(each) for each in given):
        return "what changes a class is handed on"
    if allowed.is_own(function):
        return None
    return (
        check_call(function, receiver, given, allowed.module_of(function))
        or check_bases(given)
        or (None if allowed.is_shallow(function, args) else machine.too_deep(given or (receiver,)))
    )


CALLABLE_KINDS = {types.FunctionType, types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodWrapperType}


def _give_up(machine: "Machine", function: Any, args: tuple[Any, ...], kwargs: dict[str, Any], why: Why) -> Unknown:
    receiver = getattr(function, "__self__", None)
    if is_a(receiver, MUTABLE) and not allowed.is_reading(function):
        machine.worlds.spoil(receiver, why, 1)
    has_product = machine.is_maker(function) or any(map(machine.makes_specs, (*args, *kwargs.values())))
    return Unknown(show_call(allowed.called_name(function), args, kwargs), why, product=has_product)


# -- what needs the frame it is called from --------------------------------------------------------------------------


def super_(machine: "Machine", frame: Frame, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if args or kwargs:
        return call_value(machine, super, args, kwargs)
    if frame.cell is None or frame.function is None:
        raise RuntimeError("super(): no arguments")
    return super(frame.cell.cell_contents, frame.function)


def execute_text(machine: "Machine", frame: Frame, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    machine.run(*_parsed(machine, frame, args, kwargs, "exec"))


def _parsed(
    machine: "Machine", frame: Frame, args: tuple[Any, ...], kwargs: dict[str, Any], mode: str
) -> tuple[Any, Frame]:
    """The code in a text, and the frame that it is run in."""
    text, scope, variables = (*args, None, None, None)[:3]
    scope, variables = kwargs.get("globals", scope), kwargs.get("locals", variables)
    unknown = first_unknown((text, scope, variables))
    if unknown is not None:
        raise Undecided(machine.because("the code that is run is not known", unknown))
    if not is_a(text, (str, bytes)):
        raise Undecided(Why("the code that is run is no text"))
    tree = ast.parse(text.strip() if mode == "eval" else text, mode=mode)
    mangle([tree])
    if scope is None:
        inner = Frame(frame.variables if variables is None else variables, frame.module, frame.outer, names=frame.names)
        inner.is_class = frame.is_class
    else:
        inner = Frame(scope if variables is None else variables, frame.module)
    if inner.variables is not frame.variables:
        machine.worlds.note(inner.variables)
    return tree.body, inner  # type: ignore[attr-defined]


FRAME_CALLS: dict[Any, Callable[..., Any]] = {
    super: super_,
    globals: lambda machine, frame, args, kwargs: frame.module,
    locals: lambda machine, frame, args, kwargs: frame.variables,
    vars: lambda machine, frame, args, kwargs: machine.get_attribute(args[0], "__dict__") if args else frame.variables,
    dir: lambda machine, frame, args, kwargs: (
        _call_native(machine, dir, args, kwargs) if args else sorted(frame.variables)
    ),
    exec: execute_text,
    eval: lambda machine, frame, args, kwargs: machine.evaluate(*_parsed(machine, frame, args, kwargs, "eval")),
}
"""The builtins that look at the frame they are called from."""
