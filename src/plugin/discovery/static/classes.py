"""Classes: how a definition makes one, how calling it makes an instance, and what decorators of Python add to it."""

import ast
import builtins
from functools import partial
from types import BuiltinFunctionType
from typing import TYPE_CHECKING

from plugin.discovery.static import attributes, private
from plugin.discovery.static.branches import either
from plugin.discovery.static.scopes import LazyScope
from plugin.discovery.static.values import (
    NONE,
    UNBOUND,
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
    ModuleValue,
    Native,
    PartialValue,
    Raised,
    Unknown,
    Value,
    each_option,
    force,
    where_unbound,
)
from plugin.exceptions import InvalidPlugin

if TYPE_CHECKING:
    from plugin.discovery.static.interpreter import Interpreter
    from plugin.discovery.static.scopes import Environment

SPEC = ("plugin.core", "PluginSpec")
"""The class whose instances are plugins."""
PLUGIN = ("plugin.core", "Plugin")
"""The class from which plugins derive."""


ABSTRACT = Native("abc.ABCMeta", is_class=True)
"""The metaclass of classes with abstract methods, which ``Plugin`` is one of."""


def is_identity(value: Value, identity: tuple[str, str]) -> bool:
    """Whether a value is one of the two classes that the engine knows by name."""
    return isinstance(value, ClassValue) and (value.module_name, value.qualname) == identity


def derives_from(cls: Value, identity: tuple[str, str]) -> bool:
    """Whether a class is, or derives from, one of the two classes that the engine knows by name."""
    return isinstance(cls, ClassValue) and any(is_identity(base, identity) for base in attributes.mro(cls))


NO_BASES = (BoundMethod, Collection, Const, FunctionValue, IteratorValue, Mapping, ModuleValue, PartialValue)
"""Kinds of values that no class derives from; of an object, its class may say what comes out."""
FINAL = {"bool", "range", "slice", "memoryview"}
"""Classes of Python that no class can derive from."""


def define(interpreter: "Interpreter", node: ast.ClassDef, environment: "Environment") -> Value:
    """The class that a definition makes; a choice of classes where a base depends on a condition."""
    bases: list[Value] = []
    for expression in node.bases:
        if isinstance(expression, ast.Starred):
            more = interpreter.evaluate(expression.value, environment)
            bases += map(force, more.items) if isinstance(more, Collection) else [more]
        else:
            bases.append(interpreter.evaluate(expression, environment))
    keywords = {keyword.arg: interpreter.defer(keyword.value, environment) for keyword in node.keywords if keyword.arg}
    split = next((index for index, base in enumerate(bases) if isinstance(base, Choice)), None)
    if split is None:
        return _make(interpreter, node, bases, keywords, environment)
    return either(
        interpreter,
        environment,
        [
            (
                condition,
                partial(_make, interpreter, node, [*bases[:split], option, *bases[split + 1 :]], keywords, environment),
            )
            for condition, option in each_option(bases[split])
            if option is not UNBOUND
        ],
    )


