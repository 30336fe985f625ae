"""What each kind of expression gives: a table from the node's type to a small function.

A newcomer adds a construct by adding a function and its row. A function returns a value, or an unknown value with the
reason; it never guesses.
"""

import ast
import operator
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from plugin.discovery.static import attributes, calls, classes, fields
from plugin.discovery.static.branches import either
from plugin.discovery.static.tree import walk
from plugin.discovery.static.values import (
    FALSE,
    MOST_OPTIONS,
    NONE,
    TRUE,
    UNBOUND,
    UNBOUND_LOCAL,
    Attributed,
    BoundMethod,
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
    Mutable,
    NamespaceView,
    Native,
    PartialValue,
    Unclear,
    Undecided,
    Unknown,
    Value,
    Varying,
    View,
    each_option,
    force,
    join,
    key_of,
)

if TYPE_CHECKING:
    from plugin.discovery.static.interpreter import Interpreter
    from plugin.discovery.static.scopes import Environment

LONGEST = 10_000
"""No text or collection is made longer than this."""


def truth(value: Value) -> bool | None:
    """Whether a value counts as true; ``None`` if that is not known, or differs between its options."""
    value = force(value)
    match value:
        case Const():
            return bool(value.value)
        case Varying():
            return True if all(value.values) else None
        case Choice():
            outcomes = {truth(option) for _, option in value.options}
            return outcomes.pop() if len(outcomes) == 1 else None
        case Collection():
            return None if value.spoiled else bool(value.items)
        case Mapping():
            return None if value.spoiled else bool(value.entries)
        case Native():
            return True if value.is_class or value.model or value.constants else None
        case ClassValue() if isinstance(value.metaclass, ClassValue):
            return True if _is_plainly_true(value.metaclass) else None
        case FunctionValue() | ClassValue() | ModuleValue() | BoundMethod():
            return True
        case InstanceValue():
            if (text := attributes.text_of_member(value)) is not value:
                return truth(text)
            return True if _is_plainly_true(value.cls) and not attributes.is_data(value.cls) else None
    return None


def _is_plainly_true(cls: ClassValue) -> bool:
    """Whether the source does not say of a class what its objects count as."""
    return all(attributes.class_attribute(cls, name) is UNBOUND for name in ("__bool__", "__len__"))


def iterate(
    interpreter: "Interpreter", value: Value, node: ast.AST, environment: "Environment", *, any_order: bool = False
) -> Iterator[Value] | Unknown:
    """The items that a loop over a value sees; each costs a step, for there may be no end to them.

    :param any_order: whether the items of a set will do, though it is not known which of them comes first
    """
    value = force(value)
    if not any_order and not in_order(value):
        return interpreter.unknown("the order of a set is not known", node, environment)
    found = _items(interpreter, value, node, environment)
    return found if isinstance(found, Unknown) else _spending(interpreter, found, value)


def in_order(value: Value) -> bool:
    """Whether it is known in which order the items of a value come, if it has any."""
    return not isinstance(value, (Collection, Mapping, IteratorValue)) or value.in_order


def _spending(interpreter: "Interpreter", items: Iterator[Value], source: Value) -> Iterator[Value]:
    for item in items:
        interpreter.spend()
        yield item
        if isinstance(source, Collection) and source.spoiled:
            raise Unclear(source.spoiled)  # what was done with the item has changed where it comes from


def _items(
    interpreter: "Interpreter", value: Value, node: ast.AST, environment: "Environment"
) -> Iterator[Value] | Unknown:
    match value:
        case Collection() | Mapping() | IteratorValue() if value.spoiled:
            return interpreter.unknown("the content is not known", node, environment, value.spoiled)
        case ClassValue() if attributes.enum_members(interpreter, value) is not None and value.spoiled:
            return interpreter.unknown("its members are not known", node, environment, value.spoiled)
        case Collection():
            return iter(value.items)  # of a list, a loop sees what is appended meanwhile
        case Mapping():
            return iter([key for key, _ in value.entries.values()])
        case IteratorValue():
            return value.items
        case Const() if isinstance(value.value, (str, bytes)):
            return iter([Const(item) for item in value.value])
        case ClassValue() if attributes.enum_members(interpreter, value) is not None:
            members = attributes.enum_members(interpreter, value) or {}
            return iter({id(member): member for member in members.values()}.values())
        case InstanceValue():
            method = attributes.class_attribute(value.cls, "__iter__")
            if isinstance(method, FunctionValue):
                found = calls.call(interpreter, BoundMethod(method, value), [], {}, node, environment)
                if not isinstance(found, InstanceValue):
                    return _items(interpreter, found, node, environment)
            elif method is UNBOUND and (items := fields.tuple_items(value)) is not None:
                return iter(items)
    return interpreter.unknown("it is not known what the loop runs over", node, environment, value)


# -- names and constants ----------------------------------------------------------------------------------------


def constant(interpreter: "Interpreter", node: ast.Constant, environment: "Environment") -> Value:
    return Const(node.value)


def name(interpreter: "Interpreter", node: ast.Name, environment: "Environment") -> Value:
    value = interpreter.look_up(node.id, environment)
    if value is UNBOUND_LOCAL:
        raise interpreter.raising("UnboundLocalError", f"`{node.id}` is not bound yet", node, environment)
    if value is UNBOUND:
        if environment.module.scope.is_open:
            return interpreter.unknown(f"`{node.id}` is not defined", node, environment)
        raise interpreter.raising("NameError", f"`{node.id}` is not defined", node, environment)
    return without_unbound(interpreter, value)


NOT_BOUND = ("UnboundLocalError", "NameError", "ImportError", "Exception")


def without_unbound(interpreter: "Interpreter", value: Value) -> Value:
    """A name that is bound under a condition only: where it is used, it is bound."""
    if isinstance(value, Choice) and any(option is UNBOUND for _, option in value.options):
        interpreter.doubt(Doubt("a name is not bound in any case", NOT_BOUND))
        return join((condition, option) for condition, option in value.options if option is not UNBOUND)
    return value


def attribute(interpreter: "Interpreter", node: ast.Attribute, environment: "Environment") -> Value:
    owner = interpreter.evaluate(node.value, environment)
    return attributes.get(interpreter, owner, node.attr, node, environment)


