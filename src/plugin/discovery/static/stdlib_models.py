"""Models of the standard library: a table from the dotted name to what the engine knows about it.

The standard library is never read: what stands here is modelled, and anything else gives an unknown value with its
name as the reason. Add a model by adding a function and its row.
"""

import collections
import itertools
from collections.abc import Callable

from plugin.discovery.static import (
    attributes,
    builtin_models,
    calls,
    classes,
    computed_models,
    expressions,
    fields,
    iterator_models,
)
from plugin.discovery.static.builtin_models import compute, descriptor, items_of, nothing, same_object
from plugin.discovery.static.values import (
    FALSE,
    NONE,
    UNBOUND,
    Attributed,
    BoundMethod,
    Call,
    ClassValue,
    Collection,
    Const,
    Descriptor,
    FunctionValue,
    GeneratorContext,
    InstanceValue,
    IteratorValue,
    Mapping,
    Native,
    PartialValue,
    Unknown,
    Value,
    force,
    key_of,
)

_made: dict[str, Value] = {}


def module(name: str) -> Value:
    """A module of the standard library."""
    return known(name) or _made.setdefault(name, Native(name))


def attribute(native: Native, name: str) -> Value | None:
    """An attribute of a module or class of the standard library, or ``None`` for what is no module."""
    dotted = f"{native.name}.{name}"
    dotted = SAME_AS.get(dotted, dotted)
    return known(dotted) or (_made.setdefault(dotted, _unmodelled(dotted)) if native.model is None else None)


def _unmodelled(dotted: str) -> Native:
    # By the naming convention of PEP 8; what derives from it is a class in any case.
    name = dotted.rpartition(".")[2]
    return Native(dotted, is_class=name[:1].isupper() and not name.isupper())


def known(dotted: str) -> Value | None:
    """What stands for a dotted name, if it is modelled."""
    found = TABLE.get(dotted)
    if found is not None and not isinstance(found, Value):
        found = _made.setdefault(dotted, Native(dotted, found))
    return found


# -- functools --------------------------------------------------------------------------------------------------------


def partial(call: Call) -> Value:
    if not call.args:
        raise call.interpreter.raising("TypeError", "partial() misses the function", call.node, call.environment)
    return PartialValue(force(call.args[0]), call.args[1:], call.kwargs)


def partial_method(call: Call) -> Value:
    made = partial(call)
    return Descriptor("partialmethod", made) if isinstance(made, PartialValue) else made


def wraps(call: Call) -> Value:
    wrapped = force(call.args[0])
    return Native("functools.wraps()", lambda inner: _update_wrapper(force(inner.args[0]), wrapped, inner))


def update_wrapper(call: Call) -> Value:
    wrapper, wrapped = call.arguments("wrapper", "wrapped")
    return _update_wrapper(wrapper or NONE, wrapped or NONE, call)


def _update_wrapper(wrapper: Value, wrapped: Value, call: Call) -> Value:
    if not isinstance(wrapper, Attributed):
        return wrapper
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        value = attributes.find(call.interpreter, wrapped, name, call.node, call.environment)
        if value is not UNBOUND:
            wrapper.attributes[name] = value
    if isinstance(wrapped, Attributed):
        for name, value in wrapped.attributes.items():
            wrapper.attributes.setdefault(name, value)
    wrapper.attributes["__wrapped__"] = wrapped
    return wrapper


def cache(call: Call) -> Value:
    """``functools.cache`` and ``lru_cache``, with and without arguments: one result for equal arguments."""
    (function,) = call.arguments("user_function" if "user_function" in call.kwargs else "maxsize")
    if not isinstance(function, (BoundMethod, FunctionValue, ClassValue, PartialValue, Native)):
        return Native("functools.lru_cache()", cache)
    results: dict[object, Value] = {}

    def model(inner: Call) -> Value:
        key = (
            tuple(key_of(value) for value in inner.args),
            tuple(sorted((name, key_of(value)) for name, value in inner.kwargs.items())),
        )
        if key not in results:
            results[key] = calls.call(
                inner.interpreter, function, inner.args, inner.kwargs, inner.node, inner.environment
            )
        return results[key]

    return Native("functools.cache()", model, constants={"__wrapped__": function})


def reduce(call: Call) -> Value:
    found = items_of(call, call.args[1])
    if isinstance(found, Unknown):
        return found
    items = [*call.args[2:3], *found]
    if not items:
        raise call.interpreter.raising("TypeError", "reduce() of an empty iterable", call.node, call.environment)
    result = items[0]
    for item in items[1:]:
        result = calls.call(call.interpreter, call.args[0], [result, item], {}, call.node, call.environment)
    return result


# -- classes: dataclasses, enum, collections, typing ------------------------------------------------------------------


