"""Attributes: how each kind of value is asked for one, and how one is set."""

import ast
import builtins
from collections.abc import Iterable
from typing import TYPE_CHECKING

from plugin.discovery.findings import Reason
from plugin.discovery.static import specimens
from plugin.discovery.static.values import (
    NONE,
    UNBOUND,
    Attributed,
    Attributes,
    BoundMethod,
    Call,
    Choice,
    ClassValue,
    Collection,
    Const,
    Descriptor,
    Doubt,
    FunctionValue,
    InstanceValue,
    IteratorValue,
    Mapping,
    ModuleValue,
    NamespaceView,
    Native,
    PartialValue,
    Raised,
    SuperValue,
    Unbound,
    Unknown,
    Value,
    Varying,
    each_option,
    force,
    is_partly_unbound,
    join,
    where_unbound,
)

if TYPE_CHECKING:
    from plugin.discovery.static.interpreter import Interpreter
    from plugin.discovery.static.modules import Module
    from plugin.discovery.static.scopes import Environment

PLAIN_CLASSES = {
    "object", "type", "abc.ABC", "abc.ABCMeta", "typing.Generic", "typing.Protocol", "enum.Enum", "enum.IntEnum",
    "enum.StrEnum", "enum.Flag", "enum.IntFlag", "str", "int", "float", "bytes", "bool", "dict", "list", "tuple", "set",
    "frozenset", "typing.NamedTuple", "typing.TypedDict",
    "Exception", "ValueError", "RuntimeError", "TypeError", "KeyError",
}  # fmt: skip
"""Classes of Python of which it is known that they bring no attribute that decides about plugins."""


BASES_ALONE = {"abc.ABC", "typing.Generic"}
"""Classes of the standard library that derive from nothing else."""


def mro(cls: ClassValue) -> list[Value]:
    """The method resolution order: classes of the source, models, and unknown bases where they stand."""
    if cls.known_mro is None:
        cls.known_mro = [cls]  # in case the class derives from itself
        sequences = [mro(base) if isinstance(base, ClassValue) else [base] for base in map(force, cls.bases)]
        cls.known_mro = [cls, *(_merge([*sequences, [force(base) for base in cls.bases]], strict=False) or ())]
    return cls.known_mro


def has_order(cls: ClassValue) -> bool:
    """Whether the classes of the source that a class derives from have a method resolution order at all."""
    bases: list[Value] = [base for base in map(force, cls.bases) if isinstance(base, ClassValue)]
    if len({id(base) for base in bases}) < len(bases):
        return False
    orders = [
        [each for each in mro(base) if isinstance(each, ClassValue)] for base in bases if isinstance(base, ClassValue)
    ]
    return _merge([*orders, bases], strict=True) is not None  # type: ignore[list-item]


def _merge(sequences: list[list[Value]], *, strict: bool) -> list[Value] | None:
    """The C3 merge of Python's method resolution order; where it fails, Python would not make the class."""
    result: list[Value] = []
    sequences = [list(sequence) for sequence in sequences if sequence]
    while sequences:
        for sequence in sequences:
            head = sequence[0]
            if not any(head is later for other in sequences for later in other[1:]):
                break
        else:
            if strict:
                return None
            head = sequences[0][0]
        result.append(head)
        sequences = [rest for sequence in sequences if (rest := [item for item in sequence if item is not head])]
    return result


def class_attribute(cls: ClassValue, name: str, after: ClassValue | None = None) -> Value:
    """An attribute as a class holds it, unbound; ``UNBOUND`` if there is none, unknown if a base is not known.

    :param cls: the class whose method resolution order is searched
    :param name: the attribute
    :param after: search behind this class only, as ``super()`` does
    """
    order = mro(cls)
    if after is not None:
        order = order[next((i for i, each in enumerate(order) if each is after), -1) + 1 :]
    perhaps: list[tuple[str, Value]] = []
    for each in order:
        value = own_attribute(each, name)
        if value is UNBOUND:
            continue
        if not isinstance(value, Choice) or all(option is not UNBOUND for _, option in value.options):
            return join([*perhaps, ("", value)]) if perhaps else value
        perhaps += [(condition, option) for condition, option in value.options if option is not UNBOUND]
    return join([*perhaps, ("there is none", UNBOUND)]) if perhaps else UNBOUND


