"""Values that are not known from the source, and the exceptions that keep native code from using them.

An :class:`Unknown` can be used in interpreted code like any object: whatever the interpreter does with it is unknown,
too. If native code asks it anything at all, :class:`Undecided` is raised, which interpreted code cannot catch, so no
native computation can hide it.
"""

import operator
import types
from typing import Any, NamedTuple

from plugin.discovery.findings import Place, Reason

LONGEST_TEXT = 2_000
"""The maximum length of the code that represents a value."""
LONGEST_SHOWN, LONGEST_CODE = 60, 80
"""The maximum lengths of a constant and of an expression."""
LONGEST_CHAIN = 12
"""The maximum number of reasons that are reported for a finding."""
PLAIN = {str, int, float, bytes, bool, type(None)}


class Why(NamedTuple):
    """Why a value is not known."""

    text: str  # what was found
    place: Place | None = None  # where
    cause: "Why | None" = None  # the cause of that

    @staticmethod
    def not_known(code: str) -> str:
        """The reason that code has no known value."""
        return f"`{shortened(code)}` is not known"

    def chain(self) -> tuple[Reason, ...]:
        """The reasons, nearest first, without duplicates; one without a place has the place of the one before it."""
        found: list[Reason] = []
        link: Why | None = self
        place: Place | None = None
        while link is not None and len(found) < LONGEST_CHAIN:
            place = link.place if link.place is not None and link.place.path else place
            reason = Reason(link.text, place)
            if reason not in found:
                found.append(reason)
            link = link.cause
        return tuple(found)


class Internal(BaseException):
    """An exception that interpreted code can neither catch nor see."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.text)
        self.why = why


class Undecided(Internal):
    """An unknown value would have to be known."""


class OutOfBudget(Internal):
    """Something takes too long to follow."""

    def __init__(self, text: str = "it takes too long to follow", place: Place | None = None) -> None:
        super().__init__(Why(text, place))


class Condition(NamedTuple):
    """Something that differs from machine to machine."""

    text: str  # as shown to the user
    negated: str = ""  # its opposite; by default ``not (text)``
    assumed: bool = False  # it is assumed to be true, and the opposite is not followed
    order: bool = False  # it is about the order of a set, which is not a condition that a user could know

    def say(self, holds: bool) -> str:
        """The condition, or its opposite, as text."""
        return self.text if holds else self.negated or f"not ({self.text})"


Path = dict[Condition, bool]
"""The conditions of a world: condition -> whether it holds."""


class Facts(NamedTuple):
    """The facts about an unknown value."""

    text: str  # how it came about, as code; used in conditions
    why: Why
    product: bool = False  # whether it may be a plugin, because something that makes plugins has flowed into it
    values: tuple[Any, ...] = ()  # its value in each version of Python, if it depends only on that


NOT_THERE = frozenset({
    "__isabstractmethod__", "__get__", "__set__", "__delete__", "__set_name__", "__mro_entries__", "__wrapped__",
    "_partialmethod", "__partialmethod__", "__abstractmethods__", "__func__", "__typing_subst__",
    "__typing_unpacked_tuple_args__", "__typing_prepare_subst__", "__parameters__", "__class_getitem__",
    "__dataclass_fields__", "__origin__", "__slots__", "_name_",
})  # fmt: skip
"""The hooks that Python looks for in stored values: an unknown value has none of them, which changes nothing."""


class Unknown:
    """A value that is not known. The interpreter recognises it by its type; :func:`facts` gives what is known of it."""

    __slots__ = ("_facts",)

    def __init__(self, text: str, why: Why, *, product: bool = False, values: tuple[Any, ...] = ()) -> None:
        _set(self, Facts(text[:LONGEST_TEXT], why, product, values))

    def __getattribute__(self, name: str) -> Any:
        if name in NOT_THERE:
            raise AttributeError(name)
        raise Undecided(facts(self).why)


_set = Unknown.__dict__["_facts"].__set__
facts = Unknown.__dict__["_facts"].__get__
"""The facts about an unknown value."""


def _undecided(self: Unknown, *args: object, **kwargs: object) -> Any:
    raise Undecided(facts(self).why)


OPERATORS = [name.strip("_") for name, value in vars(operator).items() if name[:2] == "__" and callable(value)]
for _name in (
    *("setattr", "delattr", "call", "instancecheck", "subclasscheck", "reduce", "reduce_ex", "sizeof", "dir", "divmod"),
    *("bool", "hash", "str", "repr", "format", "bytes", "int", "float", "complex", "round", "trunc", "floor", "ceil"),
    *("len", "length_hint", "iter", "next", "reversed", "missing", "fspath", "rdivmod"),
    *("enter", "exit", "aiter", "anext", "await", "aenter", "aexit"),
    *(prefix + operation for operation in OPERATORS for prefix in ("", "r")),
):
    setattr(Unknown, f"__{_name}__", _undecided)


def is_a(value: Any, kinds: Any) -> bool:
    """``isinstance`` for values of interpreted code, without asking unknown ones."""
    return type(value) is not Unknown and issubclass(type(value), kinds)  # ``__class__`` may be a property, or untrue


def show(value: Any) -> str:
    """Any value as code, for conditions and messages, without running interpreted code."""
    kind = type(value)
    if kind is Unknown:
        text: str = facts(value).text
        return text
    if kind in PLAIN or (kind in (tuple, list) and all(type(each) in PLAIN for each in value)):
        return repr(value)[:LONGEST_SHOWN]
    if kind in (types.FunctionType, types.BuiltinFunctionType):
        return str(value.__name__)
    if kind is slice:
        parts = (value.start, value.stop, *(() if value.step is None else (value.step,)))
        return ":".join("" if each is None else show(each) for each in parts)
    return str(type.__getattribute__(value, "__name__")) if is_a(value, type) else f"<{kind.__name__}>"


def shortened(code: str) -> str:
    """Code, shortened if it is too long."""
    return code if len(code) <= LONGEST_CODE else f"{code[:LONGEST_CODE]}..."


def show_call(function: str, args: "tuple[Any, ...] | list[Any]", kwargs: dict[str, Any]) -> str:
    """A call as code."""
    return f"{function}({', '.join([*map(show, args), *(f'{name}={show(value)}' for name, value in kwargs.items())])})"


def first_unknown(values: Any) -> Unknown | None:
    """The first unknown value among some values."""
    return next((value for value in values if type(value) is Unknown), None)
