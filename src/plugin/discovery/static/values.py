"""The values of the abstract interpreter: what an expression in the source is known to give.

A value is known (:class:`Const`, :class:`FunctionValue`, ...), one of several that a condition chooses between
(:class:`Choice`), or :class:`Unknown` with the reason why. There is no guessing in between.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from plugin.discovery.findings import Reason

if TYPE_CHECKING:
    from plugin.discovery.static.interpreter import Interpreter
    from plugin.discovery.static.modules import Module
    from plugin.discovery.static.scopes import Environment, LazyScope


class Value:
    """Anything an expression can give."""

    __slots__ = ()


class Const(Value):
    """A constant, held as the Python object that it is: text, bytes, a number, a boolean, ``None``, ``...``."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return repr(self.value)


NONE = Const(None)
TRUE = Const(True)
FALSE = Const(False)


class Unknown(Value):
    """A value the engine cannot tell, with the reason.

    :param reason: what stands in the way, and where
    :param cause: the unknown value that this one follows from
    :param missing: the module whose source is not there, if that is the reason
    """

    __slots__ = ("cause", "missing", "reason")

    def __init__(self, reason: Reason, cause: "Unknown | None" = None, missing: str | None = None) -> None:
        self.reason = reason
        self.cause = cause
        self.missing: str | None = missing or (cause.missing if cause else None)

    def chain(self) -> tuple[Reason, ...]:
        """The reasons, nearest first, each once."""
        found: list[Reason] = []
        link: Unknown | None = self
        while link is not None and len(found) < 8:
            if link.reason not in found:
                found.append(link.reason)
            link = link.cause
        return tuple(found)


class Unbound(Value):
    """What a name stands for that is not bound."""

    __slots__ = ()


UNBOUND = Unbound()
UNBOUND_LOCAL = Unbound()
"""What a variable of a function stands for before it is bound: neither the module nor the builtins are asked for it."""


class Choice(Value):
    """One of several values; which one, a condition decides that differs between machines.

    :param options: pairs of a condition in source form and the value under it
    """

    __slots__ = ("options",)

    def __init__(self, options: tuple[tuple[str, Value], ...]) -> None:
        self.options = options


class Varying(Value):
    """Data of Python that differs between the versions of Python that a project supports.

    :param values: what it is in each of them
    """

    __slots__ = ("values",)

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = values


class Thunk(Value):
    """An expression that is evaluated when somebody needs its value, and then once only."""

    __slots__ = ("_compute", "_result")

    def __init__(self, compute: Callable[[], Value]) -> None:
        self._compute: Callable[[], Value] | None = compute
        self._result: Value | None = None

    def force(self) -> Value:
        if self._result is None:
            compute, self._compute = self._compute, None
            if compute is None:
                return Unknown(Reason("the value depends on itself"))
            self._result = compute()
        return self._result


def force(value: Value) -> Value:
    """Give the value itself where an expression may still wait for its evaluation."""
    while isinstance(value, Thunk):
        value = value.force()
    return value


class Mutable(Value):
    """A value that statements may change after it was made.

    ``spoiled`` says why its content is no longer known, once something changed it in a way that cannot be followed.
    """

    __slots__ = ("made_under", "owners", "spoiled")

    def __init__(self) -> None:
        self.made_under: tuple[int, ...] | None = None  # the branches it was made in whose condition is not known
        self.spoiled: Unknown | None = None
        # The names it is bound to, by the module that they stand in -> the position where it was bound.
        self.owners: dict[Module, dict[tuple[LazyScope, str], int]] = {}

    def own(self, scope: "LazyScope", name: str, index: int) -> None:
        """Note a name in a module or class body that the value is bound to, whose mentions may change it."""
        self.owners.setdefault(scope.module, {}).setdefault((scope, name), index)


class Collection(Mutable):
    """A list, tuple, set or frozenset.

    :param unordered: whether the items come in an order that is not known, as those of a set do
    """

    __slots__ = ("items", "kind", "python", "unordered")

    def __init__(self, kind: str, items: Iterable[Value], *, unordered: bool = False) -> None:
        super().__init__()
        self.kind = kind
        self.python: type | None = None  # what it is, if that is another class, which has more methods
        self.items = list(items)
        self.unordered = unordered or kind in ("set", "frozenset")

    @property
    def in_order(self) -> bool:
        """Whether it is known which item comes first."""
        return not self.unordered or len(self.items) < 2


