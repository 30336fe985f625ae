"""Classes made of fields: dataclasses and named tuples."""

import ast
import keyword
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plugin.discovery.findings import Reason
from plugin.discovery.static import attributes, builtin_models, calls, expressions
from plugin.discovery.static.scopes import blocks
from plugin.discovery.static.values import (
    FALSE,
    NONE,
    UNBOUND,
    Call,
    ClassValue,
    Collection,
    Const,
    Descriptor,
    InstanceValue,
    Mapping,
    Native,
    Undecided,
    Unknown,
    Value,
    force,
)

if TYPE_CHECKING:
    from plugin.discovery.static.interpreter import Interpreter
    from plugin.discovery.static.scopes import Environment


class Field(NamedTuple):
    """One field of a class.

    :param default: the value of an instance that is given none; ``None`` if it must be given one
    :param factory: what is called for that value instead
    :param init: whether the constructor takes it
    :param by_name: whether the constructor takes it as a keyword only
    :param passes: whether it is no attribute, but goes to ``__post_init__`` (an ``InitVar``)
    """

    default: Value | None = None
    factory: Value | None = None
    init: bool = True
    by_name: bool = False
    passes: bool = False


class FieldList:
    """The fields of a dataclass or named tuple, by their names."""

    def __init__(self, fields: dict[str, Field], *, is_tuple: bool = False) -> None:
        self.fields = fields
        self.is_tuple = is_tuple


def fields_of(cls: ClassValue) -> FieldList | None:
    """The fields of the objects of a class: its own, or those of a class that it derives from."""
    for each in attributes.mro(cls):
        if isinstance(each, ClassValue) and isinstance(each.model, FieldList):
            return each.model
    return None


def tuple_items(value: Value) -> list[Value] | None:
    """The items of a named tuple; ``None`` for any other object."""
    found = fields_of(value.cls) if isinstance(value, InstanceValue) and not value.spoiled else None
    if found is None or not found.is_tuple or not isinstance(value, InstanceValue):
        return None
    return [force(value.attributes[name]) for name in found.fields]


# -- what a class body says ------------------------------------------------------------------------------------------


def annotations(body: Sequence[ast.stmt]) -> Iterator[ast.AnnAssign]:
    """The annotated names of a class body, in their order."""
    for statement in body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement
        for block in blocks(statement):
            yield from annotations(block)


def declared(cls: ClassValue, *, by_name: bool = False) -> dict[str, Field]:
    """The fields that a class body declares.

    :param cls: the class
    :param by_name: whether the constructor takes all of them as keywords only
    """
    found: dict[str, Field] = {}
    for statement in annotations(cls.node.body if cls.node else ()):
        if cls.node is not None and statement not in cls.node.body and not _has_run(statement, cls):
            continue
        name = statement.target.id if isinstance(statement.target, ast.Name) else ""
        annotation = ast.unparse(statement.annotation)
        if "ClassVar" in annotation:
            continue
        if "KW_ONLY" in annotation:
            by_name = True
            continue
        given = attributes.class_attribute(cls, name)
        passes = "InitVar" in annotation
        if isinstance(given, Native) and given.name == "dataclasses.field()":
            made = given.constants
            found[name] = Field(
                made.get("default"),
                made.get("default_factory"),
                expressions.truth(made.get("init", Const(True))) is not False,
                expressions.truth(made.get("kw_only", Const(by_name))) is True,
                passes,
            )
        else:
            found[name] = Field(None if given is UNBOUND else given, None, True, by_name, passes)
    return found


def _has_run(statement: ast.AnnAssign, cls: ClassValue) -> bool:
    """Whether an annotation in a block of a class body counts."""
    ran = cls.body.annotated.get(statement) if cls.body is not None else None
    if ran is not None and ran != cls.made_under:
        raise Undecided(Unknown(Reason("a field is declared under a condition that is not known")))
    return ran is not None


# -- making objects ---------------------------------------------------------------------------------------------------