def own_attribute(cls: Value, name: str) -> Value:
    """An attribute in the body of one class."""
    if isinstance(cls, ClassValue):
        if cls.spoiled:
            return cls.spoiled
        value = cls.attributes.get(name)
        if value is None:
            value = cls.body.get(name) if cls.body is not None else UNBOUND
            if value is UNBOUND and name in cls.slots:
                value = Descriptor("slot", NONE)
            if isinstance(value, (ClassValue, FunctionValue, Descriptor, Choice)):
                for _, option in each_option(value):
                    _own(option, cls)
        return force(value)
    if isinstance(cls, Native):
        if name in cls.constants:
            return cls.constants[name]
        return UNBOUND if cls.name in PLAIN_CLASSES else _opaque(cls, name)
    return cls if isinstance(cls, Unknown) else UNBOUND


def names_of_slots(slots: Value) -> list[object]:
    """The names of the slots that ``__slots__`` gives a class, each of which takes the place of what its bases have."""
    given = map(force, slots.items) if isinstance(slots, Collection) else [slots]
    return [slot.value for slot in given if isinstance(slot, Const)]


def _opaque(cls: Native, name: str) -> Value:
    # What a method such as __init__ of a class of the standard library does is of no interest; its name may be.
    return UNBOUND if name.startswith("__") else Unknown(Reason(f"it is not known whether `{cls.name}` has `{name}`"))


def _own(value: Value, cls: ClassValue) -> None:
    """Note of a function in which class body it stands, for ``super()``."""
    while isinstance(value, Descriptor):
        value = force(value.function)
    if isinstance(value, FunctionValue) and value.owner is None:
        value.owner = cls


def get(interpreter: "Interpreter", owner: Value, name: str, node: ast.AST, environment: "Environment") -> Value:
    """What ``owner.name`` gives; raises in the interpreted code where Python would."""
    value = find(interpreter, owner, name, node, environment)
    if value is UNBOUND:
        raise interpreter.raising("AttributeError", f"there is no attribute `{name}`", node, environment)
    if is_partly_unbound(value) and isinstance(value, Choice):
        interpreter.doubt(Doubt(f"`{name}` is not there in any case", ("AttributeError", "Exception")))
        return join((condition, option) for condition, option in value.options if option is not UNBOUND)
    return value


def find(interpreter: "Interpreter", owner: Value, name: str, node: ast.AST, environment: "Environment") -> Value:
    """What ``owner.name`` gives, or ``UNBOUND``."""
    owner = force(owner)
    value = _find(interpreter, owner, name, node, environment)
    if value is UNBOUND and specimens.has(owner, name):
        return interpreter.unknown(f"`{name}`, which Python gives it, is not modelled", node, environment)
    return value


def _find(interpreter: "Interpreter", owner: Value, name: str, node: ast.AST, environment: "Environment") -> Value:
    match owner:
        case Unknown():
            return interpreter.unknown(f"`{name}` of a value that is not known", node, environment, owner)
        case Choice():
            found = [
                (condition, find(interpreter, option, name, node, environment)) for condition, option in owner.options
            ]
            if len({value is UNBOUND for _, value in found}) > 1:
                interpreter.doubt(Doubt(f"`{name}` is not there in any case"))
            return join(found)
        case ModuleValue():
            value = interpreter.module_attribute(owner.module, name, environment)
            if isinstance(value, Choice) and any(option is UNBOUND for _, option in value.options):
                interpreter.doubt(Doubt(f"`{name}` is not there in any case"))
            return value
        case ClassValue() | InstanceValue():
            look_up = _of_class if isinstance(owner, ClassValue) else _of_instance
            try:
                return look_up(interpreter, owner, name, node, environment)  # type: ignore[arg-type]  # one for each
            except Raised as raised:
                if "AttributeError" in raised.kinds:
                    return UNBOUND  # a property or `__getattr__` says that there is none
                raise
        case SuperValue():
            return _of_super(interpreter, owner, name, node, environment)
        case Attributed() if owner.spoiled:
            return owner.spoiled
        case Attributed() if name in owner.attributes:
            return force(owner.attributes[name])
        case Attributed() if owner.assumption and not name.startswith("__"):
            return interpreter.unknown(f"`{name}` of what a decorator gives", node, environment, owner.assumption)
        case Attributed() if name == "__dict__":
            return Attributes([(Const(key), value) for key, value in owner.attributes.items()], owner)
        case FunctionValue():
            return _of_function(owner, name)
        case PartialValue():
            parts = {
                "func": owner.function,
                "args": Collection("tuple", owner.args),
                "keywords": Mapping((Const(key), value) for key, value in owner.kwargs.items()),
            }
            return force(parts.get(name, UNBOUND))
        case Descriptor():
            if owner.kind == "property" and name in ("setter", "getter", "deleter"):
                return Native(f"property.{name}", lambda call: _with_function(owner, name, call))
            wraps = name in ("fget", "func", "__func__", "__wrapped__") and specimens.has(owner, name)
            return owner.function if wraps else UNBOUND
        case Native():
            return _of_native(interpreter, owner, name, node, environment)
        case BoundMethod():
            if name == "__func__":
                return owner.function
            if name == "__self__":
                return force(owner.receiver)
            return find(interpreter, owner.function, name, node, environment)
        case Const() | Collection() | Mapping() | IteratorValue() | NamespaceView():
            from plugin.discovery.static import builtin_models  # noqa: PLC0415 - methods take calls, which take attributes

            method = builtin_models.method(owner, name)
            return builtin_models.unmodelled_method(owner, name) if method is UNBOUND else method
        case Varying():
            from plugin.discovery.static import pythons  # noqa: PLC0415 - few projects ask for the version

            if (known := pythons.attribute(owner, name)) is not None:
                return known
    return interpreter.unknown(f"`{name}` of a value that is not modelled", node, environment)


