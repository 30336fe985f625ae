"""Models of Python's builtins, and of the methods of its plain data: a table from the name to a small function."""

import builtins
import re
import types
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any

from plugin.discovery.static import attributes, calls, classes, expressions, fields, specimens
from plugin.discovery.static.values import (
    FALSE,
    NONE,
    TRUE,
    UNBOUND,
    Attributed,
    Attributes,
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
    ModuleValue,
    Mutable,
    NamespaceView,
    Native,
    Origin,
    SuperValue,
    Unclear,
    Unknown,
    Value,
    View,
    each_option,
    force,
    join,
    key_of,
)

EXCEPTIONS = {
    name: cls for name, cls in vars(builtins).items() if isinstance(cls, type) and issubclass(cls, BaseException)
}
EXCEPTION_BASES = {name: tuple(base.__name__ for base in cls.__mro__[1:-1]) for name, cls in EXCEPTIONS.items()}
"""The name of each exception of Python -> the names of its bases."""


def make_exception(kind: str, text: Value, origin: "Origin | None" = None) -> InstanceValue:
    """An exception of Python with its text as the only argument."""
    made = InstanceValue(
        ClassValue(kind, [TABLE.get(kind) or Native(kind, is_class=True)], module_name="builtins"), origin
    )
    made.attributes["args"] = Collection("tuple", [text])
    return made


def make_object(call: Call) -> Value:
    """A new object that is nothing but itself."""
    return InstanceValue(ClassValue("object", [TABLE["object"]], module_name="builtins"), call.interpreter.origin)


def raise_native(kind: str) -> Callable[[Call], Value]:
    """A model of the class of an exception."""

    def model(call: Call) -> Value:
        made = make_exception(kind, NONE, call.interpreter.origin)
        made.attributes["args"] = Collection("tuple", call.args)
        return made

    return model


def items_of(call: Call, value: Value, *, any_order: bool = False) -> Iterator[Value] | Unknown:
    return expressions.iterate(call.interpreter, value, call.node, call.environment, any_order=any_order)


def is_unordered(*values: Value) -> bool:
    """Whether the items of one of several values come in an order that is not known."""
    return not all(expressions.in_order(force(value)) for value in values)


# -- making and measuring plain data --------------------------------------------------------------------------------


def compute(function: Callable[..., Any]) -> Callable[[Call], Value]:
    """A model that lets Python compute the result, from constants."""

    def model(call: Call) -> Value:
        given = [force(value) for value in call.args]
        named = {key: force(value) for key, value in call.kwargs.items()}
        unclear = next((v for v in (*given, *named.values()) if not expressions.is_plain(v)), None)
        if unclear is not None:
            if len(given) == 1 and isinstance(unclear, Choice) and not named:
                return join(
                    (condition, model(Call(call.interpreter, call.node, call.environment, [option], {})))
                    for condition, option in unclear.options
                )
            return call.unknown("an argument is not known", unclear)
        args = [expressions.to_python(value) for value in given]
        kwargs = {key: expressions.to_python(value) for key, value in named.items()}
        return expressions.guarded(call.interpreter, lambda: function(*args, **kwargs), call.node, call.environment)

    return model


def make_collection(kind: str) -> Callable[[Call], Value]:
    def model(call: Call) -> Value:
        if not call.args:
            return Collection(kind, ())
        found = items_of(call, call.args[0], any_order=True)
        if isinstance(found, Unknown):
            return found
        unordered = is_unordered(call.args[0])
        return expressions.collection(call.interpreter, kind, found, call.node, call.environment, unordered=unordered)

    return model


def make_dict(call: Call) -> Value:
    entries: list[tuple[Value, Value]] = []
    unordered = False
    if call.args:
        source = force(call.args[0])
        if isinstance(source, Mapping) and not source.spoiled:
            entries += source.entries.values()
            unordered = source.unordered
        else:
            found = items_of(call, source)
            if isinstance(found, Unknown):
                return found
            for pair in found:
                parts = items_of(call, pair)
                both = [] if isinstance(parts, Unknown) else list(parts)
                if len(both) != 2 or isinstance(force(both[0]), (Unknown, Choice)):
                    return call.unknown("an entry of the dict is not known", pair)
                expressions.hash_of(call.interpreter, both[0], call.node, call.environment)
                entries.append((both[0], both[1]))
    made = Mapping([*entries, *((Const(key), value) for key, value in call.kwargs.items())])
    made.unordered = unordered
    return made


def make_bool(call: Call) -> Value:
    known = expressions.truth(call.args[0]) if call.args else False
    return call.unknown("it is not known whether this is true", call.args[0]) if known is None else Const(known)


def length(call: Call) -> Value:
    value = attributes.text_of_member(force(call.args[0]))
    match value:
        case Collection() if not value.spoiled:
            return Const(len(value.items))
        case Mapping() if not value.spoiled:
            return Const(len(value.entries))
        case Const() if isinstance(value.value, (str, bytes)):
            return Const(len(value.value))
        case ClassValue() if (members := attributes.enum_members(call.interpreter, value)) is not None:
            return Const(len(set(map(id, members.values()))))  # a member may have several names
        case InstanceValue() if (items := fields.tuple_items(value)) is not None:
            return Const(len(items))
        case InstanceValue() if isinstance(method := attributes.class_attribute(value.cls, "__len__"), FunctionValue):
            return calls.call(call.interpreter, method, [value], {}, call.node, call.environment)
    return call.unknown("the length is not known", value)


def text(call: Call) -> Value:
    if not call.args:
        return Const("")
    return join(
        (condition, expressions.to_text(call.interpreter, option, call.node, call.environment))
        for condition, option in each_option(call.args[0])
    )