def fill(
    interpreter: "Interpreter",
    fields: dict[str, Field],
    instance: InstanceValue,
    args: list[Value],
    kwargs: dict[str, Value],
    node: ast.AST,
    environment: "Environment",
) -> list[Value]:
    """Set the fields of a new object from the arguments of its class; gives what goes to ``__post_init__``."""
    taken = {name: field for name, field in fields.items() if field.init}
    names = [name for name, field in taken.items() if not field.by_name]
    given = dict(zip(names, args, strict=False))
    if len(args) > len(names) or kwargs.keys() - taken.keys() or kwargs.keys() & given.keys():
        raise interpreter.raising("TypeError", f"{instance.cls.name}() got an argument too many", node, environment)
    given |= kwargs
    passed: list[Value] = []
    for name, field in fields.items():
        value = given.get(name, field.default)
        if value is None and field.factory is not None:
            value = calls.call(interpreter, field.factory, [], {}, node, environment)
        if value is None and field.init:
            raise interpreter.raising("TypeError", f"{instance.cls.name}() misses argument {name!r}", node, environment)
        if field.passes:
            passed.append(value or NONE)
        elif value is not None:
            instance.attributes[name] = value
    return passed


# -- dataclasses ------------------------------------------------------------------------------------------------------


def dataclass(call: Call) -> Value:
    """``dataclasses.dataclass``, with and without arguments."""
    target = force(call.args[0]) if call.args else NONE
    if not isinstance(target, ClassValue):
        options = call.kwargs
        return Native("dataclasses.dataclass()", lambda inner: _dataclass(inner, options))
    return _dataclass(call, call.kwargs)


def _dataclass(call: Call, options: dict[str, Value]) -> Value:
    cls = force(call.args[0])
    chosen = {name: expressions.truth(value) for name, value in options.items()}
    if not isinstance(cls, ClassValue) or None in chosen.values():
        return call.unknown("it is not known what the dataclass is like", cls)
    own = declared(cls, by_name=chosen.get("kw_only", False) is True)
    fields: dict[str, Field] = {}
    for base in reversed(attributes.mro(cls)[1:]):
        if isinstance(base, ClassValue) and isinstance(base.model, FieldList):
            fields.update(base.model.fields)
    fields.update(own)
    _check(call, own, fields)
    cls.model = FieldList(fields)

    def initialize(inner: Call) -> Value:
        instance = force(inner.args[0])
        if not isinstance(instance, InstanceValue):
            return inner.unknown("it is not known what is initialized", instance)
        passed = fill(inner.interpreter, fields, instance, inner.args[1:], inner.kwargs, inner.node, inner.environment)
        after = attributes.class_attribute(instance.cls, "__post_init__")
        if after is not UNBOUND:
            calls.call(inner.interpreter, after, [instance, *passed], {}, inner.node, inner.environment)
        return NONE

    held = cls.body.binders if cls.body is not None else {}
    if chosen.get("init", True) and "__init__" not in held:
        cls.attributes["__init__"] = Native("dataclass.__init__", initialize)
    if chosen.get("frozen"):
        cls.attributes["__setattr__"] = cls.attributes["__delattr__"] = Native("dataclass.__setattr__", _refuse)
    if chosen.get("eq", True) and "__hash__" not in held and not chosen.get("unsafe_hash"):
        cls.attributes["__hash__"] = Native("dataclass.__hash__") if chosen.get("frozen") else NONE
    cls.attributes["__dataclass_fields__"] = Unknown(Reason("the fields of a dataclass are not modelled"))
    cls.attributes["__match_args__"] = Collection("tuple", [Const(n) for n, f in fields.items() if not f.by_name])
    for name, field in own.items():
        if chosen.get("slots"):
            cls.attributes[name] = Unknown(Reason(f"`{name}` is a slot of `{cls.name}`"))
        elif isinstance(given := attributes.own_attribute(cls, name), Native) and "field()" in given.name:
            cls.attributes[name] = UNBOUND if field.default is None else field.default
    return cls