def _with_function(descriptor: Descriptor, name: str, call: Call) -> Value:
    """The property that ``setter`` and its like give: a copy of one with another function."""
    function = force(call.args[0])
    made = Descriptor("property", function if name == "getter" else descriptor.function)
    made.attributes |= descriptor.attributes
    if name != "getter":
        made.attributes["fset" if name == "setter" else "fdel"] = function
    return made


def module_constant(module: "Module", name: str) -> Value | None:
    """An attribute that Python sets on every module."""
    constants: dict[str, object] = {
        "__name__": module.name,
        "__package__": module.package,
    }
    if name == "__doc__":
        return _doc_string(ast.Module(body=module.scope.statements, type_ignores=[]))
    if name in ("__builtins__", "__cached__", "__file__", "__loader__", "__path__"):
        return Unknown(Reason(f"`{name}` differs between machines"))
    if name == "__spec__":
        return Native(name, constants={"name": Const(module.name), "parent": Const(module.package)})
    if name == "__dict__":
        return NamespaceView(module)
    return Const(constants[name]) if name in constants else None


def _doc_string(node: ast.AST | None) -> Value:
    """The docstring of a definition; Python 3.13 removes the indentation of its lines."""
    text = ast.get_docstring(node, clean=False) if isinstance(node, WITH_DOC_STRING) else None
    if text is not None and "\n" in text:
        return Unknown(Reason("the text of a docstring differs between versions of Python"))
    return Const(text)


WITH_DOC_STRING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)


def _of_class(
    interpreter: "Interpreter", cls: ClassValue, name: str, node: ast.AST, environment: "Environment"
) -> Value:
    members = enum_members(interpreter, cls)
    if members is not None:
        if name in members:
            return members[name]
        if name == "__members__":
            return Mapping((Const(key), value) for key, value in members.items())
    constants = {
        "__name__": Const(cls.name),
        "__qualname__": Const(cls.qualname),
        "__module__": Const(cls.module_name),
        "__mro__": _order_to_object(cls),
        "__bases__": Collection("tuple", cls.bases) if cls.bases else _order_to_object(cls, after=1),
        "__doc__": _doc_string(cls.node),
    }
    if name in constants and name not in cls.attributes and (name == "__name__" or not _states(cls, name)):
        return constants[name]
    if name == "__dict__":
        return Mapping((Const(key), own_attribute(cls, key)) for key in class_names(cls))
    value = class_attribute(cls, name)
    if value is UNBOUND and isinstance(cls.metaclass, ClassValue):
        value = class_attribute(cls.metaclass, name)
        if value is UNBOUND and class_attribute(cls.metaclass, "__getattr__") is not UNBOUND:
            return interpreter.unknown("the metaclass has a `__getattr__`", node, environment)
        if value is UNBOUND and name not in OBJECT_METHODS:
            return _of_python(interpreter, cls, cls, name, node, environment)
        return _bind(interpreter, value, cls, cls.metaclass, node, environment)
    if value is UNBOUND and name == "__class__":
        return cls.metaclass or Native("type", is_class=True)
    if value is UNBOUND and name in OBJECT_METHODS:
        return Native(f"object.{name}", OBJECT_METHODS[name])
    if value is UNBOUND:
        return _of_python(interpreter, cls, cls, name, node, environment)
    return _bind(interpreter, value, None, cls, node, environment)


def _order_to_object(cls: ClassValue, *, after: int = 0) -> Value:
    """``cls.__mro__``, which ends with ``object``; or what stands in it behind the first classes."""
    from plugin.discovery.static import builtin_models  # noqa: PLC0415 - models take attributes

    order = [each for each in mro(cls) if not (isinstance(each, Native) and each.name == "object")]
    if all(isinstance(each, ClassValue) or (isinstance(each, Native) and each.name in BASES_ALONE) for each in order):
        return Collection("tuple", [*order, builtin_models.TABLE["object"]][after:])
    return Unknown(Reason(f"the method resolution order of `{cls.name}` is not known"))