def make_range(call: Call) -> Value:
    found = compute(range)(call)
    if isinstance(found, Const) and isinstance(found.value, range):
        return (
            IteratorValue(iter(Const(number) for number in found.value))
            if found.value[1000:1001]  # len() of a very long one raises
            else Collection("range", map(Const, found.value))
        )
    return found


def each_of(call: Call, values: list[Value]) -> list[Iterator[Value]] | Unknown:
    """The items of several values; unknown if those of one are."""
    found: list[Iterator[Value]] = []
    for value in values:
        items = items_of(call, value, any_order=len(values) == 1)
        if isinstance(items, Unknown):
            return items
        found.append(items)
    return found


def make_zip(call: Call) -> Value:
    sources = each_of(call, call.args)
    strict = expressions.truth(call.kwargs.get("strict", FALSE))
    if isinstance(sources, Unknown) or strict is None:
        return sources if isinstance(sources, Unknown) else call.unknown("it is not known whether it is strict")

    def rows() -> Iterator[Value]:
        try:
            for row in zip(*sources, strict=strict):
                yield Collection("tuple", row)
        except ValueError as error:
            raise call.interpreter.raising("ValueError", str(error), call.node, call.environment) from None

    return IteratorValue(rows(), unordered=is_unordered(*call.args))


def make_enumerate(call: Call) -> Value:
    start = force(call.args[1]) if len(call.args) > 1 else force(call.kwargs.get("start", Const(0)))
    found = items_of(call, call.args[0])
    if isinstance(found, Unknown) or not isinstance(start, Const):
        return found if isinstance(found, Unknown) else call.unknown("the start is not known", start)
    first: Any = start.value
    if not isinstance(first, int):
        raise call.interpreter.raising("TypeError", "it starts with a number", call.node, call.environment)
    return IteratorValue(Collection("tuple", [Const(index), item]) for index, item in enumerate(found, first))


def make_map(call: Call) -> Value:
    sources = each_of(call, call.args[1:])
    if isinstance(sources, Unknown):
        return sources
    results = (
        calls.call(call.interpreter, call.args[0], list(each), {}, call.node, call.environment)
        for each in zip(*sources, strict=False)
    )
    return IteratorValue(results, unordered=is_unordered(*call.args[1:]))


def make_filter(call: Call) -> Value:
    test = force(call.args[0])
    found = items_of(call, call.args[1], any_order=True)
    if isinstance(found, Unknown):
        return found

    def kept() -> Iterator[Value]:
        for item in found:
            value = item
            if not (isinstance(test, Const) and test.value is None):
                value = calls.call(call.interpreter, test, [item], {}, call.node, call.environment)
            known = expressions.truth(value)
            if known is None:
                made.spoiled = call.unknown("it is not known which items are kept", force(value))
                raise Unclear(made.spoiled)
            if known:
                yield item

    made = IteratorValue(kept(), unordered=is_unordered(call.args[1]))
    return made


def order_keys(call: Call, items: list[Value]) -> list[Any] | Unknown:
    """What the items are compared by: themselves, or what the argument ``key`` gives for each."""
    key = force(call.kwargs.get("key", NONE))
    keys = items
    if not (isinstance(key, Const) and key.value is None):
        keys = [calls.call(call.interpreter, key, [item], {}, call.node, call.environment) for item in items]
    unclear = next((each for each in map(force, keys) if not expressions.is_plain(each)), None)
    if unclear is None:
        return [expressions.to_python(key) for key in keys]
    beginnings = [_beginning(force(key)) for key in keys]
    plain = [each[: min(map(len, beginnings))] for each in beginnings]
    if any(plain.count(each) > 1 for each in plain):
        return call.unknown("the order is not known", unclear)
    return plain


def _beginning(key: Value) -> tuple[Any, ...]:
    """The first items of a tuple, as far as they are plain: where they differ, the others do not matter."""
    items = map(force, key.items) if isinstance(key, Collection) and key.kind == "tuple" and not key.spoiled else ()
    return tuple(map(expressions.to_python, takewhile(expressions.is_plain, items)))


def make_sorted(call: Call) -> Value:
    found = items_of(call, call.args[0], any_order=True)
    reverse = expressions.truth(call.kwargs.get("reverse", FALSE))
    if isinstance(found, Unknown) or reverse is None:
        return found if isinstance(found, Unknown) else call.unknown("the order is not known")
    items = list(found)
    if len(items) < 2 and "key" not in call.kwargs:
        return Collection("list", items)
    keys = order_keys(call, items)
    if isinstance(keys, Unknown):
        return keys
    if "key" in call.kwargs and is_unordered(call.args[0]) and any(keys.count(key) > 1 for key in keys):
        return call.unknown("the order of a set is not known")
    order = expressions.guarded(
        call.interpreter,
        lambda: sorted(range(len(items)), key=keys.__getitem__, reverse=reverse),
        call.node,
        call.environment,
    )
    return Collection("list", [items[index] for index in expressions.to_python(order)])


def extreme(function: Callable[..., Any]) -> Callable[[Call], Value]:
    """A model of ``max`` or ``min``."""

    def model(call: Call) -> Value:
        found = items_of(call, call.args[0], any_order=True) if len(call.args) == 1 else call.args
        if isinstance(found, Unknown):
            return found
        items = list(found)
        keys = order_keys(call, items)
        if isinstance(keys, Unknown):
            return keys
        if "key" in call.kwargs and is_unordered(*call.args[:1]) and any(keys.count(key) > 1 for key in keys):
            return call.unknown("the order of a set is not known")
        if not items and "default" in call.kwargs:
            return force(call.kwargs["default"])
        index = expressions.guarded(
            call.interpreter,
            lambda: function(range(len(items)), key=keys.__getitem__),
            call.node,
            call.environment,
        )
        return force(items[expressions.to_python(index)])

    return model