def default_dict(call: Call) -> Value:
    rest = Call(call.interpreter, call.node, call.environment, call.args[1:], call.kwargs)
    made = builtin_models.make_dict(rest)
    if isinstance(made, Mapping) and call.args:
        factory = force(call.args[0])
        made.default = None if isinstance(factory, Const) else factory
    return made


def deque(call: Call) -> Value:
    if len(call.args) > 1 or call.kwargs:
        return call.unknown("the longest length of a deque is not followed")
    return builtin_models.make_collection("list")(call)


def simple_namespace(call: Call) -> Value:
    made = InstanceValue(ClassValue("SimpleNamespace", [builtin_models.TABLE["object"]], module_name="types"))
    made.attributes.update(call.kwargs)
    return made


def new_class(call: Call) -> Value:
    """``types.new_class``."""
    name, bases, keywords, body = call.arguments("name", "bases", "kwds", "exec_body")
    named = Mapping() if keywords is None or isinstance(keywords, Const) else keywords
    if not isinstance(named, Mapping) or named.spoiled or "metaclass" in named.entries or name is None:
        return call.unknown("the class that is made is not known", keywords)
    names = Mapping()
    names.made_under = call.interpreter.branches
    if body is not None and not isinstance(body, Const):
        calls.call(call.interpreter, body, [names], {}, call.node, call.environment)
    kwargs = {str(key.value): value for key, value in named.entries.values() if isinstance(key, Const)}
    given: list[Value] = [name, bases or Collection("tuple", ()), names]
    return builtin_models.make_class(Call(call.interpreter, call.node, call.environment, given, kwargs))


def second(call: Call) -> Value:
    """``typing.cast`` and its like: the second argument."""
    return force(call.args[1])


def decorator_factory(call: Call) -> Value:
    """A decorator with arguments that gives back what it decorates."""
    return Native("decorator()", same_object)


def type_variable(call: Call) -> Value:
    name = call.args[0] if call.args else call.unknown("the name of the type variable is not known")
    return Native("typing.TypeVar()", is_class=True, constants={"__name__": name})


def new_type(call: Call) -> Value:
    return Native("typing.NewType()", same_object)


# -- modules and objects ----------------------------------------------------------------------------------------------


def import_module(call: Call) -> Value:
    name, package = call.arguments("name", "package")
    if not isinstance(name, Const) or not isinstance(name.value, str):
        return call.unknown("it is not known which module is imported", name)
    wanted = name.value
    if wanted.startswith("."):
        if not isinstance(package, Const) or not isinstance(package.value, str):
            return call.unknown("it is not known which module is imported", package)
        level = len(wanted) - len(wanted.lstrip("."))
        parts = package.value.split(".")
        wanted = ".".join([*parts[: len(parts) - level + 1], *filter(None, [wanted[level:]])])
    return call.interpreter.import_by_name(wanted, call.node, call.environment)


def clean_docstring(text: str) -> str:
    """``inspect.cleandoc(text)``."""
    import inspect  # noqa: PLC0415  # which takes time to import, and hardly any module calls this for a plugin

    return inspect.cleandoc(text)


def get_module(call: Call) -> Value:
    """``inspect.getmodule(object)``."""
    value = force(call.args[0])
    name = attributes.find(call.interpreter, value, "__module__", call.node, call.environment)
    if isinstance(name, Const) and isinstance(name.value, str):
        return call.interpreter.import_module(name.value, call.node, call.environment)
    return call.unknown("it is not known in which module it stands", value)


def is_kind(test: Callable[[Value], bool]) -> Callable[[Call], Value]:
    """``inspect.isclass`` and its like."""

    def model(call: Call) -> Value:
        value = force(call.args[0])
        if expressions.is_opaque(value):
            return call.unknown("it is not known what kind of object it is", value)
        return Const(test(value))

    return model


def shallow_copy(call: Call) -> Value:
    value = force(call.args[0])
    if isinstance(value, (Collection, Mapping)):
        return builtin_models.copy_of(value, call)
    if isinstance(value, InstanceValue):
        made = InstanceValue(value.cls, call.interpreter.origin)
        made.attributes.update(value.attributes)
        made.spoiled = value.spoiled
        return made
    return (
        value if isinstance(value, (Const, FunctionValue, ClassValue)) else call.unknown("the copy is not known", value)
    )


def context_manager(call: Call) -> Value:
    """``contextlib.contextmanager``: where its function yields, the block runs."""
    function = force(call.args[0])
    if not isinstance(function, FunctionValue):
        return call.unknown("it is not known what the context manager does", function)

    def model(inner: Call) -> Value:
        def run(at_yield: Callable[[Value], Value]) -> Value:
            return calls.call_generator(
                inner.interpreter, function, inner.args, inner.kwargs, at_yield, inner.node, inner.environment
            )

        return GeneratorContext(run)

    return Native("contextlib.contextmanager()", model, constants={"__wrapped__": function})