def _make(
    interpreter: "Interpreter",
    node: ast.ClassDef,
    bases: list[Value],
    keywords: dict[str, Value],
    environment: "Environment",
) -> Value:
    if any(map(_is_no_base, bases)):
        raise interpreter.raising("TypeError", "no class can derive from that", node, environment)
    if any(isinstance(base, Native) and base.model is not None and not base.is_class for base in bases):
        return interpreter.unknown("it is not known whether a class can derive from that", node, environment)
    for index, base in enumerate(bases):
        if isinstance(base, InstanceValue) and not base.spoiled:
            if index and attributes.class_attribute(base.cls, "__mro_entries__") is UNBOUND:
                raise interpreter.raising("TypeError", "no class can derive from that", node, environment)
            return interpreter.unknown("it is not known what deriving from an object makes", node, environment)
    closure = environment
    while closure.scope is not None and not closure.scope.is_module and closure.parent is not None:
        closure = closure.parent.original
    qualname = f"{environment.qualname}{node.name}"
    module = environment.module
    private.mangle(node, module)
    body = LazyScope(interpreter, module, node.body, module.text, closure.snapshot(), f"{qualname}.")
    metaclass = derived_metaclass(interpreter, force(keywords.get("metaclass", NONE)), bases, node, environment)
    cls = ClassValue(
        node.name,
        bases,
        qualname=qualname,
        module_name=module.name,
        body=body,
        node=node,
        origin=interpreter.origin,
        metaclass=metaclass,
    )
    cls.made_under = interpreter.branches
    if isinstance(metaclass, ClassValue) and attributes.class_attribute(metaclass, "__prepare__") is not UNBOUND:
        return interpreter.unknown("the metaclass prepares the names of the class", node, environment)
    if not attributes.has_order(cls):
        raise interpreter.raising("TypeError", "the bases have no consistent order", node, environment)
    if any(isinstance(base, Native) and base.name == "typing.NamedTuple" for base in bases):
        from plugin.discovery.static import fields  # noqa: PLC0415 - fields are made of classes

        body.run_effects()
        fields.make_tuple(cls, fields.declared(cls))
    else:
        body.run_effects()
    cls.spoiled = body.spoiled
    if "__slots__" in body.binders:
        slots = body.get("__slots__")
        cls.slots = attributes.names_of_slots(slots)
        for _, option in each_option(slots) if isinstance(slots, Choice) else ():
            unclear = interpreter.unknown("it is not known whether it is a slot", node, environment)
            cls.attributes |= dict.fromkeys(map(str, attributes.names_of_slots(option)), unclear)
    given = {name: value for name, value in keywords.items() if name != "metaclass"}
    return finish(interpreter, cls, given, node, environment)


def _is_no_base(value: Value) -> bool:
    if isinstance(value, Native):
        return value.name in FINAL or isinstance(getattr(builtins, value.name, None), BuiltinFunctionType)
    return isinstance(value, NO_BASES)


def derived_metaclass(
    interpreter: "Interpreter", given: Value, bases: list[Value], node: ast.AST, environment: "Environment"
) -> Value | None:
    """The metaclass of a class: the most derived one of that which is given and those of its bases."""
    found: Value | None = None if given is NONE else given
    for base in bases:
        metaclass = base.metaclass if isinstance(base, ClassValue) else None
        if isinstance(base, Native) and base.name == "abc.ABC":
            metaclass = ABSTRACT
        if metaclass is None or metaclass is found or (isinstance(metaclass, Native) and metaclass.name == "type"):
            continue
        if found is None or (isinstance(found, Native) and found.name == "type") or _is_derived(metaclass, found):
            found = metaclass
        elif _is_derived(found, metaclass) is False and _is_derived(metaclass, found) is False:
            raise interpreter.raising("TypeError", "the metaclasses of the bases conflict", node, environment)
    return found


def _is_derived(metaclass: Value, other: Value) -> bool | None:
    """Whether a metaclass derives from another one, as far as that is known."""
    order = attributes.mro(metaclass) if isinstance(metaclass, ClassValue) else [metaclass]
    if other in order:
        return True
    known = all(
        isinstance(each, ClassValue) or (isinstance(each, Native) and each.is_class) for each in [*order, other]
    )
    return False if known else None


def finish(
    interpreter: "Interpreter",
    cls: ClassValue,
    keywords: dict[str, Value],
    node: ast.AST,
    environment: "Environment",
) -> Value:
    """Do what Python does once a class is made: the metaclass, ``__init_subclass__``."""
    result: Value = cls
    if isinstance(cls.metaclass, ClassValue):
        for method_name in ("__new__", "__init__"):
            method = attributes.class_attribute(cls.metaclass, method_name)
            if isinstance(method, (FunctionValue, Choice)):
                names = Mapping((Const(key), attributes.own_attribute(cls, key)) for key in attributes.class_names(cls))
                names.made_under = interpreter.branches
                first: Value = cls.metaclass if method_name == "__new__" else cls
                interpreter.being_made.append(cls)
                try:
                    arguments = [first, Const(cls.name), Collection("tuple", cls.bases), names]
                    made = _run_hook(interpreter, method, arguments, keywords, node, environment)
                finally:
                    interpreter.being_made.pop()
                if method_name == "__new__" and made is not cls:
                    if not any(option is cls for _, option in each_option(made)):
                        return interpreter.unknown(
                            "the metaclass makes something else of the class", node, environment, made
                        )
                    result = made
    for name, value in cls.body.bound() if cls.body is not None else ():
        naming = attributes.class_attribute(value.cls, "__set_name__") if isinstance(value, InstanceValue) else UNBOUND
        if isinstance(naming, (FunctionValue, Choice)):
            _run_hook(interpreter, naming, [value, cls, Const(name)], {}, node, environment)
    hook = attributes.class_attribute(cls, "__init_subclass__", cls)
    if isinstance(hook, Descriptor):
        hook = force(hook.function)
    if isinstance(hook, (FunctionValue, Choice)):
        _run_hook(interpreter, hook, [cls], keywords, node, environment)
    return result


