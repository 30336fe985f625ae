"""What objects hold: taken before a statement changes them, compared, and put back.

The worlds that a statement is run in start from the same contents, whatever the world before has done to them.
"""

import collections
import contextlib
import copy
import operator
import types
from collections.abc import Callable, Iterator
from typing import Any

from plugin.discovery.static.unknown import Unknown, is_a


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Any = _Missing()
"""Stands for what a name is bound to that is not bound."""

class _Moved:
    """Stands for the position of an iterator that cannot be told."""


def is_iterator(value: Any) -> bool:
    """Whether something is moved on by whoever asks it for items."""
    return hasattr(type(value), "__next__")


ITERATORS = {type(iter([])), type(iter(())), type(iter("")), type(iter("\u00e9")), type(iter(range(1)))}
"""The iterators whose position can be told and set."""
SEQUENCES = (list, collections.deque, bytearray)
CONTAINERS = (list, tuple, set, frozenset, collections.deque)
LEAVES = {str, int, bool, float, type(None), types.ModuleType, types.BuiltinFunctionType, bytes}
"""The types of what holds nothing that could change."""
NOT_CONTENT = {"__dict__", "__weakref__"}
MOST_REACHED = 5_000


class Variables(dict[str, Any]):
    """The variables of a module: each name is noted, and put back, by itself."""


class Contents:
    """Takes and puts back what objects hold.

    :param is_ours: whether a class was made by interpreted code; all others are never looked into
    :param variables_of: the variables that a function of interpreted code sees, as dictionaries; none for others
    """

    def __init__(
        self, is_ours: Callable[[type], bool], variables_of: Callable[[Any], tuple[dict[str, Any], ...]]
    ) -> None:
        self.is_ours = is_ours
        self.variables_of = variables_of

    def of(self, value: Any) -> Any:
        """What an object holds, as something that can be put back; ``None`` if nothing of it can change."""
        kind = type(value)
        if kind in LEAVES or kind is Unknown or is_a(value, Variables):
            return None
        if kind is dict or kind is collections.OrderedDict:
            return list(value.items())
        if kind in SEQUENCES or kind is set:
            return kind(value)
        if kind in ITERATORS:
            return copy.copy(value)
        if is_iterator(value) and not self.is_ours(kind):
            return _Moved()
        if is_a(value, type):
            if not self.is_ours(value):
                return None
            return [(name, each) for name, each in vars(value).items() if name not in NOT_CONTENT]
        fields, inner = _fields_of(value), _items_of(value)
        if fields is not None or inner is not None:
            return dict(fields or {}), inner
        slots = _slots_of(value)
        return (slots,) if slots else None

    def put(self, thing: Any, content: Any) -> bool:
        """Give an object the content it had before, or in some world; gives whether it has it now."""
        kind = type(thing)
        if kind in ITERATORS:
            *_, state = content.__reduce__()
            if type(state) is int:
                thing.__setstate__(state)
            return same(thing, content)  # not so of one that has come to its end, or runs over a range
        if type(content) is _Moved:
            return False
        if kind is dict or kind is collections.OrderedDict:
            thing.clear()
            thing.update(content)
        elif kind in SEQUENCES or kind is set:
            thing.clear()
            (thing.update if kind is set else thing.extend)(content)
        elif is_a(thing, type):
            _put_into_class(thing, dict(content))
        elif len(content) == 1:
            _put_into_slots(thing, content[0])
        else:
            _put_into_fields(thing, *content)
        return True

    def reachable(self, value: Any, depth: int = 12) -> Iterator[Any]:
        """The objects that can be got to from a value without asking for a name of a module."""
        seen: set[int] = set()
        pending = [(value, 0)]
        while pending and len(seen) < MOST_REACHED:
            current, level = pending.pop()
            if type(current) in LEAVES or id(current) in seen:
                continue
            seen.add(id(current))
            yield current
            if level < depth:
                pending += [(each, level + 1) for each in self._held_by(current)]

    def _held_by(self, value: Any) -> Iterator[Any]:
        if is_a(value, types.ModuleType):
            return
        if is_a(value, CONTAINERS):
            yield from items_in(value)
        elif is_a(value, dict) and not isinstance(value, Variables):
            yield from list(dict.values(value))
        if is_a(value, types.FunctionType):
            yield from self.variables_of(value)
            yield from value.__defaults__ or ()
        elif is_a(value, types.MethodType):
            yield value.__self__
            yield value.__func__
        if is_a(value, type):
            if self.is_ours(value):
                yield from [each for name, each in vars(value).items() if name not in NOT_CONTENT]
                yield from value.__bases__
                yield type(value)
        else:
            fields = _fields_of(value)
            if fields is not None:
                yield fields  # which ``vars`` gives
                yield from list(fields.values())
                yield type(value)

    def has_fields(self, value: Any) -> bool:
        """Whether an object is an instance with attributes of its own."""
        return not is_a(value, (type, types.FunctionType, types.ModuleType)) and _fields_of(value) is not None