def make_sum(call: Call) -> Value:
    found = items_of(call, call.args[0], any_order=True)
    if isinstance(found, Unknown):
        return found
    items = Collection("list", found)
    if is_unordered(call.args[0]) and not all(
        isinstance(value := force(item), Const) and isinstance(value.value, int) for item in items.items
    ):
        return call.unknown("the order of a set is not known")
    return compute(sum)(Call(call.interpreter, call.node, call.environment, [items, *call.args[1:]], call.kwargs))


def make_reversed(call: Call) -> Value:
    found = items_of(call, call.args[0])
    return found if isinstance(found, Unknown) else IteratorValue(iter(list(found)[::-1]))


def any_of(stops_at: bool) -> Callable[[Call], Value]:
    def model(call: Call) -> Value:
        found = items_of(call, call.args[0], any_order=True)
        if isinstance(found, Unknown):
            return found
        for item in found:
            known = expressions.truth(item)
            if known is None:
                return call.unknown("it is not known whether this is true", force(item))
            if known is stops_at:
                return Const(stops_at)
        return Const(not stops_at)

    return model


def make_iterator(call: Call) -> Value:
    value = force(call.args[0])
    if isinstance(value, IteratorValue):
        return value
    found = items_of(call, value, any_order=True)
    return found if isinstance(found, Unknown) else IteratorValue(found, unordered=is_unordered(value))


def next_item(call: Call) -> Value:
    source = force(call.args[0])
    if isinstance(source, InstanceValue):
        method = attributes.class_attribute(source.cls, "__next__")
        if isinstance(method, FunctionValue):
            return calls.call(call.interpreter, method, [source], {}, call.node, call.environment)
    if not isinstance(source, IteratorValue) or source.spoiled:
        return call.unknown("the next item is not known", source)
    call.interpreter.changes(source)
    if call.interpreter.is_branch_of(source):
        source.spoiled = call.unknown("it goes on under a condition that is not known")
        return source.spoiled
    if source.unordered:
        rest = list(source.items)
        if len(rest) > 1:
            source.spoiled = call.unknown("the order of a set is not known")
            return source.spoiled
        source.items, source.unordered = iter(rest), False
    for item in source.items:
        return force(item)
    if len(call.args) > 1:
        return force(call.args[1])
    raise call.interpreter.raising("StopIteration", "", call.node, call.environment)


# -- asking about values --------------------------------------------------------------------------------------------


def type_of(call: Call) -> Value:
    if len(call.args) == 3:
        return make_class(call)
    value = force(call.args[0])
    match value:
        case InstanceValue():
            return attributes.class_of(value)
        case ClassValue():
            return value.metaclass or TABLE["type"]
        case Const() if type(value.value).__name__ in TABLE:
            return TABLE[type(value.value).__name__]
        case Collection() if value.python is None:
            return TABLE[value.kind]
        case Mapping() if value.python is None:
            return TABLE["dict"]
    return call.unknown("the type is not known", value)


def make_class(call: Call) -> Value:
    """``type(name, bases, namespace)``."""
    if len(call.args) != 3:
        return call.unknown("a class is made of three arguments")
    name, bases, namespace = (force(value) for value in call.args)
    if not (isinstance(name, Const) and isinstance(bases, Collection) and isinstance(namespace, Mapping)):
        return call.unknown("the class that is made is not known", name)
    cls = ClassValue(
        str(name.value),
        [force(base) for base in bases.items],
        module_name=call.environment.module.name,
        origin=call.interpreter.origin,
    )
    cls.metaclass = classes.derived_metaclass(call.interpreter, NONE, cls.bases, call.node, call.environment)
    cls.made_under = call.interpreter.branches
    for key, value in namespace.entries.values():
        if isinstance(key, Const):
            cls.attributes[str(key.value)] = value
    return classes.finish(call.interpreter, cls, dict(call.kwargs), call.node, call.environment)


def is_instance(call: Call) -> Value:
    value, kinds = force(call.args[0]), force(call.args[1])
    return _decide(call, [value], kinds, instance_of)


def is_subclass(call: Call) -> Value:
    value, kinds = force(call.args[0]), force(call.args[1])
    return _decide(call, [value], kinds, _subclass_of)


def _decide(call: Call, values: list[Value], kinds: Value, test: Callable[[Value, Value], bool | None]) -> Value:
    options = [force(kind) for kind in kinds.items] if isinstance(kinds, Collection) else [kinds]
    outcomes = [test(value, kind) for value in values for kind in options]
    if True in outcomes:
        return TRUE
    return call.unknown("the type is not known", values[0]) if None in outcomes else FALSE


def instance_of(value: Value, kind: Value) -> bool | None:
    """Whether a value is an object of a class, as far as that is known."""
    if isinstance(value, (Unknown, Choice)) or isinstance(kind, (Unknown, Choice)):
        return None
    if isinstance(value, InstanceValue):
        return _subclass_of(value.cls, kind)
    if isinstance(kind, ClassValue) and isinstance(kind.metaclass, ClassValue):
        return None  # its metaclass may say
    if isinstance(kind, ClassValue):
        if isinstance(value, ClassValue):
            return _subclass_of(value.metaclass, kind) if value.metaclass else False
        return False
    if not isinstance(kind, Native):
        return None
    if kind.name == "object":
        return True
    if kind.name == "type":
        return isinstance(value, ClassValue) or (isinstance(value, Native) and value.is_class)
    if isinstance(value, Const):
        real = getattr(builtins, kind.name, None)
        return isinstance(value.value, real) if isinstance(real, type) else None
    if isinstance(value, (Collection, Mapping)) and value.python is not None:
        return None
    if isinstance(value, Collection):
        return value.kind == kind.name if kind.name in TABLE else None
    if isinstance(value, Mapping):
        return kind.name == "dict" if kind.name in TABLE else None
    if isinstance(value, (FunctionValue, ClassValue, ModuleValue)) and kind.name in TABLE:
        return False
    return None