def _states(cls: ClassValue, name: str) -> bool:
    """Whether the body of a class says itself what Python would tell otherwise."""
    return cls.body is not None and name in cls.body.binders


def class_of(instance: InstanceValue) -> Value:
    """The class of an object; that of an exception of Python is known by its model."""
    return force(instance.cls.bases[0]) if instance.cls.module_name == "builtins" else instance.cls


def class_names(cls: ClassValue) -> Iterable[str]:
    """The names that a class body binds."""
    return dict.fromkeys([*(cls.body.names() if cls.body else ()), *cls.attributes])


def _of_instance(
    interpreter: "Interpreter", instance: InstanceValue, name: str, node: ast.AST, environment: "Environment"
) -> Value:
    if instance.spoiled:
        return instance.spoiled
    for each in mro(instance.cls):
        if isinstance(each, ClassValue) and each.owners:
            interpreter.refresh(each)
    if not name.startswith("__") and class_attribute(instance.cls, "__getattribute__") is not UNBOUND:
        return interpreter.unknown("the class has a `__getattribute__`", node, environment)
    on_class = class_attribute(instance.cls, name)
    if (isinstance(on_class, Descriptor) and on_class.kind == "property") or _data_descriptor(on_class):
        return _bind(interpreter, on_class, instance, instance.cls, node, environment)
    if name in instance.attributes:
        return force(instance.attributes[name])
    if on_class is not UNBOUND and not (isinstance(on_class, Descriptor) and on_class.kind == "slot"):
        found = _bind(interpreter, on_class, instance, instance.cls, node, environment)
        if is_partly_unbound(found):
            return where_unbound(found, _not_on_class(interpreter, instance, name, node, environment))
        return found
    return _not_on_class(interpreter, instance, name, node, environment)


def _not_on_class(
    interpreter: "Interpreter", instance: InstanceValue, name: str, node: ast.AST, environment: "Environment"
) -> Value:
    """What an object gives for an attribute that neither itself nor its class holds."""
    if name == "__class__":
        return class_of(instance)
    if name in ("__module__", "__doc__"):
        return _of_class(interpreter, instance.cls, name, node, environment)
    if name == "__dict__":
        return Attributes([(Const(key), value) for key, value in instance.attributes.items()], instance)
    if name in OBJECT_METHODS:
        return BoundMethod(Native(f"object.{name}", OBJECT_METHODS[name]), instance)
    if isinstance(held := text_of_member(instance), Const):
        from plugin.discovery.static import builtin_models  # noqa: PLC0415 - models take attributes

        return builtin_models.method(held, name)
    getter = class_attribute(instance.cls, "__getattr__")
    if isinstance(getter, FunctionValue):
        from plugin.discovery.static import calls  # noqa: PLC0415 - calls take attributes

        return calls.call(interpreter, getter, [instance, Const(name)], {}, node, environment)
    if getter is not UNBOUND:
        return interpreter.unknown("the class has a `__getattr__` that is not known", node, environment, getter)
    return _of_python(interpreter, instance, instance.cls, name, node, environment)


def _of_python(
    interpreter: "Interpreter",
    owner: Attributed,
    cls: ClassValue,
    name: str,
    node: ast.AST,
    environment: "Environment",
) -> Value:
    """What classes of Python bring that the source derives from; calling it may change the object."""
    for base in mro(cls):
        if isinstance(base, Native) and base.name != "object" and hasattr(getattr(builtins, base.name, None), name):
            unknown = interpreter.unknown(f"`{base.name}.{name}` is not modelled", node, environment)

            def model(call: Call, unknown: Unknown = unknown) -> Value:
                owner.spoiled = unknown
                return unknown

            return Native(f"{base.name}.{name}()", model)
    return UNBOUND