def named(interpreter: "Interpreter", node: ast.NamedExpr, environment: "Environment") -> Value:
    value = interpreter.evaluate(node.value, environment)
    binds_in = environment
    while binds_in.is_comprehension and binds_in.parent is not None:
        binds_in = binds_in.parent  # PEP 572: an assignment expression binds outside of the comprehension
    binds_in.bind(node.target.id, value, node)
    return value


# -- text -------------------------------------------------------------------------------------------------------


def joined_text(interpreter: "Interpreter", node: ast.JoinedStr, environment: "Environment") -> Value:
    parts: list[tuple[str, Value]] = [("", Const(""))]
    for piece in node.values:
        value = interpreter.evaluate(piece, environment)
        if isinstance(value, Unknown):
            return value
        parts = [
            (" and ".join(filter(None, (left, right))), _together(text, more))
            for left, text in parts
            for right, more in each_option(value)
        ]
        if len(parts) > MOST_OPTIONS:
            break  # which join() says in words
    return join(parts)


def _together(text: Value, more: Value) -> Value:
    """Two parts of a text; where one of them is not known, it stands for both."""
    if isinstance(text, Const) and isinstance(more, Const):
        return Const(f"{text.value}{more.value}")
    return more if isinstance(text, Const) else text


def formatted(interpreter: "Interpreter", node: ast.FormattedValue, environment: "Environment") -> Value:
    value = interpreter.evaluate(node.value, environment)
    spec = interpreter.evaluate(node.format_spec, environment) if node.format_spec else Const("")
    if not isinstance(spec, Const):
        return interpreter.unknown("the format is not known", node, environment, spec)
    conversions: dict[int, Callable[[Any], Any]] = {-1: lambda it: it, 115: str, 114: repr, 97: ascii}
    convert = conversions[node.conversion]

    def text(option: Value) -> Value:
        method = attributes.class_attribute(option.cls, "__format__") if isinstance(option, InstanceValue) else UNBOUND
        if isinstance(method, FunctionValue) and node.conversion == -1:
            return calls.call(interpreter, BoundMethod(method, option), [spec], {}, node, environment)
        if isinstance(option, InstanceValue) and (node.conversion not in (-1, 115) or method is not UNBOUND):
            return interpreter.unknown("the text of the value is not known", node, environment)
        plain = to_text(interpreter, option, node, environment) if not is_plain(option) else option
        if not is_plain(plain):
            return interpreter.unknown("the text of the value is not known", node, environment, plain)
        return guarded(interpreter, lambda: format(convert(to_python(plain)), str(spec.value)), node, environment)

    return join((condition, text(option)) for condition, option in each_option(value))


def to_text(interpreter: "Interpreter", value: Value, node: ast.AST, environment: "Environment") -> Value:
    """What ``str(value)`` gives."""
    if is_plain(value):
        return Const(str(to_python(value)))
    if isinstance(value, InstanceValue):
        for method_name in ("__str__", "__repr__"):
            method = attributes.class_attribute(value.cls, method_name)
            if isinstance(method, FunctionValue):
                return calls.call(interpreter, BoundMethod(method, value), [], {}, node, environment)
            if isinstance(method, Choice):
                return interpreter.unknown("the text of the value is not known", node, environment)
        member = attributes.enum_text(value)
        if member is not None:
            return member
    return interpreter.unknown("the text of the value is not known", node, environment, value)


# -- plain data -------------------------------------------------------------------------------------------------


def is_plain(value: Value, *, any_order: bool = False) -> bool:
    """Whether a value consists of constants through and through, so that Python itself can work with it.

    :param any_order: whether it may be a set, whose order is not known
    """
    value = force(value)
    match value:
        case Const():
            return True
        case Collection():
            return (
                value.spoiled is None
                and value.python is None
                and value.kind != "range"
                and (value.in_order or (any_order and value.kind != "list"))
                and all(is_plain(item, any_order=any_order) for item in value.items)
            )
        case Mapping():
            return (
                value.spoiled is None
                and value.python is None
                and value.in_order
                and all(is_plain(key) and is_plain(item) for key, item in value.entries.values())
            )
    return False


def to_python(value: Value) -> Any:
    """The Python object that a plain value stands for."""
    value = force(value)
    match value:
        case Const():
            return value.value
        case Collection():
            makers: dict[str, Callable[[Iterable[Any]], Any]] = {
                "list": list, "tuple": tuple, "set": set, "frozenset": frozenset
            }  # fmt: skip
            return makers[value.kind](to_python(item) for item in value.items)
        case Mapping():
            return {to_python(key): to_python(item) for key, item in value.entries.values()}
    raise TypeError(value)


def from_python(value: object) -> Value:
    """The value that stands for a Python object made of constants."""
    if isinstance(value, (list, tuple)):
        return Collection(type(value).__name__ if type(value) in (list, tuple) else "tuple", map(from_python, value))
    if isinstance(value, (set, frozenset)):
        return Collection(type(value).__name__, map(from_python, sorted(value, key=repr)))
    if isinstance(value, dict):
        return Mapping((from_python(key), from_python(item)) for key, item in value.items())
    return Const(value)


def guarded(
    interpreter: "Interpreter", compute: Callable[[], object], node: ast.AST, environment: "Environment"
) -> Value:
    """Let Python compute with constants; what it raises, the interpreted code raises."""
    try:
        result = compute()
    except Exception as error:  # noqa: BLE001 - whatever Python raises, the interpreted code raises
        raise interpreter.raising(type(error).__name__, str(error), node, environment) from None
    if isinstance(result, (str, bytes, list, tuple, dict, set, frozenset)) and len(result) > LONGEST:
        return interpreter.unknown(f"a value longer than {LONGEST:,} is not followed", node, environment)
    return from_python(result)


# -- displays and comprehensions --------------------------------------------------------------------------------


def display(kind: str) -> Callable[["Interpreter", Any, "Environment"], Value]:
    def make(interpreter: "Interpreter", node: ast.List, environment: "Environment") -> Value:
        items: list[Value] = []
        for element in node.elts:
            if not isinstance(element, ast.Starred):
                items.append(interpreter.defer(element, environment))
                continue
            given = interpreter.evaluate(element.value, environment)
            more = iterate(interpreter, given, element, environment, any_order=kind == "set")
            if isinstance(more, Unknown):
                return more
            items += more
        return collection(interpreter, kind, items, node, environment)

    return make