def _subclass_of(cls: Value, kind: Value) -> bool | None:
    if isinstance(cls, (Unknown, Choice)) or isinstance(kind, (Unknown, Choice)):
        return None
    if kind is TABLE["object"]:
        return True
    if isinstance(cls, ClassValue):
        order = attributes.mro(cls)
        if any(each is kind for each in order):
            return True
        if isinstance(kind, ClassValue) and isinstance(kind.metaclass, ClassValue):
            return None  # its metaclass may say
        if isinstance(kind, Native):
            names = {
                name
                for each in order
                if isinstance(each, Native)
                for name in (each.name, *EXCEPTION_BASES.get(each.name, ()))
            }
            if kind.name in names:
                return True
        return None if any(isinstance(each, Unknown) for each in order) else False
    if isinstance(cls, Native) and isinstance(kind, Native):
        real, other = getattr(builtins, cls.name, None), getattr(builtins, kind.name, None)
        return issubclass(real, other) if isinstance(real, type) and isinstance(other, type) else None
    return False if isinstance(cls, Native) else None


def is_callable(call: Call) -> Value:
    value = force(call.args[0])
    known = attributes.can_be_called(value)
    return call.unknown("it is not known whether it can be called", value) if known is None else Const(known)


def get_attribute(call: Call) -> Value:
    owner, name, default = call.arguments("object", "name", "default")
    if not isinstance(name, Const) or not isinstance(name.value, str) or owner is None:
        return call.unknown("the name of the attribute is not known", name)
    if default is not None:
        found = _attribute_options(call, owner, name.value)
        return join((condition, default if value is UNBOUND else value) for condition, value in found)
    whole = attributes.find(call.interpreter, owner, name.value, call.node, call.environment)
    if whole is not UNBOUND:
        return whole
    raise call.interpreter.raising(
        "AttributeError", f"there is no attribute `{name.value}`", call.node, call.environment
    )


def has_attribute(call: Call) -> Value:
    owner, name = call.arguments("object", "name")
    if not isinstance(name, Const) or not isinstance(name.value, str) or owner is None or isinstance(owner, Unknown):
        return call.unknown("it is not known whether there is such an attribute", owner)
    found = _attribute_options(call, owner, name.value)
    unclear = next((value for _, value in found if isinstance(value, Unknown)), None)
    if unclear is not None:
        return call.unknown("it is not known whether there is such an attribute", unclear)
    return join((condition, Const(value is not UNBOUND)) for condition, value in found)


def _attribute_options(call: Call, owner: Value, name: str) -> list[tuple[str, Value]]:
    """An attribute of each of the values that a value may be; ``UNBOUND`` where one has none."""
    return [
        (" and ".join(filter(None, (condition, inner))), value)
        for condition, option in each_option(owner)
        for inner, value in each_option(attributes.find(call.interpreter, option, name, call.node, call.environment))
    ]


def set_attribute(call: Call) -> Value:
    owner, name, value = call.arguments("object", "name", "value")
    if owner is None or value is None or not isinstance(name, Const) or not isinstance(name.value, str):
        if isinstance(owner, ModuleValue):
            call.interpreter.tell_dynamic(
                "a name that is not known is bound in the module", call.node, call.environment, name
            )
        elif isinstance(owner, Attributed):
            owner.spoiled = call.unknown("an attribute whose name is not known is set", name)
        return NONE
    attributes.set_attribute(call.interpreter, owner, name.value, value, call.node, call.environment)
    return NONE


def delete_attribute(call: Call) -> Value:
    owner, name = call.arguments("object", "name")
    if owner is not None and isinstance(name, Const) and isinstance(name.value, str):
        attributes.set_attribute(call.interpreter, owner, name.value, UNBOUND, call.node, call.environment)
    return NONE


def make_super(call: Call) -> Value:
    if len(call.args) >= 2:
        cls, receiver = force(call.args[0]), force(call.args[1])
        return (
            SuperValue(cls, receiver)
            if isinstance(cls, ClassValue)
            else call.unknown("`super()` of what is not known", cls)
        )
    environment = call.environment
    while environment.is_comprehension and environment.parent is not None:
        environment = environment.parent
    function = environment.function
    if function is None:
        raise call.interpreter.raising("RuntimeError", "super() stands in no method", call.node, call.environment)
    if function.owner is None or not environment.arguments:
        return call.unknown("it is not known what `super()` stands for")
    return SuperValue(function.owner, force(environment.arguments[0]))


def descriptor(kind: str) -> Callable[[Call], Value]:
    def model(call: Call) -> Value:
        return Descriptor(kind, call.args[0] if call.args else call.kwargs.get("fget", NONE))

    return model


def module_names(call: Call) -> Value:
    """``globals()``."""
    return NamespaceView(call.environment.module)


def names_of(call: Call) -> Value:
    """``vars()`` and ``locals()``."""
    if call.args:
        return attributes.get(call.interpreter, force(call.args[0]), "__dict__", call.node, call.environment)
    environment = call.environment
    if environment.scope is not None and environment.scope.is_module:
        return NamespaceView(environment.module)
    names = Attributes([(Const(name), value) for name, value in environment.variables.items()], environment)
    if environment.scope is not None:
        names.spoiled = call.unknown("the names of a class body are not followed")
    return names