class Mapping(Mutable):
    """A dict: a hashable key -> the key as a value, and the value under it."""

    __slots__ = ("default", "entries", "python", "unordered")

    def __init__(self, entries: Iterable[tuple[Value, Value]] = (), default: Value | None = None) -> None:
        super().__init__()
        self.entries: dict[object, tuple[Value, Value]] = {key_of(key): (key, value) for key, value in entries}
        self.default = default  # what a defaultdict calls
        self.python: type | None = None  # what it is, if that is another class, which has more methods
        self.unordered = False  # whether its keys come from a set

    @property
    def in_order(self) -> bool:
        """Whether it is known which key comes first."""
        return not self.unordered or len(self.entries) < 2


class View(Collection):
    """``dict.keys()``, ``values()`` or ``items()``, which show what a dict holds also once it has changed.

    :param source: the dict
    :param kind: which of the three
    """

    __slots__ = ("source",)

    def __init__(self, source: Mapping, kind: str) -> None:
        self.source = source
        super().__init__(kind, (), unordered=not source.in_order)
        self.python = type(getattr({}, kind)())

    @property
    def is_set(self) -> bool:
        """Whether it takes part in the operations of sets."""
        return self.kind != "values"

    @property
    def items(self) -> list[Value]:
        source = self.source
        if source.spoiled is not None:
            raise Unclear(source.spoiled)
        self.unordered = not source.in_order
        if self.kind == "items":
            return [Collection("tuple", pair) for pair in source.entries.values()]
        return [pair[self.kind == "values"] for pair in source.entries.values()]

    @items.setter
    def items(self, items: list[Value]) -> None:
        """Nothing changes a dict through what shows it."""


class Attributes(Mapping):
    """``object.__dict__``, or ``locals()`` in a class body: what is set in it, is not followed.

    :param target: whose attributes they are
    """

    __slots__ = ("target",)

    def __init__(self, entries: Iterable[tuple[Value, Value]], target: "Attributed | Environment") -> None:
        super().__init__(entries)
        self.target = target


class IteratorValue(Mutable):
    """An iterator, which gives each item once.

    :param unordered: whether the items come in an order that is not known
    """

    __slots__ = ("items", "unordered")

    def __init__(self, items: Iterator[Value], *, unordered: bool = False) -> None:
        super().__init__()
        self.items = items
        self.unordered = unordered

    @property
    def in_order(self) -> bool:
        """Whether it is known which item comes first."""
        return not self.unordered


def key_of(value: Value) -> object:
    """The key under which a dict or set holds a value: equal keys for equal constants, itself for anything else."""
    value = force(value)
    if isinstance(value, Const):
        return value.value
    if isinstance(value, Collection) and value.kind == "tuple":
        return ("tuple", *(key_of(item) for item in value.items))
    if isinstance(value, Collection) and value.kind == "frozenset":
        return frozenset(key_of(item) for item in value.items)
    return value


class Attributed(Mutable):
    """A value whose attributes can be set."""

    __slots__ = ("assumption", "attributes")

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, Value] = {}
        self.assumption: Unknown | None = None  # what a decorator is taken to do that cannot be followed


class Origin:
    """The module-level statement that made a value.

    :param module: its module
    :param node: the statement
    """

    __slots__ = ("module", "node")

    def __init__(self, module: "Module", node: ast.stmt) -> None:
        self.module = module
        self.node = node


class FunctionValue(Attributed):
    """A function or lambda, with the environment that it closes over."""

    __slots__ = ("defaults", "environment", "kw_defaults", "name", "node", "origin", "owner", "qualname")

    def __init__(
        self,
        node: "ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda",
        name: str,
        qualname: str,
        environment: "Environment",
        defaults: list[Value],
        kw_defaults: "list[Value | None]",
        origin: Origin | None,
    ) -> None:
        super().__init__()
        self.node = node
        self.name = name
        self.qualname = qualname
        self.environment = environment
        self.defaults = defaults
        self.kw_defaults = kw_defaults
        self.origin = origin
        self.owner: ClassValue | None = None  # the class whose body it stands in

    @property
    def keeps_state(self) -> bool:
        """Whether calls of it may change what later calls see: a default of it."""
        return any(
            isinstance(default, (Mapping, InstanceValue))
            or (isinstance(default, Collection) and default.kind != "tuple")
            for default in (*self.defaults, *self.kw_defaults)
        )