def collection(
    interpreter: "Interpreter",
    kind: str,
    items: Iterable[Value],
    node: ast.AST,
    environment: "Environment",
    *,
    unordered: bool = False,
) -> Value:
    """A collection; a set holds equal constants once."""
    if kind not in ("set", "frozenset"):
        return Collection(kind, items, unordered=unordered)
    held: dict[object, Value] = {}
    for item in items:
        hash_of(interpreter, item, node, environment)
        held.setdefault(key_of(item), item)
    if len(held) > 1 and hashes_itself(*held) and not _differ(held):
        return interpreter.unknown("it is not known which items are equal", node, environment)
    return Collection(kind, held.values())


def _differ(keys: Iterable[object]) -> bool:
    """Whether values are plugin specs of different names, which are not equal."""
    names = [force(key.attributes.get("name", NONE)) if isinstance(key, InstanceValue) else NONE for key in keys]
    known = {name.value for name in names if isinstance(name, Const) and name.value is not None}
    return len(known) == len(names) and all(
        classes.derives_from(key.cls, classes.SPEC) for key in keys if isinstance(key, InstanceValue)
    )


def hash_of(interpreter: "Interpreter", value: Value, node: ast.AST, environment: "Environment") -> None:
    """Raise in the interpreted code what Python raises for a value that cannot be in a set, or the key of a dict."""
    if is_unhashable(value):
        raise interpreter.raising("TypeError", "it has no hash value", node, environment)


def is_unhashable(value: Value) -> bool:
    value = force(value)
    match value:
        case Collection(kind="tuple"):
            return any(is_unhashable(item) for item in value.items)
        case Collection():
            return value.kind not in ("frozenset", "range")
        case Mapping() | NamespaceView():
            return True
        case Const():
            return isinstance(value.value, slice)
        case InstanceValue():
            return attributes.is_unhashable(value.cls)
    return False


def mapping(interpreter: "Interpreter", node: ast.Dict, environment: "Environment") -> Value:
    entries: list[tuple[Value, Value]] = []
    unordered = False
    for key, value in zip(node.keys, node.values, strict=True):
        if key is not None:
            known = interpreter.evaluate(key, environment)
            if isinstance(known, (Unknown, Choice)):
                return interpreter.unknown("a key of the dict is not known", node, environment, known)
            hash_of(interpreter, known, node, environment)
            entries.append((known, interpreter.defer(value, environment)))
            continue
        more = interpreter.evaluate(value, environment)
        if not isinstance(more, Mapping) or more.spoiled:
            return interpreter.unknown("it is not known what the dict takes over", node, environment, more)
        entries += more.entries.values()
        unordered = unordered or not more.in_order
    made = Mapping(entries)
    made.unordered = unordered
    return made


def comprehension(kind: str) -> Callable[["Interpreter", Any, "Environment"], Value]:
    def make(interpreter: "Interpreter", node: Any, environment: "Environment") -> Value:
        inner = type(environment)(environment.module, environment, qualname=environment.qualname)
        inner.function, inner.arguments = environment.function, environment.arguments
        inner.is_comprehension = True
        # The first iterable is evaluated in the environment around the comprehension, and at once.
        source = interpreter.evaluate(node.generators[0].iter, environment)
        if kind == "generator":
            return _generator(interpreter, node, source, inner)
        items: list[Value] = []
        unordered: list[Value] = []
        changed: list[tuple[Any, str]] = []
        journal, interpreter.journal = interpreter.journal, changed
        try:
            for trouble in _combinations(interpreter, node.generators, source, inner, unordered):
                if trouble is not None:
                    return trouble
                if kind == "dict":
                    items.append(interpreter.evaluate(node.key, inner))
                    items.append(interpreter.defer(node.value, inner))
                else:
                    items.append(interpreter.defer(node.elt, inner))
        finally:
            interpreter.journal = journal
            if journal is not None:
                journal += changed
        why = interpreter.unknown("the order of a set is not known", node, environment) if unordered else None
        if why is not None:
            _forget(node, changed, environment, why)
        if kind != "dict":
            return collection(interpreter, kind, items, node, environment, unordered=bool(unordered))
        if unclear := next((key for key in items[::2] if isinstance(key, (Unknown, Choice))), None):
            return interpreter.unknown("a key of the dict is not known", node, environment, unclear)
        for key in items[::2]:
            hash_of(interpreter, key, node, environment)
        made = Mapping(zip(items[::2], items[1::2], strict=True))
        made.unordered = bool(unordered)
        if why is not None and len(made.entries) < len(items) // 2:
            made.spoiled = why  # which of several values of a key comes last
        return made

    return make


def _forget(node: ast.expr, changed: "list[tuple[Any, str]]", environment: "Environment", why: Unknown) -> None:
    """Note that what a comprehension over a set has bound and changed depends on the order."""
    for owner, name in changed:
        if isinstance(owner, Mutable):
            owner.spoiled = why
        elif name:
            owner.spoil(name, why, node)
    for each in ast.walk(node):
        if isinstance(each, ast.NamedExpr):
            environment.bind(each.target.id, why, each)


def _generator(interpreter: "Interpreter", node: ast.GeneratorExp, source: Value, environment: "Environment") -> Value:
    """A generator expression, whose parts are evaluated when somebody asks for the next item."""

    def items() -> Iterator[Value]:
        if isinstance(source, Mutable) and source.owners:
            interpreter.refresh(source)
        for trouble in _combinations(interpreter, node.generators, source, environment, []):
            if trouble is not None:
                made.spoiled = trouble
                raise Unclear(trouble)
            yield interpreter.defer(node.elt, environment)

    made = IteratorValue(items(), unordered=not in_order(source))
    return made