def import_by_name(call: Call) -> Value:
    name = force(call.args[0]) if call.args else UNBOUND
    if isinstance(name, Const) and isinstance(name.value, str):
        fromlist = force(call.kwargs.get("fromlist", call.args[3] if len(call.args) > 3 else NONE))
        whole = name.value if expressions.truth(fromlist) else name.value.partition(".")[0]
        return call.interpreter.import_by_name(whole, call.node, call.environment)
    return call.unknown("it is not known which module is imported", name)


def execute(call: Call) -> Value:
    call.interpreter.tell_dynamic("code is made and executed here", call.node, call.environment, call.args[0])
    for names in map(force, call.args[1:]):
        if isinstance(names, Mapping):
            names.spoiled = call.unknown("code is executed that may change it")
    return NONE


def nothing(call: Call) -> Value:
    return NONE


def same_object(call: Call) -> Value:
    return force(call.args[0])


TABLE: dict[str, Value] = {
    "True": TRUE,
    "False": FALSE,
    "None": NONE,
    "Ellipsis": Const(...),
    "NotImplemented": Native("NotImplemented"),
    "__debug__": TRUE,
    **{name: Native(name, compute(getattr(builtins, name))) for name in (
        "abs", "ascii", "bin", "chr", "divmod", "format", "hex", "oct", "ord", "pow", "repr", "round",
    )},
    **{name: Native(name, compute(getattr(builtins, name)), is_class=True) for name in (
        "bytes", "complex", "float", "int"
    )},
    "bool": Native("bool", make_bool, is_class=True),
    **{name: Native(name, make_collection(name), is_class=True) for name in ("frozenset", "list", "set", "tuple")},
    **{name: Native(name, raise_native(name), is_class=True) for name in EXCEPTIONS},
    "__import__": Native("__import__", import_by_name),
    "all": Native("all", any_of(False)),
    "any": Native("any", any_of(True)),
    "callable": Native("callable", is_callable),
    "classmethod": Native("classmethod", descriptor("classmethod"), is_class=True),
    "delattr": Native("delattr", delete_attribute),
    "dict": Native("dict", make_dict, is_class=True),
    "enumerate": Native("enumerate", make_enumerate, is_class=True),
    "exec": Native("exec", execute),
    "filter": Native("filter", make_filter, is_class=True),
    "getattr": Native("getattr", get_attribute),
    "globals": Native("globals", module_names),
    "hasattr": Native("hasattr", has_attribute),
    "isinstance": Native("isinstance", is_instance),
    "issubclass": Native("issubclass", is_subclass),
    "iter": Native("iter", make_iterator),
    "len": Native("len", length),
    "locals": Native("locals", names_of),
    "map": Native("map", make_map, is_class=True),
    "max": Native("max", extreme(max)),
    "min": Native("min", extreme(min)),
    "next": Native("next", next_item),
    "object": Native("object", make_object, is_class=True),
    "print": Native("print", nothing),
    "property": Native("property", descriptor("property"), is_class=True),
    "range": Native("range", make_range, is_class=True),
    "reversed": Native("reversed", make_reversed, is_class=True),
    "setattr": Native("setattr", set_attribute),
    "sorted": Native("sorted", make_sorted),
    "staticmethod": Native("staticmethod", descriptor("staticmethod"), is_class=True),
    "str": Native("str", text, is_class=True),
    "sum": Native("sum", make_sum),
    "super": Native("super", make_super, is_class=True),
    "type": Native("type", type_of, is_class=True),
    "vars": Native("vars", names_of),
    "zip": Native("zip", make_zip, is_class=True),
}  # fmt: skip


for _name, _real in vars(builtins).items():
    if not _name.startswith("__"):
        TABLE.setdefault(_name, Native(_name, is_class=isinstance(_real, type)))  # known, but not modelled


# -- methods of plain data ------------------------------------------------------------------------------------------


def method(owner: Value, name: str) -> Value:
    """A method of a constant, a collection, a mapping or a module's names; ``UNBOUND`` if there is none."""
    if isinstance(owner, Const):
        if name == "__class__":
            return TABLE.get(type(owner.value).__name__, UNBOUND)
        if name.startswith("__") or not hasattr(owner.value, name):
            return UNBOUND
        found = getattr(owner.value, name)
        if not callable(found):
            return expressions.from_python(found)
        if isinstance(owner.value, re.Pattern):
            from plugin.discovery.static import computed_models  # noqa: PLC0415 - its models take those of here

            return computed_models.pattern_method(owner, name) or UNBOUND
        if name in ("format", "join"):
            return Native(f"str.{name}", _text_from(str(owner.value), name))
        return Native(f"{type(owner.value).__name__}.{name}", compute(found))
    real = python_type(owner)
    if name == "__class__":
        return TABLE.get(real.__name__, UNBOUND)
    table = COLLECTION if isinstance(owner, Collection) else MAPPING if isinstance(owner, Mapping) else NAMES
    if isinstance(owner, IteratorValue) or name not in table or not specimens.instances_have(real, name):
        return UNBOUND
    return Native(name, lambda call: table[name](owner, call))


def python_type(owner: Value) -> type:
    """The type of Python that plain data, a module's names or an iterator stands for."""
    if isinstance(owner, Const):
        return type(owner.value)
    if isinstance(owner, (Collection, Mapping)) and owner.python is not None:
        return owner.python
    if isinstance(owner, Collection):
        found: type = getattr(builtins, owner.kind)
        return found
    return types.GeneratorType if isinstance(owner, IteratorValue) else dict


def unmodelled_method(owner: Value, name: str) -> Value:
    """A method that Python has and no model knows: it may change its object; ``UNBOUND`` if Python has none either."""
    if not specimens.instances_have(python_type(owner), name):
        return UNBOUND

    def model(call: Call) -> Value:
        unknown = call.unknown(f"`{name}` is not modelled")
        if isinstance(owner, NamespaceView):
            call.interpreter.tell_dynamic("the names of the module are changed", call.node, call.environment, unknown)
        elif isinstance(owner, Mutable):
            owner.spoiled = unknown
        return unknown

    return Native(f"{name}()", model)


