"""Makes real functions and classes, so that everything Python does with them works.

An interpreted function is a Python function that enters the interpreter when it is called. A class is made by its real
metaclass over a body that was interpreted.
"""

import ast
import types
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, cast

from plugin.discovery.static.blocks import call_generator
from plugin.discovery.static.expressions import items, keywords
from plugin.discovery.static.frames import Frame, Machine, arguments_of, names_of, read_by, title_of
from plugin.discovery.static.unknown import OutOfBudget, Undecided, Unknown, Why, facts, is_a, shortened

OF_CLASS = {"super", "__class__"}
"""Names in code that need the class that contains it."""


class Function(NamedTuple):
    """A function defined by interpreted code.

    :param machine: interprets it
    :param node: its syntax
    :param frame: the frame that it was defined in
    """

    machine: Machine
    node: Any
    frame: Frame

    def call(self, function: types.FunctionType, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Run its body with these arguments."""
        machine, node = self.machine, self.node
        args = tuple([machine.let_in(each, "...") for each in args])
        variables = bind_arguments(function, node, args, kwargs)
        names = names_of(node)
        frame = Frame(variables, self.frame.module, self.frame, names)
        frame.path = f"{function.__qualname__}.<locals>."
        frame.function = next(iter(variables.values()), None)
        if isinstance(node, ast.AsyncFunctionDef):
            raise Undecided(machine.because("a coroutine is not followed"))
        with machine.entered():
            if names.is_generator:
                made = call_generator(machine, node, frame)
                machine.generators[id(made)] = made, function
                return made
            if isinstance(node, ast.Lambda):
                return machine.evaluate(node.body, frame)
            signal = machine.run(node.body, frame)
            return None if signal is None else signal.value


def make_function(machine: Machine, node: Any, frame: Frame) -> types.FunctionType:
    """Make a function from its definition, before it is decorated."""
    record = Function(machine, node, frame)

    def called(*args: Any, **kwargs: Any) -> Any:
        return record.call(cast("types.FunctionType", called), args, kwargs)

    function: Any = called
    around: Any = frame.outer if getattr(node, "type_params", ()) else frame  # its type parameters are not seen there
    function.__defaults__ = tuple([machine.evaluate(each, around) for each in node.args.defaults]) or None
    keywords = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    function.__kwdefaults__ = {
        each.arg: machine.evaluate(default, around) for each, default in keywords if default is not None
    } or None
    function.__name__ = "<lambda>" if isinstance(node, ast.Lambda) else title_of(node)
    function.__qualname__ = frame.path + function.__name__
    function.__module__ = frame.module.raw("__name__")
    function.__doc__ = None if isinstance(node, ast.Lambda) else ast.get_docstring(node)
    function.__annotations__ = {}
    return cast("types.FunctionType", function)


_CODES = {each for each in make_function.__code__.co_consts if is_a(each, types.CodeType)}
"""The code that all interpreted functions share."""


def record_of(value: Any) -> Function | None:
    """The record of an interpreted function; ``None`` for any other object."""
    if type(value) is not types.FunctionType or value.__code__ not in _CODES:
        return None
    return next(each.cell_contents for each in value.__closure__ or () if type(each.cell_contents) is Function)


def bind_arguments(
    function: types.FunctionType, node: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> dict[str, Any]:
    """Bind the arguments of a call to the parameters, by calling a native function with the same parameters.

    :raises TypeError: if they do not fit
    """
    variables: dict[str, Any] = native_of(function, node)(*args, **kwargs)
    return variables


def native_of(function: types.FunctionType, node: Any) -> types.FunctionType:
    """A native function with the parameters of an interpreted one, which returns its variables."""
    spec, names = node.args, tuple([each.arg for each in arguments_of(node)])
    flags = 4 * bool(spec.vararg) | 8 * bool(spec.kwarg)  # ``CO_VARARGS`` and ``CO_VARKEYWORDS`` of ``inspect``
    code = _all_variables.__code__.replace(
        co_argcount=len(spec.posonlyargs) + len(spec.args),
        co_posonlyargcount=len(spec.posonlyargs),
        co_kwonlyargcount=len(spec.kwonlyargs),
        co_nlocals=len(names),
        co_varnames=names,
        co_flags=_all_variables.__code__.co_flags | flags,
    )
    taking = types.FunctionType(code, globals(), function.__name__, function.__defaults__)
    taking.__kwdefaults__, taking.__qualname__ = function.__kwdefaults__, function.__qualname__
    return taking


def _all_variables() -> dict[str, Any]:
    return locals()


def define(machine: Machine, node: Any, frame: Frame) -> None:
    decorators = [machine.evaluate(each, frame) for each in node.decorator_list]
    make = make_class if isinstance(node, ast.ClassDef) else make_function
    made = make(machine, node, with_parameters(machine, node, frame))
    for decorator, expression in zip(reversed(decorators), reversed(node.decorator_list), strict=True):
        machine.at(expression)
        made = _decorated(machine, decorator, made, frame)
    machine.store_name(node.name, frame, made)


def with_parameters(machine: Machine, node: Any, frame: Frame) -> Frame:
    """The frame around a definition, with its type parameters if it has any (PEP 695).

    What bounds them is never asked for, nor what they are by default (PEP 696), but for whether they are anything.
    """
    parameters = {}
    for each in getattr(node, "type_params", ()):
        default = {"default": Any} if getattr(each, "default_value", None) else {}
        parameters[each.name] = getattr(machine.native("typing"), type(each).__name__)(each.name, **default)
    return Frame(parameters, frame.module, frame) if parameters else frame


def alias_type(machine: Machine, node: Any, frame: Frame) -> None:
    """Bind a name by a ``type`` statement: what it stands for is evaluated when Python asks for it."""
    inner, marks = with_parameters(machine, node, frame), {"TypeVarTuple": "*", "ParamSpec": "**"}
    parameters = ", ".join(marks.get(type(each).__name__, "") + each.name for each in node.type_params)
    code = f"type {node.name.id}{parameters and f'[{parameters}]'} = value()"
    made: dict[str, Any] = {}
    exec(code, {"value": lambda: machine.evaluate(node.value, inner)}, made)  # noqa: S102 - nothing of the project
    machine.store_name(node.name.id, frame, made[node.name.id])


def _decorated(machine: Machine, decorator: Any, value: Any, frame: Frame) -> Any:
    """The result of a decorator; an unknown one is assumed to return the function or class that it decorates."""
    if not is_a(value, (type, types.FunctionType)):
        return value if type(decorator) is Unknown and type(value) is Unknown else machine.call(decorator, (value,), {})
    made = decorator if type(decorator) is Unknown else machine.call(decorator, (value,), {})
    if type(made) is not Unknown:
        return made
    known = facts(made)
    if known.product or (is_a(value, types.FunctionType) and frame.is_class and not machine.is_product(value)):
        why = machine.because("it is not known what a decorator returns", made)
        return Unknown(f"{known.text}({value.__name__})", why, product=known.product)
    text = f"its decorator `{shortened(known.text)}` is not looked into: assumed to return what it decorates"
    machine.assume(value, Why(text, machine.place(), known.why))
    return value


def make_class(machine: Machine, node: ast.ClassDef, frame: Frame) -> Any:
    """Make a class from its definition, before it is decorated (Python reference, "Class definitions")."""
    machine.at(node, frame)
    place = machine.place()
    bases = items(machine, node.bases, frame)
    if getattr(node, "type_params", None):
        several = machine.native("typing").TypeVarTuple
        parts = [[*each] if isinstance(each, several) else [each] for each in frame.variables.values()]
        bases.append(machine.native("typing").Generic[tuple(chain.from_iterable(parts))])
    options = keywords(machine, node.keywords, frame, [])
    known = tuple([_stand_in(each) if type(each) is Unknown else each for each in bases])
    if reason := machine.too_deep((known,)):
        raise OutOfBudget(reason, machine.place())
    for base in known:
        machine.worlds.note(base)  # its hooks may change it
    metaclass = options.get("metaclass")
    if type(metaclass) is Unknown:
        del options["metaclass"]
    if any(is_opaque(base) for base in known) and not _takes_keywords(machine, known):
        options = {name: value for name, value in options.items() if name == "metaclass"}
    made = types.new_class(title_of(node), known, options, partial(_run_body, machine, node, frame))
    machine.place_class(made, place)
    machine.definitions[id(made)] = node
    if type(metaclass) is Unknown:
        text = f"its metaclass `{shortened(facts(metaclass).text)}` is not looked into"
        machine.assume(made, Why(f"{text}: assumed to leave namespace and name alone", place, facts(metaclass).why))
    return made


def _run_body(machine: Machine, node: ast.ClassDef, frame: Frame, namespace: Any) -> None:
    """Run the body of a class, which binds names in a namespace."""
    inner = Frame(namespace, frame.module, frame, names_of(node))
    qualified = frame.path + title_of(node)
    inner.is_class, inner.path = True, f"{qualified}."
    namespace["__module__"], namespace["__qualname__"] = frame.module.raw("__name__"), qualified
    if (doc := ast.get_docstring(node, clean=False)) is not None:
        namespace["__doc__"] = doc
    if frame.module.module.source.mentions_classes and read_by(node) & OF_CLASS:
        inner.cell = types.CellType()
    machine.run(node.body, inner)
    if inner.cell is not frame.cell:
        namespace["__classcell__"] = inner.cell


def _takes_keywords(machine: Machine, bases: tuple[Any, ...]) -> bool:
    """Whether a base class of the project handles the keywords of a class definition."""
    classes = [each for base in bases if is_a(base, type) for each in base.__mro__]
    return any("__init_subclass__" in vars(each) and machine.is_ours(each) and not is_opaque(each) for each in classes)


# -- unknown base classes --------------------------------------------------------------------------------------------


def _stand_in(base: Unknown) -> type:
    name = facts(base).text.rpartition(".")[2]
    return type(name if name.isidentifier() else "Unknown", (), {"__opaque__": base, **_OPAQUE})


def opaque_of(cls: type) -> Unknown | None:
    """The unknown base class among the base classes of a class."""
    return next((vars(base)["__opaque__"] for base in cls.__mro__ if "__opaque__" in vars(base)), None)


def is_opaque(value: Any) -> bool:
    """Whether an object is a class with an unknown base class."""
    return is_a(value, type) and opaque_of(value) is not None


def _hand_on(cls: Any, /, **kwargs: Any) -> None:
    """Calls the hook of the next base class, because an unknown one is assumed to do nothing with a derived class."""
    *_, last = (each for each in cls.__mro__ if "__opaque__" in vars(each))
    hook = super(last, cls).__init_subclass__
    if isinstance(hook, types.MethodType):  # not that of ``object``, which takes no arguments
        hook(**kwargs)


_OPAQUE: dict[str, Any] = {
    "__new__": lambda cls, *args, **kwargs: object.__new__(cls),
    "__init__": lambda self, *args, **kwargs: None,
    "__init_subclass__": classmethod(_hand_on),
    "__class_getitem__": classmethod(lambda cls, item: cls),
}
"""Accept any arguments, in place of an unknown base class."""