def _combinations(
    interpreter: "Interpreter",
    generators: list[ast.comprehension],
    source: Value,
    environment: "Environment",
    unordered: list[Value],
) -> Iterator[Unknown | None]:
    """Bind, one after the other, what nested ``for ... in ... if ...`` clauses give; yields what stops it, if anything.

    :param generators: the clauses
    :param source: what the first of them runs over
    :param environment: where the names are bound
    :param unordered: takes up what they run over, if its order is not known
    """
    first, *rest = generators
    if not in_order(source):
        unordered.append(source)
    items = iterate(interpreter, source, first.iter, environment, any_order=True)
    if isinstance(items, Unknown):
        yield items
        return
    for item in items:
        assign(interpreter, first.target, item, environment)
        outcome = True
        for condition in first.ifs:
            known = truth(value := interpreter.evaluate(condition, environment))
            if known is None:
                yield interpreter.unknown(
                    "a condition of the comprehension is not known", condition, environment, value
                )
                return
            outcome = known
            if not outcome:
                break
        if not outcome:
            continue
        if not rest:
            yield None
            continue
        inner = interpreter.evaluate(rest[0].iter, environment)
        for trouble in _combinations(interpreter, rest, inner, environment, unordered):
            yield trouble
            if trouble is not None:
                return


def assign(interpreter: "Interpreter", target: ast.expr, value: Value, environment: "Environment") -> None:
    """Bind a target: a name, an attribute, an item, or several of them."""
    match target:
        case ast.Name():
            environment.bind(target.id, value, target)
        case ast.Attribute():
            attributes.set_attribute(
                interpreter, interpreter.evaluate(target.value, environment), target.attr, value, target, environment
            )
        case ast.Subscript():
            set_item(
                interpreter,
                interpreter.evaluate(target.value, environment),
                interpreter.evaluate(target.slice, environment),
                value,
                target,
                environment,
            )
        case ast.Tuple() | ast.List():
            for element, item in zip(target.elts, unpack(interpreter, target, value, environment), strict=True):
                inner = element.value if isinstance(element, ast.Starred) else element
                assign(interpreter, inner, item, environment)


def unpack(
    interpreter: "Interpreter", target: ast.Tuple | ast.List, value: Value, environment: "Environment"
) -> list[Value]:
    found = iterate(interpreter, value, target, environment)
    if isinstance(found, Unknown):
        return [found] * len(target.elts)
    starred = next((index for index, element in enumerate(target.elts) if isinstance(element, ast.Starred)), None)
    items = []
    for item in found:
        items.append(item)
        if starred is None and len(items) > len(target.elts):
            break
    if starred is None:
        if len(items) != len(target.elts):
            text = f"{len(target.elts)} values expected, {len(items)} given"
            raise interpreter.raising("ValueError", text, target, environment)
        return items
    behind = len(target.elts) - starred - 1
    if len(items) < starred + behind:
        raise interpreter.raising("ValueError", "not enough values to unpack", target, environment)
    end = len(items) - behind
    return [*items[:starred], Collection("list", items[starred:end]), *items[end:]]


# -- items ------------------------------------------------------------------------------------------------------


def subscript(interpreter: "Interpreter", node: ast.Subscript, environment: "Environment") -> Value:
    owner = interpreter.evaluate(node.value, environment)
    if isinstance(owner, ClassValue) and (found := _class_item(interpreter, owner, node, environment)) is not None:
        return found
    if (isinstance(owner, Native) and owner.is_class) or (
        isinstance(owner, ClassValue) and not is_enum(interpreter, owner)
    ):
        return owner  # list[int], Generic[T]: the parameters change nothing
    key = interpreter.evaluate(node.slice, environment)
    return join(
        (condition, get_item(interpreter, option, key, node, environment)) for condition, option in each_option(owner)
    )


def _class_item(
    interpreter: "Interpreter", cls: ClassValue, node: ast.Subscript, environment: "Environment"
) -> Value | None:
    """What ``cls[key]`` gives where the source says so: in the metaclass, or by ``__class_getitem__``."""
    for holder, method_name in ((cls.metaclass, "__getitem__"), (cls, "__class_getitem__")):
        method = attributes.class_attribute(holder, method_name) if isinstance(holder, ClassValue) else UNBOUND
        if isinstance(method, Descriptor):
            method = force(method.function)
        if isinstance(method, Choice):
            return interpreter.unknown("it is not known what its items are", node, environment, method)
        if isinstance(method, FunctionValue):
            key = interpreter.evaluate(node.slice, environment)
            return calls.call(interpreter, BoundMethod(method, cls), [key], {}, node, environment)
    return None


def is_enum(interpreter: "Interpreter", cls: ClassValue) -> bool:
    return attributes.enum_members(interpreter, cls) is not None


def slice_of(interpreter: "Interpreter", node: ast.Slice, environment: "Environment") -> Value:
    parts = [interpreter.evaluate(part, environment) if part else NONE for part in (node.lower, node.upper, node.step)]
    if not all(isinstance(part, Const) for part in parts):
        return interpreter.unknown("the slice is not known", node, environment)
    return Const(slice(*(part.value for part in parts if isinstance(part, Const))))


def each_item(owner: Mapping) -> list[tuple[str, Value]]:
    """What a dict may give for a key that is not known, each with its condition; nothing where that cannot be told."""
    if owner.spoiled or len(owner.entries) > MOST_OPTIONS:
        return []
    return [
        (f"the key is {key.value!r}" if isinstance(key, Const) else "the key is another one", value)
        for key, value in owner.entries.values()
    ]