def class_method(native: Native, name: str) -> Value | None:
    """A method looked up on a builtin class, such as ``str.upper`` or ``dict.fromkeys``."""
    real = getattr(builtins, native.name, None)
    if native.name == "object" and name in attributes.OBJECT_METHODS:
        return Native(f"object.{name}", attributes.OBJECT_METHODS[name])
    if native.name in ("type", "abc.ABCMeta") and name in ("__delattr__", "__setattr__"):
        return Native(f"type.{name}", attributes.OBJECT_METHODS[name])
    if native.name in ("type", "abc.ABCMeta") and name in ("__init__", "__call__"):
        return Native(f"type.{name}", nothing)
    if native.name == "dict" and name == "fromkeys":
        return Native("dict.fromkeys", _from_keys)
    if not isinstance(real, type) or native.name not in ("str", "bytes", "int", "float") or name.startswith("__"):
        return None
    function = getattr(real, name, None)
    return None if function is None else Native(f"{native.name}.{name}", compute(function))


def _type_new(call: Call) -> Value:
    """``super().__new__(mcs, name, bases, namespace)`` in a metaclass: the class that is being made."""
    if not call.interpreter.being_made or len(call.args) < 4:
        return make_class(Call(call.interpreter, call.node, call.environment, call.args[1:], call.kwargs))
    cls = call.interpreter.being_made[-1]
    name, namespace = force(call.args[1]), force(call.args[3])
    if isinstance(name, Const):
        cls.name = str(name.value)
    if isinstance(namespace, Mapping):
        if namespace.spoiled:
            cls.spoiled = namespace.spoiled
        for key, value in namespace.entries.values():
            if isinstance(key, Const) and force(attributes.own_attribute(cls, str(key.value))) is not force(value):
                attributes.store(call.interpreter, cls, str(key.value), value, call.node, call.environment)
    return cls


for _metaclass in (TABLE["type"], classes.ABSTRACT):
    if isinstance(_metaclass, Native):
        _metaclass.model = type_of
        _metaclass.constants["__new__"] = Native("type.__new__", _type_new)


def _from_keys(call: Call) -> Value:
    found = items_of(call, call.args[0], any_order=True)
    if isinstance(found, Unknown):
        return found
    value = call.args[1] if len(call.args) > 1 else NONE
    keys = list(found)
    for key in keys:
        expressions.hash_of(call.interpreter, key, call.node, call.environment)
    made = Mapping((key, value) for key in keys)
    made.unordered = is_unordered(call.args[0])
    return made


def _text_from(pattern: str, name: str) -> Callable[[Call], Value]:
    """``str.format`` and ``str.join``, whose parts may be unknown or objects with a text of their own."""

    def plain(call: Call, value: Value) -> Value:
        value = force(value)
        if expressions.is_plain(value) or isinstance(value, (Unknown, Choice)):
            return value
        if isinstance(value, InstanceValue) and attributes.class_attribute(value.cls, "__format__") is not UNBOUND:
            return call.unknown("the text of the value is not known")
        found = expressions.to_text(call.interpreter, value, call.node, call.environment)
        return found if isinstance(found, Const) else value

    def model(call: Call) -> Value:
        function: Any = getattr(pattern, name)
        if name == "join" and call.args:
            found = items_of(call, call.args[0])
            if isinstance(found, Unknown):
                return found
            items = [attributes.text_of_member(force(item)) for item in found]
            unclear = next((item for item in items if not isinstance(item, Const)), None)
            if unclear is not None:
                return call.unknown("a part of the text is not known", unclear)
            call = Call(call.interpreter, call.node, call.environment, [Collection("list", items)], {})
        elif name == "format":
            args = [plain(call, value) for value in call.args]
            kwargs = {key: plain(call, value) for key, value in call.kwargs.items()}
            call = Call(call.interpreter, call.node, call.environment, args, kwargs)
        return compute(function)(call)

    return model


def _changing(function: Callable[[Any, Call], Value]) -> Callable[[Any, Call], Value]:
    """A method that changes its object: under a condition that is not known, the content is not known afterwards."""

    def model(owner: Any, call: Call) -> Value:
        call.interpreter.changes(owner)
        if expressions.spoiled_by_condition(call.interpreter, owner, call.node, call.environment):
            return call.unknown("the content is not known", owner.spoiled)
        return function(owner, call)

    return model


def _reading(function: Callable[[Any, Call], Value]) -> Callable[[Any, Call], Value]:
    def model(owner: Any, call: Call) -> Value:
        return call.unknown("the content is not known", owner.spoiled) if owner.spoiled else function(owner, call)

    return model


def _append(owner: Collection, call: Call) -> Value:
    value = call.args[0]
    if owner.kind != "list":
        expressions.hash_of(call.interpreter, value, call.node, call.environment)
        key = key_of(value)
        if any(key == key_of(held) for held in owner.items):
            return NONE
        if owner.items and expressions.hashes_itself(key):
            owner.spoiled = call.unknown("it is not known which items are equal")
    owner.items.append(value)
    return NONE


def _extend(owner: Collection, call: Call) -> Value:
    for source in call.args:
        found = items_of(call, source, any_order=True)
        if isinstance(found, Unknown):
            owner.spoiled = found
            return NONE
        owner.unordered = owner.unordered or is_unordered(source)
        for item in list(found):
            _append(owner, Call(call.interpreter, call.node, call.environment, [item], {}))
    return NONE


def _insert(owner: Collection, call: Call) -> Value:
    index = force(call.args[0])
    if isinstance(index, Const) and isinstance(index.value, int) and owner.in_order:
        owner.items.insert(index.value, call.args[1])
    else:
        owner.spoiled = call.unknown("the position is not known", index)
    return NONE