def _of_super(
    interpreter: "Interpreter", value: SuperValue, name: str, node: ast.AST, environment: "Environment"
) -> Value:
    receiver = force(value.receiver)
    cls = receiver.cls if isinstance(receiver, InstanceValue) else receiver
    if not isinstance(cls, ClassValue):
        return interpreter.unknown("it is not known what `super()` stands for", node, environment, receiver)
    of_metaclass = isinstance(cls.metaclass, ClassValue) and not any(each is value.after for each in mro(cls))
    if of_metaclass and isinstance(cls.metaclass, ClassValue):
        cls = cls.metaclass
    found = class_attribute(cls, name, value.after)
    if found is UNBOUND or (isinstance(found, Unknown) and name in OBJECT_METHODS):
        if name == "__call__" and isinstance(receiver, ClassValue):
            from plugin.discovery.static import classes  # noqa: PLC0415 - classes take attributes

            return Native(
                "type.__call__",
                lambda call: classes.make_instance(
                    interpreter, receiver, call.args, call.kwargs, call.node, call.environment
                ),
            )
        if name not in OBJECT_METHODS:
            owner = receiver if isinstance(receiver, Attributed) else value.after
            return _of_python(interpreter, owner, cls, name, node, environment) if found is UNBOUND else found
        method = Native(f"object.{name}", OBJECT_METHODS[name])
        return method if name == "__new__" else BoundMethod(method, receiver)
    if name == "__new__":
        return found
    if isinstance(receiver, ClassValue) and not of_metaclass:
        if isinstance(found, FunctionValue) and name in ("__init_subclass__", "__class_getitem__"):
            return BoundMethod(found, receiver)
        return _bind(interpreter, found, None, receiver, node, environment)
    return _bind(interpreter, found, receiver, cls, node, environment)


def _bind(
    interpreter: "Interpreter",
    value: Value,
    receiver: Value | None,
    cls: ClassValue,
    node: ast.AST,
    environment: "Environment",
) -> Value:
    """What looking an attribute up on an instance or class makes of what the class body holds."""
    if isinstance(value, Choice):
        return join(
            (condition, _bind(interpreter, option, receiver, cls, node, environment))
            for condition, option in value.options
        )
    if isinstance(value, Descriptor):
        from plugin.discovery.static import calls  # noqa: PLC0415 - calls take attributes

        function = force(value.function)
        if value.kind == "staticmethod":
            return function
        if value.kind == "classmethod":
            return BoundMethod(function, cls)
        if receiver is None:
            return value
        if value.kind == "partialmethod" and isinstance(function, PartialValue):
            return PartialValue(function.function, [receiver, *function.args], function.kwargs)
        found = calls.call(interpreter, function, [receiver], {}, node, environment)
        if (
            value.kind == "cached_property"
            and isinstance(receiver, InstanceValue)
            and isinstance(function, FunctionValue)
        ):
            receiver.attributes[function.name] = found
        return found
    if receiver is not None and (
        isinstance(value, FunctionValue) or (isinstance(value, Native) and not value.is_class)
    ):
        return BoundMethod(value, receiver)
    if isinstance(value, FunctionValue) and value.name in ("__init_subclass__", "__class_getitem__"):
        return BoundMethod(value, cls)
    if isinstance(value, InstanceValue):
        getter = class_attribute(value.cls, "__get__")
        if isinstance(getter, FunctionValue):
            from plugin.discovery.static import calls  # noqa: PLC0415

            return calls.call(interpreter, getter, [value, receiver or NONE, cls], {}, node, environment)
        if isinstance(getter, Choice):
            return interpreter.unknown("it is not known what the descriptor gives", node, environment)
    return value


def _of_function(function: FunctionValue, name: str) -> Value:
    constants: dict[str, Value] = {
        "__name__": Const(function.name),
        "__qualname__": Const(function.qualname),
        "__module__": Const(function.environment.module.name),
        "__defaults__": Collection("tuple", function.defaults),
    }
    if name == "__doc__":
        return _doc_string(function.node)
    return constants.get(name, UNBOUND)


def _of_native(
    interpreter: "Interpreter", native: Native, name: str, node: ast.AST, environment: "Environment"
) -> Value:
    if native.name == "sys" and (found := _of_sys(interpreter, name)) is not None:
        return found
    if name in native.constants:
        return native.constants[name]
    if name in ("__name__", "__qualname__") and (native.is_class or native.model) and "()" not in native.name:
        return Const(native.name.rpartition(".")[2])
    from plugin.discovery.static import builtin_models, stdlib_models  # noqa: PLC0415 - models take calls, which take attributes

    known = stdlib_models.attribute(native, name) or builtin_models.class_method(native, name)
    if known is not None:
        return known
    return interpreter.unknown(f"`{native.name}.{name}` is not modelled", node, environment)


def _of_sys(interpreter: "Interpreter", name: str) -> Value | None:
    """What ``requires-python`` says of the version of Python that the code will run on."""
    requires = interpreter.modules.tree.requires_python
    if not requires or name not in ("version_info", "hexversion"):
        return None
    from plugin.discovery.static import pythons  # noqa: PLC0415 - few projects ask for the version

    return pythons.version_info(requires) if name == "version_info" else pythons.hex_version(requires)


# -- setting ------------------------------------------------------------------------------------------------------