def closing(call: Call) -> Value:
    """``contextlib.closing``: calls ``close`` in the end."""
    thing = force(call.args[0])

    def run(at_yield: Callable[[Value], Value]) -> Value:
        try:
            return at_yield(thing)
        finally:
            close = attributes.get(call.interpreter, thing, "close", call.node, call.environment)
            calls.call(call.interpreter, close, [], {}, call.node, call.environment)

    return GeneratorContext(run)


def null_context(call: Call) -> Value:
    (result,) = call.arguments("enter_result")
    return Native("contextlib.nullcontext", constants={"enter_result": result or NONE})


def suppress(call: Call) -> Value:
    return Native("contextlib.suppress", constants={"kinds": Collection("tuple", call.args)})


def count(call: Call) -> Value:
    start, step = call.arguments("start", "step")
    numbers = [value.value for value in (start or Const(0), step or Const(1)) if isinstance(value, Const)]
    if len(numbers) != 2:
        return call.unknown("the numbers are not known", start)
    made = expressions.guarded(
        call.interpreter, lambda: (itertools.count(*numbers), 0)[1:], call.node, call.environment
    )
    return made if isinstance(made, Unknown) else IteratorValue(map(Const, itertools.count(*numbers)))


def like(builtin: str, name: str, model: Callable[[Call], Value]) -> Native:
    """A class of ``collections`` that is modelled as a builtin one, with what that has as well."""

    def make(call: Call) -> Value:
        made = model(call)
        if isinstance(made, (Collection, Mapping)):
            made.python = getattr(collections, name)
        return made

    return Native(builtin, make, is_class=True, constants=dict.fromkeys(("__name__", "__qualname__"), Const(name)))


Model = Callable[[Call], Value]

TABLE: "dict[str, Value | Model]" = {
    **computed_models.TABLE,
    **iterator_models.TABLE,
    "abc.ABC": Native("abc.ABC", is_class=True),
    "abc.ABCMeta": classes.ABSTRACT,
    "abc.abstractmethod": same_object,
    "abc.abstractproperty": descriptor("property"),
    "collections.OrderedDict": like("dict", "OrderedDict", builtin_models.make_dict),
    "collections.defaultdict": like("dict", "defaultdict", default_dict),
    "collections.deque": like("list", "deque", deque),
    "collections.namedtuple": fields.named_tuple,
    "contextlib.closing": closing,
    "contextlib.contextmanager": context_manager,
    "contextlib.nullcontext": null_context,
    "contextlib.suppress": suppress,
    "copy.copy": shallow_copy,
    "dataclasses.asdict": fields.as_dict,
    "dataclasses.dataclass": fields.dataclass,
    "dataclasses.field": fields.field,
    "dataclasses.fields": fields.fields_told,
    "dataclasses.is_dataclass": fields.is_dataclass,
    "dataclasses.replace": fields.replace,
    "enum.auto": lambda _: Native("enum.auto()"),
    "enum.unique": same_object,
    "functools.cache": cache,
    "functools.cached_property": descriptor("cached_property"),
    "functools.lru_cache": cache,
    "functools.partial": Native("functools.partial", partial, is_class=True),
    "functools.partialmethod": partial_method,
    "functools.reduce": reduce,
    "functools.total_ordering": same_object,
    "functools.update_wrapper": update_wrapper,
    "functools.wraps": wraps,
    "importlib.import_module": import_module,
    "inspect.cleandoc": compute(clean_docstring),
    "inspect.getmodule": get_module,
    "inspect.isclass": is_kind(lambda value: isinstance(value, ClassValue) or getattr(value, "is_class", False)),
    "inspect.isfunction": is_kind(lambda value: isinstance(value, FunctionValue)),
    "itertools.count": count,
    "types.MappingProxyType": same_object,
    "types.SimpleNamespace": Native("types.SimpleNamespace", simple_namespace, is_class=True),
    "types.new_class": new_class,
    "typing.NamedTuple": Native("typing.NamedTuple", is_class=True),
    "typing.NewType": new_type,
    "typing.ParamSpec": type_variable,
    "typing.TYPE_CHECKING": FALSE,
    "typing.TypeVar": type_variable,
    "typing.TypeVarTuple": type_variable,
    "typing.cast": second,
    "typing.dataclass_transform": decorator_factory,
    "typing.final": same_object,
    "typing.no_type_check": same_object,
    "typing.overload": same_object,
    "typing.override": same_object,
    "typing.runtime_checkable": same_object,
    "warnings.deprecated": decorator_factory,
    "warnings.warn": nothing,
}

SAME_AS = {
    "typing.Dict": "collections.OrderedDict",
    "typing.OrderedDict": "collections.OrderedDict",
    "abc.abstractclassmethod": "abc.abstractmethod",
}
"""Names of the standard library that mean the same as another."""

for _module in ("os", "sys", "platform"):
    TABLE[_module] = Native(_module)
TABLE["sys.modules"] = Native("sys.modules")