def _removing(missing: str | None) -> Callable[[Collection, Call], Value]:
    """``remove`` and ``discard``: what they raise where the item is not there."""

    def remove(owner: Collection, call: Call) -> Value:
        wanted = force(call.args[0])
        for index, item in enumerate(owner.items):
            known = _is_item(item, wanted)
            if known is None:
                owner.spoiled = call.unknown("it is not known which item is removed", wanted)
                return NONE
            if known:
                del owner.items[index]
                return NONE
        kind = "KeyError" if owner.kind == "set" else missing
        if missing is not None:
            raise call.interpreter.raising(str(kind), "there is no such item", call.node, call.environment)
        return NONE

    return remove


def _pop(owner: Collection, call: Call) -> Value:
    index = force(call.args[0]) if call.args else Const(-1)
    if not owner.in_order or not isinstance(index, Const):
        owner.spoiled = call.unknown("it is not known which item is taken", index)
        return owner.spoiled
    position: Any = index.value
    if not isinstance(position, int):
        raise call.interpreter.raising("TypeError", "an index is a number", call.node, call.environment)
    if not -len(owner.items) <= position < len(owner.items):
        kind = "IndexError" if owner.kind == "list" else "KeyError"
        raise call.interpreter.raising(kind, "there is no such item", call.node, call.environment)
    return force(owner.items.pop(position))


def _clear(owner: Any, call: Call) -> Value:
    (owner.items if isinstance(owner, Collection) else owner.entries).clear()
    return NONE


def _reverse(owner: Collection, call: Call) -> Value:
    owner.items.reverse()
    return NONE


def _sort(owner: Collection, call: Call) -> Value:
    made = make_sorted(Call(call.interpreter, call.node, call.environment, [owner], call.kwargs))
    if isinstance(made, Collection):
        owner.items[:] = made.items
        owner.unordered = False
    elif isinstance(made, Unknown):
        owner.spoiled = made
    return NONE


def copy_of(owner: Any, call: Call) -> Value:
    made: Collection | Mapping
    if isinstance(owner, Collection):
        made = Collection(owner.kind, owner.items, unordered=owner.unordered)
    else:
        made = Mapping(owner.entries.values(), owner.default)
        made.unordered = owner.unordered
    made.python = owner.python
    return made


def _is_item(held: Value, wanted: Value) -> bool | None:
    """Whether an item of a collection counts as the one that is asked for: the same object, or an equal one."""
    held = force(held)
    return held is wanted or expressions.equal(held, wanted)


def _index(owner: Collection, call: Call) -> Value:
    if len(call.args) == 1 and owner.in_order:
        for index, item in enumerate(owner.items):
            known = _is_item(item, force(call.args[0]))
            if known:
                return Const(index)
            if known is None:
                break
        else:
            raise call.interpreter.raising("ValueError", "there is no such item", call.node, call.environment)
    return call.unknown("it is not known where the item is", call.args[0])


def _count(owner: Collection, call: Call) -> Value:
    wanted = force(call.args[0])
    outcomes = [_is_item(item, wanted) for item in owner.items]
    return call.unknown("an item is not known") if None in outcomes else Const(outcomes.count(True))


def _computed(name: str) -> Callable[[Collection, Call], Value]:
    """A method that reads plain data, and that Python computes."""

    def model(owner: Collection, call: Call) -> Value:
        if not expressions.is_plain(owner, any_order=True):
            return call.unknown("an item is not known")
        args: list[Value] = []
        for value in call.args:
            found = items_of(call, value, any_order=True)
            args.append(found if isinstance(found, Unknown) else Collection("list", found))
        function = getattr(expressions.to_python(owner), name)
        return compute(function)(Call(call.interpreter, call.node, call.environment, args, call.kwargs))

    return model


def _union(owner: Collection, call: Call) -> Value:
    made = Collection(owner.kind, owner.items)
    _extend(made, call)
    return made.spoiled or made


def _pop_left(owner: Collection, call: Call) -> Value:
    return _pop(owner, Call(call.interpreter, call.node, call.environment, [Const(0)], {}))


def _append_left(owner: Collection, call: Call) -> Value:
    owner.items.insert(0, call.args[0])
    return NONE


def _extend_left(owner: Collection, call: Call) -> Value:
    found = items_of(call, call.args[0])
    if isinstance(found, Unknown):
        owner.spoiled = found
        return NONE
    owner.items[:0] = [*found][::-1]
    return NONE


def _rotate(owner: Collection, call: Call) -> Value:
    steps = force(call.args[0]) if call.args else Const(1)
    if not isinstance(steps, Const) or not isinstance(steps.value, int):
        owner.spoiled = call.unknown("it is not known how far it is turned", steps)
    elif owner.items:
        cut = -steps.value % len(owner.items)
        owner.items[:] = [*owner.items[cut:], *owner.items[:cut]]
    return NONE


COLLECTION: dict[str, Callable[[Any, Call], Value]] = {
    "add": _changing(_append),
    "append": _changing(_append),
    "appendleft": _changing(_append_left),
    "clear": _changing(_clear),
    "copy": _reading(copy_of),
    "count": _reading(_count),
    "difference": _reading(_computed("difference")),
    "discard": _changing(_removing(None)),
    "extend": _changing(_extend),
    "extendleft": _changing(_extend_left),
    "index": _reading(_index),
    "insert": _changing(_insert),
    "intersection": _reading(_computed("intersection")),
    "isdisjoint": _reading(_computed("isdisjoint")),
    "issubset": _reading(_computed("issubset")),
    "issuperset": _reading(_computed("issuperset")),
    "pop": _changing(_pop),
    "popleft": _changing(_pop_left),
    "remove": _changing(_removing("ValueError")),
    "reverse": _changing(_reverse),
    "rotate": _changing(_rotate),
    "sort": _changing(_sort),
    "symmetric_difference": _reading(_computed("symmetric_difference")),
    "union": _reading(_union),
    "update": _changing(_extend),
}