def set_attribute(
    interpreter: "Interpreter", owner: Value, name: str, value: Value, node: ast.AST, environment: "Environment"
) -> None:
    """Do ``owner.name = value``; ``UNBOUND`` deletes the attribute."""
    owner = force(owner)
    match owner:
        case ModuleValue():
            set_module_name(interpreter, owner.module, name, value, node)
        case InstanceValue():
            hook = class_attribute(owner.cls, "__delattr__" if value is UNBOUND else "__setattr__")
            if isinstance(hook, (FunctionValue, Native)):
                from plugin.discovery.static import calls  # noqa: PLC0415

                given = [] if value is UNBOUND else [value]
                calls.call(interpreter, hook, [owner, Const(name), *given], {}, node, environment)
            elif isinstance(hook, Choice):
                owner.spoiled = interpreter.unknown("it is not known what sets its attributes", node, environment)
            else:
                _set_on_instance(interpreter, owner, name, value, node, environment)
        case BoundMethod():
            set_attribute(interpreter, owner.function, name, value, node, environment)
        case Attributed():
            store(interpreter, owner, name, value, node, environment)
        case Choice():
            for _, option in owner.options:
                with interpreter.branch():
                    set_attribute(interpreter, option, name, value, node, environment)
        case Const() | Collection() | Mapping() | IteratorValue():
            raise interpreter.raising("AttributeError", f"`{name}` cannot be set", node, environment)
        case Unknown() if not owner.missing:
            interpreter.tell_dynamic("an attribute of what is not known is set", node, environment, owner)
        case Native():
            text = f"`{name}` of `{owner.name}` is set, which is of Python"
            interpreter.not_followed(interpreter.unknown(text, node, environment))


def _set_on_instance(
    interpreter: "Interpreter",
    owner: InstanceValue,
    name: str,
    value: Value,
    node: ast.AST,
    environment: "Environment",
) -> None:
    """What ``object`` does to set or delete an attribute."""
    on_class = class_attribute(owner.cls, name)
    setter = _data_descriptor(on_class, "__delete__" if value is UNBOUND else "__set__")
    refused = _refuses(owner.cls, name)
    if setter is not None:
        from plugin.discovery.static import calls  # noqa: PLC0415

        given = [] if value is UNBOUND else [value]
        calls.call(interpreter, setter, [on_class, owner, *given], {}, node, environment)
    elif isinstance(on_class, Descriptor) and on_class.kind == "property":
        change = on_class.attributes.get("fdel" if value is UNBOUND else "fset")
        if change is None:
            owner.spoiled = interpreter.unknown("a property is set", node, environment)
        else:
            from plugin.discovery.static import calls  # noqa: PLC0415

            calls.call(interpreter, change, [owner] if value is UNBOUND else [owner, value], {}, node, environment)
    elif refused:
        raise interpreter.raising("AttributeError", f"`{name}` is not in `__slots__`", node, environment)
    else:
        if refused is None:
            interpreter.doubt(Doubt(f"`{name}` may not be in `__slots__`", ("AttributeError", "Exception")))
        store(interpreter, owner, name, value, node, environment)


def _data_descriptor(value: Value, method: str = "__set__") -> FunctionValue | None:
    """The method of a descriptor of the source that comes before what an instance holds itself."""
    found = class_attribute(value.cls, method) if isinstance(value, InstanceValue) else UNBOUND
    return found if isinstance(found, FunctionValue) else None


def _refuses(cls: ClassValue, name: str) -> bool | None:
    """Whether the instances of a class have slots only, and none of that name; ``None`` if that is not known."""
    allowed: list[object] = []
    for each in mro(cls):
        slots = own_attribute(each, "__slots__") if isinstance(each, ClassValue) else UNBOUND
        if isinstance(each, Native) and each.name in ("object", "abc.ABC", "typing.Generic"):
            continue
        if not isinstance(slots, (Collection, Const)):
            return None if isinstance(slots, Choice) else False
        allowed += names_of_slots(slots)
    return name not in allowed and "__dict__" not in allowed and class_attribute(cls, name) is UNBOUND


def store(
    interpreter: "Interpreter", owner: Attributed, name: str, value: Value, node: ast.AST, environment: "Environment"
) -> None:
    """Keep an attribute, unless it is set under a condition that is not known."""
    interpreter.changes(owner)
    if interpreter.is_branch_of(owner):
        unknown = interpreter.unknown("it is set under a condition that is not known", node, environment)
        owner.attributes[name] = unknown
    elif value is UNBOUND and (own_attribute(owner, name) if isinstance(owner, ClassValue) else UNBOUND) is UNBOUND:
        if owner.attributes.pop(name, None) is None:
            raise interpreter.raising("AttributeError", f"there is no attribute `{name}`", node, environment)
    else:
        owner.attributes[name] = value
        origin = interpreter.origin
        if isinstance(owner, ClassValue) and owner.module_name == "plugin.core" and origin and not origin.module.is_own:
            interpreter.tell_dynamic(f"`{owner.name}` itself is changed", node, environment)