class ClassValue(Attributed):
    """A class that the source defines, or that ``type()`` or a model made."""

    __slots__ = (
        "bases",
        "body",
        "keywords",
        "known_mro",
        "metaclass",
        "model",
        "module_name",
        "name",
        "node",
        "origin",
        "qualname",
        "slots",
    )

    def __init__(
        self,
        name: str,
        bases: list[Value],
        *,
        qualname: str | None = None,
        module_name: str = "",
        body: "LazyScope | None" = None,
        node: ast.ClassDef | None = None,
        origin: Origin | None = None,
        metaclass: Value | None = None,
    ) -> None:
        super().__init__()
        self.name = name
        self.qualname = qualname or name
        self.module_name = module_name
        self.bases = bases
        self.body = body
        self.node = node
        self.origin = origin
        self.metaclass = metaclass
        self.model: object = None  # what a model such as Enum or dataclass keeps with it
        self.known_mro: list[Value] | None = None
        self.slots: Sequence[object] = ()

    def __repr__(self) -> str:
        return f"<class {self.module_name}.{self.qualname}>"

    @property
    def watches_subclasses(self) -> bool:
        """Whether code of the source runs when a class derives from it, or is made by it."""
        from plugin.discovery.static import attributes  # noqa: PLC0415 - attributes are asked of values

        return isinstance(self.metaclass, ClassValue) or any(
            each.name in ("type", "abc.ABCMeta")
            if isinstance(each, Native)
            else not isinstance(each, ClassValue) or each.spoiled is not None or each.holds("__init_subclass__")
            for each in attributes.mro(self)
        )

    def holds(self, name: str) -> bool:
        """Whether its body may bind a name, or somebody has set it as an attribute."""
        return name in self.attributes or (self.body is not None and name in self.body.binders)


class InstanceValue(Attributed):
    """An object of a class that the source defines."""

    __slots__ = ("cls", "origin")

    def __init__(self, cls: ClassValue, origin: Origin | None = None) -> None:
        super().__init__()
        self.cls = cls
        self.origin = origin


class ModuleValue(Value):
    """A module whose source is read."""

    __slots__ = ("module",)

    def __init__(self, module: "Module") -> None:
        self.module = module


class BoundMethod(Value):
    """A callable with its first argument."""

    __slots__ = ("function", "receiver")

    def __init__(self, function: Value, receiver: Value) -> None:
        self.function = function
        self.receiver = receiver


class PartialValue(Attributed):
    """``functools.partial``: a callable with some of its arguments."""

    __slots__ = ("args", "function", "kwargs")

    def __init__(self, function: Value, args: list[Value], kwargs: dict[str, Value]) -> None:
        super().__init__()
        self.function = function
        self.args = args
        self.kwargs = kwargs


class Descriptor(Attributed):
    """``property``, ``staticmethod``, ``classmethod`` or ``cached_property`` around a function; or a slot."""

    __slots__ = ("function", "kind")

    def __init__(self, kind: str, function: Value) -> None:
        super().__init__()
        self.kind = kind
        self.function = function


class SuperValue(Value):
    """``super()``: attributes are looked up behind a class in the method resolution order of another."""

    __slots__ = ("after", "receiver")

    def __init__(self, after: ClassValue, receiver: Value) -> None:
        self.after = after
        self.receiver = receiver


class GeneratorContext(Value):
    """What a function decorated with ``contextlib.contextmanager`` gives: a context manager.

    :param run: runs the function; what it yields goes to a callable, which runs the block
    """

    __slots__ = ("run",)

    def __init__(self, run: "Callable[[Callable[[Value], Value]], Value]") -> None:
        self.run = run


class NamespaceView(Value):
    """``globals()``, ``vars(module)`` or ``module.__dict__``: a module's names as a dict."""

    __slots__ = ("module",)

    def __init__(self, module: "Module") -> None:
        self.module = module


class Call:
    """The arguments of a call.

    :param interpreter: the interpreter at work
    :param node: the call in the source, for reasons
    :param environment: where the call stands
    :param args: the positional arguments
    :param kwargs: the keyword arguments
    """

    __slots__ = ("args", "environment", "interpreter", "kwargs", "node")

    def __init__(
        self,
        interpreter: "Interpreter",
        node: ast.AST,
        environment: "Environment",
        args: list[Value],
        kwargs: dict[str, Value],
    ) -> None:
        self.interpreter = interpreter
        self.node = node
        self.environment = environment
        self.args = args
        self.kwargs = kwargs

    def arguments(self, *names: str) -> list[Value | None]:
        """The arguments by the names of the parameters, forced; ``None`` for one that was not given."""
        found: list[Value | None] = [force(value) for value in self.args[: len(names)]]
        found += [force(self.kwargs[name]) if name in self.kwargs else None for name in names[len(found) :]]
        return found

    def unknown(self, text: str, cause: Value | None = None, missing: str | None = None) -> Unknown:
        return self.interpreter.unknown(text, self.node, self.environment, cause, missing)