def _run_hook(
    interpreter: "Interpreter",
    hook: Value,
    args: list[Value],
    kwargs: dict[str, Value],
    node: ast.AST,
    environment: "Environment",
) -> Value:
    """Call a method that Python calls if there is one, which may depend on a condition."""
    from plugin.discovery.static import calls  # noqa: PLC0415 - calls make instances

    return calls.call(interpreter, where_unbound(hook, NO_HOOK), args, kwargs, node, environment)


NO_HOOK = Native("object.__init__", attributes.OBJECT_METHODS["__init__"])
"""What takes the place of a method that is not there: it does nothing."""


def instantiate(
    interpreter: "Interpreter",
    cls: ClassValue,
    args: list[Value],
    kwargs: dict[str, Value],
    node: ast.AST,
    environment: "Environment",
) -> Value:
    """What calling a class gives."""
    from plugin.discovery.static import calls  # noqa: PLC0415 - calls make instances

    if cls.spoiled:
        return interpreter.unknown(f"it is not known what calling `{cls.name}` gives", node, environment, cls.spoiled)
    maker = attributes.class_attribute(cls.metaclass, "__call__") if isinstance(cls.metaclass, ClassValue) else UNBOUND
    if maker is not UNBOUND:
        return calls.call(interpreter, maker, [cls, *args], kwargs, node, environment)
    return make_instance(interpreter, cls, args, kwargs, node, environment)


def make_instance(
    interpreter: "Interpreter",
    cls: ClassValue,
    args: list[Value],
    kwargs: dict[str, Value],
    node: ast.AST,
    environment: "Environment",
) -> Value:
    """What calling a class gives, unless its metaclass says otherwise."""
    from plugin.discovery.static import calls  # noqa: PLC0415 - calls make instances

    if any(isinstance(base, Native) and base.name == "typing.TypedDict" for base in attributes.mro(cls)):
        from plugin.discovery.static import builtin_models  # noqa: PLC0415 - models make classes

        return builtin_models.make_dict(Call(interpreter, node, environment, args, kwargs))
    members = attributes.enum_members(interpreter, cls)
    if members is not None:
        missing = attributes.class_attribute(cls, "_missing_") is not UNBOUND
        return _member_by_value(interpreter, members, args, node, environment, certain=not missing)
    new = attributes.class_attribute(cls, "__new__")
    if isinstance(new, Descriptor):
        new = force(new.function)
    if isinstance(new, Choice):
        new = where_unbound(new, Native("object.__new__", attributes.OBJECT_METHODS["__new__"]))
    if isinstance(new, (FunctionValue, Choice)) or (isinstance(new, Native) and new.name == "tuple.__new__"):
        made = calls.call(interpreter, new, [cls, *args], kwargs, node, environment)
        if isinstance(made, Choice):
            return interpreter.unknown(f"it is not known what calling `{cls.name}` gives", node, environment)
        if not isinstance(made, InstanceValue) or made.cls is not cls:
            return made
        instance = made
    else:
        instance = InstanceValue(cls, interpreter.origin)
        instance.made_under = interpreter.branches
    init = attributes.class_attribute(cls, "__init__")
    if isinstance(init, (FunctionValue, Native, Choice)):
        result = _run_hook(interpreter, init, [instance, *args], kwargs, node, environment)
        if not isinstance(result, Const):
            return interpreter.unknown(f"it is not known what calling `{cls.name}` gives", node, environment, result)
    elif isinstance(init, (Descriptor, InstanceValue)) or (isinstance(init, Unknown) and not derives_from(cls, SPEC)):
        return interpreter.unknown(f"it is not known what calling `{cls.name}` gives", node, environment, init)
    elif (args or kwargs) and init is new is UNBOUND and _takes_nothing(cls):
        raise interpreter.raising("TypeError", f"{cls.name}() takes no arguments", node, environment)
    return instance