def set_module_name(interpreter: "Interpreter", module: "Module", name: str, value: Value, node: ast.AST) -> None:
    """Bind a name of a module other than by an assignment in it."""
    interpreter.changes(module.scope, name)
    module.scope.bind_from_elsewhere(name, value, node)
    if interpreter.origin is not None and interpreter.origin.module is not module:
        interpreter.bound_elsewhere.append((module, name))


# -- what object does -----------------------------------------------------------------------------------------------


def _object_new(call: Call) -> Value:
    cls = force(call.args[0]) if call.args else UNBOUND
    if isinstance(cls, ClassValue):
        made = InstanceValue(cls, call.interpreter.origin)
        made.made_under = call.interpreter.branches
        return made
    return call.unknown("it is not known of which class this makes an instance", cls)


def _object_setattr(call: Call) -> Value:
    owner, name, value = call.arguments("self", "name", "value")
    if isinstance(name, Const) and isinstance(name.value, str):
        if isinstance(owner, InstanceValue):
            _set_on_instance(call.interpreter, owner, name.value, value or NONE, call.node, call.environment)
        elif isinstance(owner, Attributed):
            store(call.interpreter, owner, name.value, value or NONE, call.node, call.environment)
    return NONE


def _object_delattr(call: Call) -> Value:
    return _object_setattr(Call(call.interpreter, call.node, call.environment, [*call.args, UNBOUND], call.kwargs))


def _nothing(call: Call) -> Value:
    return NONE


OBJECT_METHODS = {
    "__delattr__": _object_delattr,
    "__init__": _nothing,
    "__init_subclass__": _nothing,
    "__new__": _object_new,
    "__set_name__": _nothing,
    "__setattr__": _object_setattr,
}


def class_names_of_bases(cls: ClassValue) -> tuple[str, ...]:
    """The names of a class and of all its bases, with those of Python's exceptions."""
    from plugin.discovery.static.builtin_models import EXCEPTION_BASES  # noqa: PLC0415 - its models take attributes

    found: list[str] = []
    for each in mro(cls):
        if isinstance(each, (ClassValue, Native)):
            found += [each.name, *EXCEPTION_BASES.get(each.name, ())]
    return tuple(dict.fromkeys(found))


# -- enumerations ---------------------------------------------------------------------------------------------------


def enum_members(interpreter: "Interpreter", cls: ClassValue) -> dict[str, Value] | None:
    """The members of an enumeration by name; ``None`` for a class that is none."""
    if isinstance(cls.model, dict):
        return cls.model
    if not any(isinstance(base, Native) and base.name.startswith("enum.") for base in mro(cls)) or cls.body is None:
        return None
    members: dict[str, Value] = {}
    cls.model = members
    autos: dict[int, Value] = {}
    count = 0
    for name in cls.body.binders:
        given = cls.body.get(name)
        if given is UNBOUND or name.startswith("_") or isinstance(given, (FunctionValue, Descriptor)):
            continue
        if is_partly_unbound(given):
            cls.spoiled = Unknown(Reason(f"whether `{name}` is a member depends on a condition"))
        value = given
        if isinstance(given, Native) and given.name == "enum.auto()":
            count += 1
            value = autos.get(id(given)) or _automatic(interpreter, cls, name, count, members)
            autos[id(given)] = value
        elif isinstance(given, Const) and isinstance(given.value, int):
            count = given.value
        members[name] = _member(interpreter, cls, name, value, members)
    return members


def _automatic(interpreter: "Interpreter", cls: ClassValue, name: str, count: int, members: dict[str, Value]) -> Value:
    """What ``enum.auto()`` stands for."""
    from plugin.discovery.static import calls  # noqa: PLC0415 - calls take attributes

    maker = class_attribute(cls, "_generate_next_value_")
    if isinstance(maker, Descriptor) and maker.kind == "staticmethod":
        maker = force(maker.function)
    if isinstance(maker, FunctionValue):
        last = [force(m.attributes["value"]) for m in members.values() if isinstance(m, InstanceValue)]
        given = [Const(name), Const(1), Const(len(members)), Collection("list", last)]
        return calls.call(interpreter, maker, given, {}, maker.node, maker.environment)
    bases = {base.name for base in mro(cls) if isinstance(base, Native)}
    if maker is not UNBOUND or bases & {"enum.Flag", "enum.IntFlag"}:
        return Unknown(Reason(f"the value of `{cls.name}.{name}` is made when the class is"))
    return Const(name.lower()) if "enum.StrEnum" in bases else Const(count)