def items_in(value: Any) -> list[Any]:
    """What a container holds, whatever its own class, which may be one of interpreted code, would say of that."""
    kind = next(each for each in (*CONTAINERS, dict) if is_a(value, each))
    return list(dict.values(value) if kind is dict else kind.__iter__(value))


def _fields_of(value: Any) -> dict[str, Any] | None:
    try:
        fields = object.__getattribute__(value, "__dict__")
    except (AttributeError, TypeError):
        return None
    return fields if type(fields) is dict else None


def _items_of(value: Any) -> Any:
    """The items of an instance of a class derived from a container."""
    if is_a(value, (list, set, collections.deque)):
        return items_in(value)
    if is_a(value, dict):
        return list(dict.items(value))
    return None


def _slots_of(value: Any) -> dict[str, Any]:
    slots = {}
    for cls in type(value).__mro__:
        for name, member in vars(cls).items():
            if isinstance(member, types.MemberDescriptorType):
                slots[name] = member, getattr(value, name, MISSING)
    return slots


def _put_into_class(cls: type, wanted: dict[str, Any]) -> None:
    for name in [each for each in vars(cls) if each not in wanted and each not in NOT_CONTENT]:
        type.__delattr__(cls, name)
    for name, value in wanted.items():
        if vars(cls).get(name, MISSING) is not value:
            with contextlib.suppress(AttributeError, TypeError):  # what Python itself keeps there
                type.__setattr__(cls, name, value)


def _put_into_slots(thing: Any, slots: dict[str, Any]) -> None:
    for member, value in slots.values():
        with contextlib.suppress(AttributeError):  # deleted before
            member.__delete__(thing) if value is MISSING else member.__set__(thing, value)


def _put_into_fields(thing: Any, fields: dict[str, Any], inner: Any) -> None:
    own = _fields_of(thing)
    if own is not None:
        own.clear()
        own.update(fields)
    if inner is None:
        return
    fillers = (dict, dict.update), (set, set.update), (list, list.extend), (collections.deque, collections.deque.extend)
    for kind, fill in fillers:
        if is_a(thing, kind):
            kind.clear(thing)
            fill(thing, inner)


def same(left: Any, right: Any) -> bool:
    """Whether two contents hold the very same objects."""
    if left is right:
        return True
    if type(left) is not type(right) or is_a(left, Variables):
        return False
    if is_a(left, (list, tuple, collections.deque)):
        return len(left) == len(right) and all(map(same, left, right))
    if is_a(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if is_a(left, set):
        return len(left) == len(right) and {id(each) for each in left} == {id(each) for each in right}
    if type(left) in ITERATORS:
        return operator.length_hint(left) == operator.length_hint(right)
    if is_a(left, (str, int, bytearray, bytes)):
        return bool(left == right)
    return False