def get_item(interpreter: "Interpreter", owner: Value, key: Value, node: ast.AST, environment: "Environment") -> Value:
    """What ``owner[key]`` gives."""
    if isinstance(key, (Unknown, Choice)):
        if isinstance(owner, Mapping) and owner.default is None and (options := each_item(owner)):
            interpreter.doubt(Doubt("the key is not known"))
            return join(options)
        return interpreter.unknown("the key is not known", node, environment, key)
    match owner:
        case Collection() | Mapping() if owner.spoiled:
            return interpreter.unknown("the content is not known", node, environment, owner.spoiled)
        case View():
            raise interpreter.raising("TypeError", "what a dict shows has no items by number", node, environment)
        case Collection() if isinstance(key, Const) and owner.kind in ("list", "tuple", "range"):
            if not owner.in_order:
                return interpreter.unknown("the order of a set is not known", node, environment)
            if isinstance(key.value, slice):
                try:
                    return Collection(owner.kind, owner.items[key.value])
                except (TypeError, ValueError) as error:
                    raise interpreter.raising(type(error).__name__, str(error), node, environment) from None
            if isinstance(key.value, int):
                if not -len(owner.items) <= key.value < len(owner.items):
                    raise interpreter.raising("IndexError", "index out of range", node, environment)
                return force(owner.items[key.value])
        case Mapping() if hashes_itself(key, *owner.entries):
            return interpreter.unknown("it is not known which key equals this one", node, environment)
        case Mapping():
            hash_of(interpreter, key, node, environment)
            found = owner.entries.get(key_of(key))
            if found is not None:
                return force(found[1])
            if owner.default is not None:
                made = calls.call(interpreter, owner.default, [], {}, node, environment)
                owner.entries[key_of(key)] = (key, made)
                return made
            raise interpreter.raising("KeyError", repr(key), node, environment)
        case Const() if isinstance(key, Const) and isinstance(owner.value, (str, bytes)):
            held: Any = owner.value
            return guarded(interpreter, lambda: held[key.value], node, environment)
        case ClassValue():
            members = attributes.enum_members(interpreter, owner)
            if members is not None and isinstance(key, Const):
                if key.value in members:
                    return members[str(key.value)]
                raise interpreter.raising("KeyError", repr(key), node, environment)
        case NamespaceView() if isinstance(key, Const) and isinstance(key.value, str):
            value = interpreter.module_name(owner.module, key.value, environment)
            if value is UNBOUND:
                raise interpreter.raising("KeyError", repr(key), node, environment)
            return value
        case InstanceValue():
            method = attributes.class_attribute(owner.cls, "__getitem__")
            if isinstance(method, FunctionValue):
                return calls.call(interpreter, BoundMethod(method, owner), [key], {}, node, environment)
            if (items := fields.tuple_items(owner)) is not None:
                return get_item(interpreter, Collection("tuple", items), key, node, environment)
            if (text := attributes.text_of_member(owner)) is not owner:
                return get_item(interpreter, text, key, node, environment)
            if method is UNBOUND and not attributes.is_data(owner.cls):
                raise interpreter.raising("TypeError", f"`{owner.cls.name}` has no items", node, environment)
        case Varying():
            from plugin.discovery.static import pythons  # noqa: PLC0415 - few projects ask for the version

            if (part := pythons.item(owner, key)) is not None:
                return part
        case Native(name="sys.modules") if isinstance(key, Const) and isinstance(key.value, str):
            return interpreter.import_module(key.value, node, environment)
    return interpreter.unknown(f"`{ast.unparse(node)}` is not known", node, environment, owner)


def set_item(
    interpreter: "Interpreter", owner: Value, key: Value, value: Value, node: ast.expr, environment: "Environment"
) -> None:
    """Do ``owner[key] = value``; ``UNBOUND`` deletes the item."""
    interpreter.changes(owner)
    match owner:
        case Choice():
            either(
                interpreter,
                environment,
                [
                    (condition, partial(_set_in, interpreter, option, key, value, node, environment))
                    for condition, option in owner.options
                ],
            )
        case Unknown() if not owner.missing:
            interpreter.tell_dynamic("an item of what is not known is set", node, environment, owner)
        case Mapping():
            if isinstance(key, (Unknown, Choice)) or hashes_itself(key):
                owner.spoiled = interpreter.unknown("a key that is not known is set", node, environment, key)
            elif not spoiled_by_condition(interpreter, owner, node, environment):
                hash_of(interpreter, key, node, environment)
                if value is not UNBOUND:
                    owner.entries[key_of(key)] = (key, value)
                elif owner.entries.pop(key_of(key), None) is None:
                    raise interpreter.raising("KeyError", repr(key), node, environment)
        case Collection():
            if not spoiled_by_condition(interpreter, owner, node, environment):
                _set_items(interpreter, owner, key, value, node, environment)
        case NamespaceView():
            if isinstance(key, Const) and isinstance(key.value, str):
                attributes.set_module_name(interpreter, owner.module, key.value, value, node)
            else:
                interpreter.tell_dynamic("a name that is not known is bound in the module", node, environment, key)
        case Const() | IteratorValue() | FunctionValue() | BoundMethod() | ModuleValue():
            raise interpreter.raising("TypeError", "it has no items that can be set", node, environment)
        case InstanceValue():
            method = attributes.class_attribute(owner.cls, "__delitem__" if value is UNBOUND else "__setitem__")
            if isinstance(method, FunctionValue):
                given = [key] if value is UNBOUND else [key, value]
                calls.call(interpreter, BoundMethod(method, owner), given, {}, node, environment)
            else:
                owner.spoiled = interpreter.unknown("an item of it is set", node, environment, method)


def _set_items(
    interpreter: "Interpreter", owner: Collection, key: Value, value: Value, node: ast.expr, environment: "Environment"
) -> None:
    """Set or delete an item of a list, or those of a slice."""
    if owner.kind != "list":
        raise interpreter.raising("TypeError", f"items of a {owner.kind} cannot be set", node, environment)
    if not owner.in_order:
        owner.spoiled = interpreter.unknown("the order of a set is not known", node, environment)
        return
    more: Iterator[Value] | Unknown | None = None
    if isinstance(key, Const) and isinstance(key.value, slice) and value is not UNBOUND:
        more = iterate(interpreter, value, node, environment)
    if not isinstance(key, Const) or isinstance(more, Unknown):
        owner.spoiled = interpreter.unknown("items that are not known are set", node, environment, key)
        return
    place: Any = key.value
    changed: Any = owner.items
    try:
        if value is UNBOUND:
            del changed[place]
        else:
            changed[place] = list(more) if more is not None else value
    except (IndexError, TypeError, ValueError) as error:
        raise interpreter.raising(type(error).__name__, str(error), node, environment) from None


def _set_in(
    interpreter: "Interpreter", owner: Value, key: Value, value: Value, node: ast.expr, environment: "Environment"
) -> Value:
    set_item(interpreter, owner, key, value, node, environment)
    return NONE


def spoiled_by_condition(
    interpreter: "Interpreter", owner: Mapping | Collection | Attributed, node: ast.AST, environment: "Environment"
) -> bool:
    """Whether a change stands under a condition that is not known, so that the content is not known afterwards."""
    if owner.spoiled is not None:
        interpreter.doubt(Doubt("what is changed is not known"))
    if interpreter.is_branch_of(owner):
        owner.spoiled = interpreter.unknown("it is changed under a condition that is not known", node, environment)
    return owner.spoiled is not None