def _takes_nothing(cls: ClassValue) -> bool:
    """Whether nothing that a class derives from takes arguments."""
    return all(
        isinstance(base, ClassValue)
        or (isinstance(base, Native) and base.name in ("object", "abc.ABC", "typing.Generic"))
        for base in attributes.mro(cls)
    )


def _member_by_value(
    interpreter: "Interpreter",
    members: dict[str, Value],
    args: list[Value],
    node: ast.AST,
    environment: "Environment",
    *,
    certain: bool,
) -> Value:
    from plugin.discovery.static import expressions  # noqa: PLC0415 - expressions take classes

    wanted = force(args[0]) if len(args) == 1 else UNBOUND
    outcomes: list[bool | None] = []
    for member in members.values():
        if wanted is member:
            return member
        held = force(member.attributes["value"]) if isinstance(member, InstanceValue) else UNBOUND
        outcomes.append(expressions.equal(held, wanted))
        if outcomes[-1]:
            return member
    if certain and isinstance(wanted, Const) and None not in outcomes:
        raise interpreter.raising("ValueError", f"{wanted!r} is no member", node, environment)
    return interpreter.unknown("it is not known which member this is", node, environment, wanted)


# -- the spec of a plugin -------------------------------------------------------------------------------------------


def fill_spec(
    interpreter: "Interpreter", args: list[Value], kwargs: dict[str, Value], node: ast.AST, environment: "Environment"
) -> Value:
    """Do what ``PluginSpec.__init__`` does, without asking for what nobody needs: the factory stays as it is."""
    given = dict(zip(("self", "namespace", "name", "factory"), args, strict=False))
    for keyword in ("namespace", "name", "factory"):
        if keyword in kwargs:
            given[keyword] = kwargs[keyword]
    instance = force(given.get("self", UNBOUND))
    missing = [field for field in ("namespace", "name", "factory") if field not in given]
    if missing or len(args) > 4 or kwargs.keys() - given.keys():
        text = f"PluginSpec misses {', '.join(missing)}" if missing else "PluginSpec takes namespace, name and factory"
        raise interpreter.raising("TypeError", text, node, environment)
    for field in ("namespace", "name"):
        if _is_no_name(attributes.text_of_member(force(given[field]))):
            raise _invalid(interpreter, f"the {field} of a plugin is a non-empty string", node, environment)
    if attributes.can_be_called(given["factory"]) is False:
        raise _invalid(interpreter, "the factory of a plugin can be called", node, environment)
    if isinstance(instance, InstanceValue):
        interpreter.made_by[instance] = (*interpreter.calls, (node, environment.module))
        unclear: Unknown | None = None
        if interpreter.is_branch_of(instance):
            unclear = interpreter.unknown("it is set under a condition that is not known", node, environment)
        for field in ("namespace", "name"):
            instance.attributes[field] = unclear or force(given[field])
        instance.attributes["factory"] = given["factory"]
    return NONE


NO_TEXT = (BoundMethod, ClassValue, Collection, FunctionValue, Mapping, ModuleValue, PartialValue)
"""Kinds of values that are no text."""


def _is_no_name(value: Value) -> bool:
    """Whether a value is certainly no namespace or name of a plugin, which are texts that are not empty."""
    match value:
        case Const():
            return not isinstance(value.value, str) or not value.value
        case Native():
            return value.is_class or value.model is not None
        case InstanceValue():
            return not attributes.is_data(value.cls)
    return isinstance(value, NO_TEXT)


def _invalid(interpreter: "Interpreter", text: str, node: ast.AST, environment: "Environment") -> Raised:
    """What ``PluginSpec`` raises when it is made of something else."""
    kinds = tuple(each.__name__ for each in InvalidPlugin.__mro__[:-1])
    return Raised(
        kinds, interpreter.unknown(text, node, environment), interpreter.reason(text, node, environment.module)
    )