def _check(call: Call, own: dict[str, Field], fields: dict[str, Field]) -> None:
    """Raise what Python raises for fields that no dataclass can have."""
    for name, field in own.items():
        if field.default is not None and expressions.is_unhashable(field.default):
            text = f"mutable default for field {name}"
            raise call.interpreter.raising("ValueError", text, call.node, call.environment)
    optional = False
    for field in fields.values():
        if field.init and not field.by_name:
            given = field.default is not None or field.factory is not None
            if optional and not given:
                text = "a field without default follows one with default"
                raise call.interpreter.raising("TypeError", text, call.node, call.environment)
            optional = optional or given


def _refuse(call: Call) -> Value:
    raise call.interpreter.raising("FrozenInstanceError", "cannot assign to field", call.node, call.environment)


def field(call: Call) -> Value:
    """``dataclasses.field``."""
    return Native("dataclasses.field()", constants={key: force(value) for key, value in call.kwargs.items()})


def _of_dataclass(value: Value) -> dict[str, Field] | None:
    """The fields of a dataclass or of an object of one; ``None`` for anything else."""
    cls = value.cls if isinstance(value, InstanceValue) else value
    found = fields_of(cls) if isinstance(cls, ClassValue) and not cls.spoiled else None
    return found.fields if found is not None and not found.is_tuple else None


def fields_told(call: Call) -> Value:
    """``dataclasses.fields``."""
    fields = _of_dataclass(value := force(call.args[0]))
    if fields is None:
        return call.unknown("the fields are not known", value)
    told = [name for name, field in fields.items() if not field.passes]
    return Collection("tuple", [Native("dataclasses.Field()", constants={"name": Const(name)}) for name in told])


def is_dataclass(call: Call) -> Value:
    """``dataclasses.is_dataclass``."""
    value = force(call.args[0])
    if isinstance(value, (ClassValue, InstanceValue)) and not value.spoiled:
        return Const(_of_dataclass(value) is not None)
    return call.unknown("it is not known whether it is a dataclass", value)


def as_dict(call: Call) -> Value:
    """``dataclasses.asdict``, of fields that are constants or such objects themselves."""
    value = force(call.args[0])
    fields = _of_dataclass(value)
    if fields is None or call.kwargs or not isinstance(value, InstanceValue) or value.spoiled:
        return call.unknown("it is not known what the object holds", value)
    entries: list[tuple[Value, Value]] = []
    for name, field in fields.items():
        held = force(value.attributes.get(name, field.default or NONE))
        if isinstance(held, InstanceValue) and _of_dataclass(held) is not None:
            held = as_dict(Call(call.interpreter, call.node, call.environment, [held], {}))
        if not expressions.is_plain(held):
            held = call.unknown(f"what becomes of `{name}` is not modelled", held)
        elif not isinstance(held, Const):
            held = expressions.from_python(expressions.to_python(held))  # a copy
        if not field.passes:
            entries.append((Const(name), held))
    return Mapping(entries)


def replace(call: Call) -> Value:
    """``dataclasses.replace``."""
    value = force(call.args[0])
    fields = _of_dataclass(value)
    if fields is None or not isinstance(value, InstanceValue) or value.spoiled:
        return call.unknown("it is not known what is replaced", value)
    held = {name: value.attributes[name] for name, field in fields.items() if field.init and name in value.attributes}
    return calls.call(call.interpreter, value.cls, [], {**held, **call.kwargs}, call.node, call.environment)


# -- named tuples -----------------------------------------------------------------------------------------------------