# -- operators --------------------------------------------------------------------------------------------------

BINARY: dict[type[ast.operator], tuple[Callable[[Any, Any], Any], str]] = {
    ast.Add: (operator.add, "__add__"),
    ast.Sub: (operator.sub, "__sub__"),
    ast.Mult: (operator.mul, "__mul__"),
    ast.Div: (operator.truediv, "__truediv__"),
    ast.FloorDiv: (operator.floordiv, "__floordiv__"),
    ast.Mod: (operator.mod, "__mod__"),
    ast.Pow: (operator.pow, "__pow__"),
    ast.LShift: (operator.lshift, "__lshift__"),
    ast.RShift: (operator.rshift, "__rshift__"),
    ast.BitOr: (operator.or_, "__or__"),
    ast.BitAnd: (operator.and_, "__and__"),
    ast.BitXor: (operator.xor, "__xor__"),
}
UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
}
COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def binary(interpreter: "Interpreter", node: ast.BinOp, environment: "Environment") -> Value:
    left = interpreter.evaluate(node.left, environment)
    right = interpreter.evaluate(node.right, environment)
    return operate(interpreter, node.op, left, right, node, environment)


def operate(
    interpreter: "Interpreter", op: ast.operator, left: Value, right: Value, node: ast.AST, environment: "Environment"
) -> Value:
    """What ``left op right`` gives."""
    if isinstance(left, Choice) or isinstance(right, Choice):
        return join(
            (" and ".join(filter(None, (one, other))), operate(interpreter, op, first, second, node, environment))
            for one, first in each_option(left)
            for other, second in each_option(right)
        )
    if isinstance(op, (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)):
        left, right = _as_set(left), _as_set(right)
    if isinstance(op, (ast.Add, ast.Mult)):
        left, right = _text_where_plain(left), _text_where_plain(right)
    compute, method_name = BINARY.get(type(op), (None, ""))
    if compute is None:
        return interpreter.unknown("the operator is not modelled", node, environment)
    if (
        isinstance(op, ast.Add)
        and isinstance(left, Collection)
        and isinstance(right, Collection)
        and left.kind == right.kind in ("list", "tuple")
    ):
        if left.spoiled or right.spoiled:
            return left.spoiled or right.spoiled or NONE
        unordered = not (left.in_order and right.in_order)
        return Collection(left.kind, [*left.items, *right.items], unordered=unordered)
    if isinstance(op, ast.Mult) and (repeated := _repeated(left, right) or _repeated(right, left)) is not None:
        return repeated
    if isinstance(left, Mapping) and isinstance(right, Mapping) and isinstance(op, ast.BitOr):
        if left.spoiled or right.spoiled:
            return left.spoiled or right.spoiled or NONE
        made = Mapping([*left.entries.values(), *right.entries.values()])
        made.unordered = not (left.in_order and right.in_order)
        return made
    if is_plain(left, any_order=(sets := not isinstance(op, ast.Mod))) and is_plain(right, any_order=sets):
        if too_large(op, left, right):
            return interpreter.unknown("the result is too large to be followed", node, environment)
        one, other = to_python(left), to_python(right)
        return guarded(interpreter, lambda: compute(one, other), node, environment)
    if isinstance(op, ast.Mod) and isinstance(left, Const) and isinstance(left.value, str):
        return interpreter.unknown("a part of the text is not known", node, environment, _first_unknown(right))
    if isinstance(left, InstanceValue):
        method = attributes.class_attribute(left.cls, method_name)
        if isinstance(method, FunctionValue):
            return calls.call(interpreter, BoundMethod(method, left), [right], {}, node, environment)
    if isinstance(op, ast.BitOr) and isinstance(left, (ClassValue, Native)):
        return interpreter.unknown("a union of types is no value", node, environment)
    return interpreter.unknown(
        "an operand is not known", node, environment, left if isinstance(left, Unknown) else right
    )


def _text_where_plain(value: Value) -> Value:
    """The text or number that a member of an enumeration is, unless its class says itself what operators do."""
    own = {"__add__", "__mul__", "__radd__", "__rmul__"}
    if isinstance(value, InstanceValue) and all(attributes.class_attribute(value.cls, name) is UNBOUND for name in own):
        return attributes.text_of_member(value)
    return value


def _as_set(value: Value) -> Value:
    """The set that the keys or pairs of a dict are in operations of sets; any other value as it is."""
    return Collection("set", value.items) if isinstance(value, View) and value.is_set else value


def _repeated(value: Value, times: Value) -> Collection | None:
    """A list or tuple several times over, whose items are the same ones each time."""
    if not isinstance(value, Collection) or value.kind not in ("list", "tuple") or value.spoiled or value.python:
        return None
    count = times.value if isinstance(times, Const) else None
    if not isinstance(count, int) or count * len(value.items) > LONGEST:
        return None
    return Collection(value.kind, value.items * count, unordered=value.unordered)


def too_large(op: ast.operator, left: Value, right: Value) -> bool:
    numbers = [abs(v.value) for v in (left, right) if isinstance(v, Const) and isinstance(v.value, (int, float))]
    return isinstance(op, (ast.Mult, ast.Pow, ast.LShift)) and any(number > LONGEST for number in numbers)


def _first_unknown(value: Value) -> Value:
    if isinstance(value, Collection):
        return next((force(item) for item in value.items if isinstance(force(item), Unknown)), value)
    return value


def unary(interpreter: "Interpreter", node: ast.UnaryOp, environment: "Environment") -> Value:
    value = interpreter.evaluate(node.operand, environment)
    if isinstance(node.op, ast.Not):
        known = truth(value)
        if known is None:
            return interpreter.unknown("it is not known whether this is true", node, environment, value)
        return FALSE if known else TRUE
    if not isinstance(value, Const):
        return interpreter.unknown("an operand is not known", node, environment, value)
    return guarded(interpreter, lambda: UNARY[type(node.op)](value.value), node, environment)


def boolean(interpreter: "Interpreter", node: ast.BoolOp, environment: "Environment") -> Value:
    return _operands(interpreter, node, 0, environment)