def _is_known_key(owner: Mapping, key: Value, call: Call) -> bool:
    """Whether it is known which key of a dict equals this one; raises if it can be none."""
    expressions.hash_of(call.interpreter, key, call.node, call.environment)
    return not isinstance(key, (Unknown, Choice)) and not expressions.hashes_itself(key, *owner.entries)


def _get(owner: Mapping, call: Call) -> Value:
    key, default = call.arguments("key", "default")
    if key is None or not _is_known_key(owner, key, call):
        options = expressions.each_item(owner)
        if not options:
            return call.unknown("the key is not known", key)
        return join([*options, ("it has no such key", default or NONE)])
    found = owner.entries.get(key_of(key))
    return force(found[1]) if found else default or NONE


def _take(owner: Mapping, call: Call) -> Value:
    key, default = call.arguments("key", "default")
    if key is None or not _is_known_key(owner, key, call):
        owner.spoiled = call.unknown("the key is not known", key)
        return owner.spoiled
    found = owner.entries.pop(key_of(key), None)
    if found is None and default is None:
        raise call.interpreter.raising("KeyError", repr(key), call.node, call.environment)
    return force(found[1]) if found else default or NONE


def _take_last(owner: Mapping, call: Call) -> Value:
    if not owner.entries:
        raise call.interpreter.raising("KeyError", "the dict is empty", call.node, call.environment)
    if not owner.in_order or call.args or call.kwargs:
        owner.spoiled = call.unknown("it is not known which item is taken")
        return owner.spoiled
    return Collection("tuple", owner.entries.popitem()[1])


def _move_to_end(owner: Mapping, call: Call) -> Value:
    key, last = call.arguments("key", "last")
    at_end = expressions.truth(last or TRUE)
    if key is None or at_end is None or not _is_known_key(owner, key, call):
        owner.spoiled = call.unknown("it is not known what is moved", key)
        return NONE
    entry = owner.entries.pop(key_of(key), None)
    if entry is None:
        raise call.interpreter.raising("KeyError", repr(key), call.node, call.environment)
    rest = dict(owner.entries)
    owner.entries.clear()
    owner.entries.update({**rest, key_of(key): entry} if at_end else {key_of(key): entry, **rest})
    return NONE


def _set_default(owner: Mapping, call: Call) -> Value:
    key, default = call.arguments("key", "default")
    if key is None or not _is_known_key(owner, key, call):
        owner.spoiled = call.unknown("the key is not known", key)
        return owner.spoiled
    return force(owner.entries.setdefault(key_of(key), (key, default or NONE))[1])


def _update(owner: Mapping, call: Call) -> Value:
    more = make_dict(call)
    if isinstance(more, Mapping):
        owner.entries.update(more.entries)
        owner.unordered = owner.unordered or not more.in_order
    elif isinstance(more, Unknown):
        owner.spoiled = more
    return NONE


def _showing(kind: str) -> Callable[[Mapping, Call], Value]:
    return lambda owner, _: View(owner, kind)


MAPPING: dict[str, Callable[[Any, Call], Value]] = {
    "clear": _changing(_clear),
    "copy": _reading(copy_of),
    "get": _reading(_get),
    "items": _reading(_showing("items")),
    "keys": _reading(_showing("keys")),
    "move_to_end": _changing(_move_to_end),
    "pop": _changing(_take),
    "popitem": _changing(_take_last),
    "setdefault": _changing(_set_default),
    "update": _changing(_update),
    "values": _reading(_showing("values")),
}


def _update_names(owner: NamespaceView, call: Call) -> Value:
    more = make_dict(call)
    if not isinstance(more, Mapping):
        call.interpreter.tell_dynamic(
            "names that are not known are bound in the module", call.node, call.environment, more
        )
        return NONE
    for key, value in more.entries.values():
        if isinstance(key, Const):
            attributes.set_module_name(call.interpreter, owner.module, str(key.value), value, call.node)
    return NONE


def _get_name(owner: NamespaceView, call: Call) -> Value:
    key, default = call.arguments("key", "default")
    if not isinstance(key, Const):
        return call.unknown("the key is not known", key)
    found = call.interpreter.module_name(owner.module, str(key.value), call.environment)
    return default or NONE if found is UNBOUND else found


def _pop_name(owner: NamespaceView, call: Call) -> Value:
    found = _get_name(owner, call)
    key = force(call.args[0])
    if isinstance(key, Const):
        attributes.set_module_name(call.interpreter, owner.module, str(key.value), UNBOUND, call.node)
    else:
        call.interpreter.tell_dynamic("a name that is not known is unbound", call.node, call.environment, key)
    return found


def _set_default_name(owner: NamespaceView, call: Call) -> Value:
    found = _get_name(owner, call)
    key, default = call.arguments("key", "default")
    if not isinstance(key, Const):
        call.interpreter.tell_dynamic("a name that is not known is bound", call.node, call.environment, key)
    elif default is not None and found is default:
        attributes.set_module_name(call.interpreter, owner.module, str(key.value), default, call.node)
    return found


NAMES: dict[str, Callable[[Any, Call], Value]] = {
    "get": _get_name,
    "pop": _pop_name,
    "setdefault": _set_default_name,
    "update": _update_names,
    "__setitem__": lambda owner, call: _update_names(
        owner, Call(call.interpreter, call.node, call.environment, [Mapping([(call.args[0], call.args[1])])], {})
    ),
}