def _member(interpreter: "Interpreter", cls: ClassValue, name: str, value: Value, members: dict[str, Value]) -> Value:
    from plugin.discovery.static import calls, expressions  # noqa: PLC0415 - these take attributes

    for known in members.values():
        if isinstance(known, InstanceValue) and expressions.equal(force(known.attributes["value"]), value):
            return known  # another name of that member
    member = InstanceValue(cls)
    member.attributes.update({"name": Const(name), "_name_": Const(name), "value": value, "_value_": value})
    init = class_attribute(cls, "__init__")
    if class_attribute(cls, "__new__") is not UNBOUND or not isinstance(init, (FunctionValue, Unbound)):
        member.spoiled = Unknown(Reason(f"`{cls.name}` makes its members itself"))
    elif isinstance(init, FunctionValue):
        parts = value.items if isinstance(value, Collection) and value.kind == "tuple" else [value]
        calls.call(interpreter, init, [member, *parts], {}, init.node, init.environment)
    return member


def is_unhashable(cls: ClassValue) -> bool:
    """Whether the instances of a class have no hash value, as it says what equals them, and not what their hash is."""
    for each in mro(cls):
        if not isinstance(each, ClassValue):
            break
        known = own_attribute(each, "__hash__")
        if known is not UNBOUND:
            return isinstance(known, Const)
        if own_attribute(each, "__eq__") is not UNBOUND:
            return True
    return False


def compares_itself(cls: ClassValue) -> bool:
    """Whether the instances of a class may equal others: by its own code, as dataclasses, or as data of Python."""
    if class_attribute(cls, "__eq__") is not UNBOUND:
        return True
    if any(
        isinstance(each, ClassValue) and each.model is not None and not isinstance(each.model, dict)
        for each in mro(cls)
    ):
        return True
    bases = {each.name for each in mro(cls) if isinstance(each, Native)}
    return not bases <= {"object", "abc.ABC", "enum.Enum", "enum.Flag", "typing.Generic", "typing.Protocol"}


def can_be_called(value: Value) -> bool | None:
    """Whether a value can be called, as far as that is known."""
    match value:
        case FunctionValue() | ClassValue() | BoundMethod() | PartialValue() | Native():
            return True
        case Const() | Collection() | Mapping() | ModuleValue():
            return False
        case InstanceValue():
            found = class_attribute(value.cls, "__call__")
            return None if isinstance(found, (Choice, Unknown)) else found is not UNBOUND
    return None


def is_data(cls: ClassValue) -> bool:
    """Whether objects of a class may be data of Python too: a text, a number, a tuple, an empty dict."""
    bases = {base.name for base in mro(cls) if isinstance(base, Native)}
    return any(isinstance(base, Unknown) for base in mro(cls)) or any(
        any(hasattr(getattr(builtins, base, None), name) for name in ("__len__", "__bool__"))
        or ("." in base and base not in OBJECTS_ONLY)
        for base in bases
    )


OBJECTS_ONLY = {"abc.ABC", "enum.Enum", "typing.Generic", "typing.Protocol"}
"""Classes of the standard library whose objects are no data."""


TEXTS, NUMBERS = {"str", "enum.StrEnum"}, {"int", "enum.IntEnum"}
"""Classes of Python whose enumerations have members that are texts or numbers."""


def text_of_member(value: Value) -> Value:
    """The text that a member of an enumeration of texts is; any other value as it is."""
    if isinstance(value, InstanceValue) and "value" in value.attributes:
        bases = {base.name for base in mro(value.cls) if isinstance(base, Native)}
        if bases & {*TEXTS, *NUMBERS} and any(name.startswith("enum.") for name in bases):
            held = force(value.attributes["value"])
            if isinstance(held, Const) and isinstance(held.value, str if bases & TEXTS else int):
                return held
            return Unknown(Reason(f"what `{value.cls.qualname}` makes of its values is not known"))
    return value


def enum_text(member: InstanceValue) -> Value | None:
    """What ``str()`` gives for a member of an enumeration."""
    bases = {base.name for base in mro(member.cls) if isinstance(base, Native)}
    if not any(name.startswith("enum.") for name in bases):
        return None
    if bases & {"enum.StrEnum", "enum.IntEnum"}:
        value = force(member.attributes["value"])
        return Const(str(value.value)) if isinstance(value, Const) else value
    if bases & {"str", "int"}:
        return None  # Python 3.11 and 3.12 changed what format() gives
    name = force(member.attributes["name"])
    return Const(f"{member.cls.name}.{name.value}") if isinstance(name, Const) else None