def _operands(interpreter: "Interpreter", node: ast.BoolOp, index: int, environment: "Environment") -> Value:
    """What the operands from one on give; those behind one that is not known may not be evaluated."""
    value = interpreter.evaluate(node.values[index], environment)
    known = truth(value)
    if index + 1 == len(node.values) or known is isinstance(node.op, ast.Or):
        return value
    if known is not None:
        return _operands(interpreter, node, index + 1, environment)
    condition = ast.unparse(node.values[index])
    stays, goes_on = f"not ({condition})", condition
    if isinstance(node.op, ast.Or):
        stays, goes_on = goes_on, stays
    unclear = interpreter.unknown("it is not known whether this is true", node.values[index], environment, value)
    rest = partial(_operands, interpreter, node, index + 1, environment)
    return either(interpreter, environment, [(stays, lambda: unclear), (goes_on, rest)])


def compare(interpreter: "Interpreter", node: ast.Compare, environment: "Environment") -> Value:
    left = interpreter.evaluate(node.left, environment)
    result: Value = TRUE
    for op, operand in zip(node.ops, node.comparators, strict=True):
        right = interpreter.evaluate(operand, environment)
        result = join(
            (" and ".join(filter(None, (one, other))), compare_two(interpreter, op, first, second, node, environment))
            for one, first in each_option(left)
            for other, second in each_option(right)
        )
        if truth(result) is not True:
            return result
        left = right
    return result


def compare_two(
    interpreter: "Interpreter", op: ast.cmpop, left: Value, right: Value, node: ast.AST, environment: "Environment"
) -> Value:
    match op:
        case ast.Is() | ast.IsNot():
            known = identical(left, right)
            if known is not None:
                return Const(known is isinstance(op, ast.Is))
        case ast.In() | ast.NotIn():
            known = contains(interpreter, right, left)
            if known is not None:
                return Const(known is isinstance(op, ast.In))
        case _:
            left, right = _as_set(left), _as_set(right)
            if is_plain(left, any_order=True) and is_plain(right, any_order=True):
                one, other = to_python(left), to_python(right)
                return guarded(interpreter, lambda: COMPARE[type(op)](one, other), node, environment)
            known = equal(left, right) if isinstance(op, (ast.Eq, ast.NotEq)) else None
            if known is not None:
                return Const(known is isinstance(op, ast.Eq))
    if isinstance(left, Varying) or isinstance(right, Varying):
        known = _compare_varying(op, left, right)
        if known is not None:
            return Const(known)
    return interpreter.unknown(
        "the comparison cannot be decided", node, environment, left if isinstance(left, Unknown) else right
    )


def _compare_varying(op: ast.cmpop, left: Value, right: Value) -> bool | None:
    """What a comparison with the version of Python gives in all versions that the project supports."""
    from plugin.discovery.static import pythons  # noqa: PLC0415 - few projects ask for the version

    compute = COMPARE.get(type(op)) or pythons.CONTAINS.get(type(op))
    operands = [value if isinstance(value, Varying) else _plain_object(value) for value in (left, right)]
    return None if compute is None or None in operands else pythons.compare(compute, *operands)


def _plain_object(value: Value) -> Any:
    return to_python(value) if is_plain(value, any_order=True) else None


def equal(left: Value, right: Value) -> bool | None:
    """Whether two values are equal, as far as that is known."""
    left, right = attributes.text_of_member(left), attributes.text_of_member(right)
    if is_plain(left, any_order=True) and is_plain(right, any_order=True):
        return bool(to_python(left) == to_python(right))
    return None if _compares_itself(left, right) else identical(left, right)


def _compares_itself(*values: Value) -> bool:
    return any(
        isinstance(value, (Collection, Mapping, PartialValue))
        or (isinstance(value, InstanceValue) and attributes.compares_itself(value.cls))
        or (isinstance(value, ClassValue) and isinstance(value.metaclass, ClassValue))
        for value in values
    )


def hashes_itself(*keys: object) -> bool:
    """Whether a key of a dict or set may equal another one that is not the same object."""
    for key in keys:
        match key:
            case InstanceValue() if attributes.compares_itself(key.cls):
                return True
            case Unknown() | Choice() | PartialValue():
                return True
            case Collection() if key.kind == "range" or hashes_itself(*map(force, key.items)):
                return True
            case tuple() | frozenset() if hashes_itself(*key):
                return True
    return False


def identical(left: Value, right: Value) -> bool | None:
    """Whether two values are one object, as far as that is known."""
    if is_opaque(left) or is_opaque(right):
        return None
    if isinstance(left, Const) and isinstance(right, Const):
        same_type = type(left.value) is type(right.value)
        return same_type and left.value == right.value
    return left is right


def is_opaque(value: Value) -> bool:
    """Whether a value is not known, or is data of the standard library, which may differ between machines."""
    return isinstance(value, (Unknown, Choice, Varying)) or (
        isinstance(value, Native) and not value.is_class and value.model is None and not value.name.endswith("()")
    )


def contains(interpreter: "Interpreter", container: Value, item: Value) -> bool | None:
    """Whether ``item in container``, as far as that is known."""
    if isinstance(item, Unknown):
        return None
    match container:
        case Collection() if container.spoiled is None:
            if container.kind in ("set", "frozenset") and is_unhashable(item):
                return None
            found = [force(held) for held in container.items]
            outcomes = [equal(held, item) for held in found]
            return True if True in outcomes else None if None in outcomes else False
        case Mapping() if container.spoiled is None:
            unclear = hashes_itself(item, *container.entries) or is_unhashable(item)
            return None if unclear else key_of(item) in container.entries
        case Const() if isinstance(container.value, str) and isinstance(item, Const) and isinstance(item.value, str):
            return item.value in container.value
        case NamespaceView() if isinstance(item, Const) and isinstance(item.value, str):
            bound = container.module.scope.get(item.value, container.module.scope.now)
            certain = {option is not UNBOUND for _, option in each_option(bound)}
            return None if len(certain) > 1 or isinstance(bound, Unknown) else certain.pop()
    return None