Model = Callable[[Call], Value]


class Native(Value):
    """A function or class that a model stands for, known by its dotted name.

    :param name: the dotted name, such as ``functools.partial``
    :param model: what calling it gives; without one, calls give an unknown value
    :param is_class: whether it can be a base class
    :param constants: attributes that are known
    """

    __slots__ = ("constants", "is_class", "model", "name")

    def __init__(
        self,
        name: str,
        model: Model | None = None,
        *,
        is_class: bool = False,
        constants: dict[str, Value] | None = None,
    ) -> None:
        self.name = name
        self.model = model
        self.is_class = is_class
        self.constants = constants or {}

    def __repr__(self) -> str:
        return self.name


class Doubt:
    """Code of which it is not known whether it raises an exception.

    :param what: what may raise
    :param kinds: the names of the exception's class and of its bases; empty if that is not known
    :param variables: the variables of the environments at that point, if they are others than at the end of the block
    """

    __slots__ = ("kinds", "variables", "what")

    def __init__(
        self,
        what: str,
        kinds: tuple[str, ...] = (),
        variables: "Sequence[tuple[Environment, dict[str, Value]]]" = (),
    ) -> None:
        self.what = what
        self.kinds = kinds
        self.variables = variables


class Undecided(Exception):
    """Code whose course is not known: how often a loop runs, what a generator yields.

    :param why: what is not known
    """

    def __init__(self, why: Unknown) -> None:
        super().__init__(why.reason.text)
        self.why = why


class Unclear(Undecided):
    """A generator of which it is not known what it gives next."""


class Raised(Exception):
    """The interpreted code raises.

    :param kinds: the names of the exception's class and of its bases
    :param value: the exception, as a value
    :param reason: what raises, and where
    """

    def __init__(self, kinds: tuple[str, ...], value: Value, reason: Reason) -> None:
        super().__init__(reason.text)
        self.kinds = kinds
        self.value = value
        self.reason = reason


MOST_OPTIONS = 32
"""Between how many values conditions can choose before it counts as not known which it is."""
TOO_MANY = Unknown(Reason(f"it is one of more than {MOST_OPTIONS} values"))
"""One of more values than that; however many others come to them."""


def join(options: Iterable[tuple[str, Value]]) -> Value:
    """Make one value of those that a condition chooses between; options that are the same become one.

    :param options: pairs of a condition and the value under it, at least one
    """
    flat: list[tuple[str, Value]] = []
    for condition, option in options:
        for inner, leaf in each_option(option):
            if not any(same(leaf, known) for _, known in flat):
                flat.append((_both(condition, inner), leaf))
            if leaf is TOO_MANY or len(flat) > MOST_OPTIONS:
                return TOO_MANY
    return flat[0][1] if len(flat) == 1 else Choice(tuple(flat))


def _both(condition: str, inner: str) -> str:
    """Two conditions as one text, which does not grow where a name is bound under one condition again and again."""
    is_known = inner == condition or inner.startswith(f"{condition} and ")
    return inner if is_known else " and ".join(filter(None, (condition, inner)))


def where_unbound(value: Value, other: Value) -> Value:
    """A value that may be one of several, with another one in place of a name that is not bound."""
    return join((condition, other if option is UNBOUND else option) for condition, option in each_option(value))


def is_partly_unbound(value: Value) -> bool:
    """Whether a name is bound under a condition only."""
    return isinstance(value, Choice) and any(option is UNBOUND for _, option in value.options)


def same(left: Value, right: Value) -> bool:
    """Whether two values are the same object, or equal constants of one type."""
    if isinstance(left, Const) and isinstance(right, Const):
        return type(left.value) is type(right.value) and left.value == right.value
    return left is right


def each_option(value: Value) -> tuple[tuple[str, Value], ...]:
    """The values that a value may be, each with its condition; an empty condition where there is no choice."""
    value = force(value)
    return value.options if isinstance(value, Choice) else (("", value),)