def named_tuple(call: Call) -> Value:
    """``collections.namedtuple``."""
    given = dict(zip(("typename", "field_names"), call.args, strict=False)) | call.kwargs
    name, fields = (force(given.get(key, NONE)) for key in ("typename", "field_names"))
    defaults, rename = force(given.get("defaults", NONE)), expressions.truth(given.get("rename", FALSE))
    if not isinstance(name, Const) or not expressions.is_plain(fields) or rename is None:
        return call.unknown("the fields are not known", fields)
    told = expressions.to_python(fields)
    names = told.replace(",", " ").split() if isinstance(told, str) else [str(each) for each in told]
    for index, each in enumerate(names):
        if not each.isidentifier() or keyword.iskeyword(each) or each.startswith("_") or each in names[:index]:
            if not rename:
                raise call.interpreter.raising("ValueError", f"no field name: {each!r}", call.node, call.environment)
            names[index] = f"_{index}"
    behind: list[Value] = []
    if defaults is not NONE and not (isinstance(defaults, Const) and defaults.value is None):
        found = builtin_models.items_of(call, defaults)
        if isinstance(found, Unknown):
            return found
        behind = list(found)
    if len(behind) > len(names):
        raise call.interpreter.raising("TypeError", "got more defaults than names", call.node, call.environment)
    cls = ClassValue(str(name.value), [], origin=call.interpreter.origin, module_name=call.environment.module.name)
    missing = [None] * (len(names) - len(behind))
    make_tuple(cls, {each: Field(default) for each, default in zip(names, [*missing, *behind], strict=True)})
    return cls


def make_tuple(cls: ClassValue, fields: dict[str, Field]) -> None:
    """Make a named tuple of a class, with the methods that it has."""
    cls.bases = [builtin_models.TABLE["tuple"]]
    cls.known_mro = None
    cls.model = FieldList(fields, is_tuple=True)

    def new(call: Call) -> Value:
        kind = force(call.args[0])
        if not isinstance(kind, ClassValue):
            return call.unknown("it is not known of which class this makes an instance", kind)
        made = InstanceValue(kind, call.interpreter.origin)
        made.made_under = call.interpreter.branches
        fill(call.interpreter, fields, made, call.args[1:], call.kwargs, call.node, call.environment)
        return made

    def make(call: Call) -> Value:
        found = builtin_models.items_of(call, call.args[1])
        if isinstance(found, Unknown):
            return found
        items = list(found)
        if len(items) != len(fields):
            text = f"expected {len(fields)} arguments, got {len(items)}"
            raise call.interpreter.raising("TypeError", text, call.node, call.environment)
        return new(Call(call.interpreter, call.node, call.environment, [call.args[0], *items], {}))

    def replace(call: Call) -> Value:
        items = tuple_items(force(call.args[0]))
        if items is None:
            return call.unknown("it is not known what is replaced", force(call.args[0]))
        if call.kwargs.keys() - fields.keys():
            raise call.interpreter.raising("ValueError", "no such field", call.node, call.environment)
        kind = force(call.args[0]).cls  # type: ignore[attr-defined]  # what has items is an instance
        given = dict(zip(fields, items, strict=True)) | call.kwargs
        return new(Call(call.interpreter, call.node, call.environment, [kind], given))

    def as_dict(call: Call) -> Value:
        items = tuple_items(force(call.args[0]))
        if items is None:
            return call.unknown("the fields are not known", force(call.args[0]))
        return Mapping(zip(map(Const, fields), items, strict=True))

    cls.attributes |= {
        "__new__": Native("tuple.__new__", new),
        "__match_args__": (names := Collection("tuple", map(Const, fields))),
        "_fields": names,
        "_field_defaults": Mapping((Const(n), f.default) for n, f in fields.items() if f.default is not None),
        "_make": Descriptor("classmethod", Native("_make", make)),
        "_replace": Native("_replace", replace),
        "_asdict": Native("_asdict", as_dict),
    }
    for name in fields:
        cls.attributes[name] = Descriptor("property", Native(name, _field_getter(list(fields).index(name))))


def _field_getter(index: int) -> "Callable[[Call], Value]":
    def get(call: Call) -> Value:
        items = tuple_items(force(call.args[0]))
        return call.unknown("the fields are not known", force(call.args[0])) if items is None else items[index]

    return get