def conditional(interpreter: "Interpreter", node: ast.IfExp, environment: "Environment") -> Value:
    known = truth(interpreter.evaluate(node.test, environment))
    if known is not None:
        return interpreter.evaluate(node.body if known else node.orelse, environment)
    condition = ast.unparse(node.test)
    return either(
        interpreter,
        environment,
        [
            (condition, partial(interpreter.evaluate, node.body, environment)),
            (f"not ({condition})", partial(interpreter.evaluate, node.orelse, environment)),
        ],
    )


# -- functions --------------------------------------------------------------------------------------------------


def lambda_function(interpreter: "Interpreter", node: ast.Lambda, environment: "Environment") -> Value:
    return calls.make_function(interpreter, node, "<lambda>", environment)


def call(interpreter: "Interpreter", node: ast.Call, environment: "Environment") -> Value:
    function = interpreter.evaluate(node.func, environment)
    if isinstance(function, Unknown) and all(map(_is_quiet, (*node.args, *(each.value for each in node.keywords)))):
        _give_away(interpreter, node, function, environment)
        return calls.call(interpreter, function, [], {}, node, environment)
    args: list[Value] = []
    for argument in node.args:
        if not isinstance(argument, ast.Starred):
            args.append(interpreter.defer(argument, environment))
            continue
        more = iterate(interpreter, interpreter.evaluate(argument.value, environment), argument, environment)
        if isinstance(more, Unknown):
            return _unknown_arguments(interpreter, node, environment, more)
        args += more
    kwargs: dict[str, Value] = {}
    for keyword in node.keywords:
        if keyword.arg is not None:
            kwargs[keyword.arg] = interpreter.defer(keyword.value, environment)
            continue
        extra = interpreter.evaluate(keyword.value, environment)
        if isinstance(extra, Mapping) and not extra.in_order:
            extra = interpreter.unknown("the order of a set is not known", keyword.value, environment)
        if not isinstance(extra, Mapping) or extra.spoiled:
            return _unknown_arguments(interpreter, node, environment, extra)
        kwargs.update({str(key.value): value for key, value in extra.entries.values() if isinstance(key, Const)})
    if isinstance(function, Unknown) or (isinstance(function, Native) and function.name.startswith(MUTATORS)):
        _give_away(interpreter, node, function, environment)
    return calls.call(interpreter, function, args, kwargs, node, environment)


def _is_quiet(argument: ast.expr) -> bool:
    """Whether evaluating an argument changes nothing, so that it need not be done for a call that is not followed."""
    return not any(
        isinstance(inner, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom))
        or (isinstance(inner, ast.Call) and not (isinstance(inner.func, ast.Attribute) and inner.func.attr in OF_TEXT))
        for inner in walk(argument)
    )


OF_TEXT = frozenset(("format", "join", "lower", "lstrip", "replace", "rstrip", "split", "strip", "title", "upper"))
"""Methods by which texts give other texts."""


def _unknown_arguments(interpreter: "Interpreter", node: ast.Call, environment: "Environment", cause: Value) -> Unknown:
    """What a call gives whose arguments are not known; what is called is there, whatever the arguments lack."""
    value = interpreter.unknown("the arguments of the call are not known", node, environment, cause)
    value.missing = None
    return value


MUTATORS = ("heapq.", "random.shuffle", "bisect.insort", "operator.setitem", "operator.delitem", "operator.i")
"""Functions of the standard library that change their arguments; of all others it is known that they do not."""


def _give_away(interpreter: "Interpreter", node: ast.Call, function: Value, environment: "Environment") -> None:
    """Note that a call which cannot be followed may change what it is given."""
    for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
        inner = argument.value if isinstance(argument, ast.Starred) else argument
        if not isinstance(inner, ast.Name) or interpreter.is_imported(inner, environment):
            continue
        for _, option in each_option(interpreter.look_up(inner.id, environment)):
            if isinstance(option, (Collection, Mapping, IteratorValue, InstanceValue)) and (
                not isinstance(option, Collection) or option.kind in ("list", "set")
            ):
                interpreter.changes(option)
                option.spoiled = interpreter.unknown("what is called may change it", node, environment, function)


def yielded(interpreter: "Interpreter", node: ast.Yield, environment: "Environment") -> Value:
    value = interpreter.evaluate(node.value, environment) if node.value else NONE
    return _hand_over(interpreter, value, node, environment)


def _hand_over(interpreter: "Interpreter", value: Value, node: ast.AST, environment: "Environment") -> Value:
    while environment.is_comprehension and environment.parent is not None:
        environment = environment.parent
    if environment.at_yield is None:
        return interpreter.unknown("it is not known what the generator is sent", node, environment)
    return environment.at_yield(value)


def yielded_from(interpreter: "Interpreter", node: ast.YieldFrom, environment: "Environment") -> Value:
    found = iterate(interpreter, interpreter.evaluate(node.value, environment), node, environment)
    if isinstance(found, Unknown):
        raise Undecided(found)
    for value in found:
        _hand_over(interpreter, value, node, environment)
    return interpreter.unknown("it is not known what the generator returns", node, environment)


Handler = Callable[["Interpreter", Any, "Environment"], Value]

TABLE: dict[type[ast.AST], Handler] = {
    ast.Attribute: attribute,
    ast.BinOp: binary,
    ast.BoolOp: boolean,
    ast.Call: call,
    ast.Compare: compare,
    ast.Constant: constant,
    ast.Dict: mapping,
    ast.DictComp: comprehension("dict"),
    ast.FormattedValue: formatted,
    ast.GeneratorExp: comprehension("generator"),
    ast.IfExp: conditional,
    ast.JoinedStr: joined_text,
    ast.Lambda: lambda_function,
    ast.List: display("list"),
    ast.ListComp: comprehension("list"),
    ast.Name: name,
    ast.NamedExpr: named,
    ast.Set: display("set"),
    ast.SetComp: comprehension("set"),
    ast.Slice: slice_of,
    ast.Subscript: subscript,
    ast.Tuple: display("tuple"),
    ast.UnaryOp: unary,
    ast.Yield: yielded,
    ast.YieldFrom: yielded_from,
}

DISPLAYS = frozenset({ast.Dict, ast.DictComp, ast.GeneratorExp, ast.List, ast.ListComp, ast.Set, ast.SetComp})
"""What makes a new value that statements can change."""
