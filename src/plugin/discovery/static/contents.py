"""The contents of objects: saved before a statement changes them, compared, and restored.

All worlds in which a statement is run start with the same contents, whatever an earlier world has changed.
"""

import collections
import contextlib
import functools
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from plugin.discovery.static.unknown import PLAIN, Unknown, is_a

MISSING: Any = type("Missing", (), {"__repr__": lambda _: "MISSING"})()
"""Represents the value of an unbound name."""


def is_iterator(value: Any) -> bool:
    """Whether getting items from something advances it."""
    return hasattr(type(value), "__next__")


ITERATORS = {type(iter([])), type(iter(())), type(iter("")), type(iter("\u00e9"))}
"""The iterators whose position can be read and set."""
MUTABLE: tuple[Any, ...] = (collections.OrderedDict, dict, list, set, collections.deque, bytearray)
"""The mutable containers."""
LEAVES = {*PLAIN, types.ModuleType, types.BuiltinFunctionType}
"""Types whose values contain nothing that could change."""
MOST_REACHED = 5_000
HELD_BY: dict[type, Callable[[Any], Iterable[Any]]] = {
    **{kind: kind.__iter__ for kind in (list, tuple, set, frozenset, collections.deque)},
    dict: dict.values,
    property: lambda value: (value.fget,),
    classmethod: lambda value: (value.__func__,),
    staticmethod: lambda value: (value.__func__,),
    types.MethodType: lambda value: (value.__func__, value.__self__),
    functools.partial: lambda value: (value.func, *value.args, *value.keywords.values()),
    functools._lru_cache_wrapper: lambda value: (value.__wrapped__,),  # noqa: SLF001
}
"""What containers and function wrappers contain, whatever their own classes claim."""


class Variables(dict[str, Any]):
    """The variables of a module: each name is recorded and restored individually."""


class Contents:
    """Saves and restores the contents of objects.

    :param is_ours: whether a class was made by interpreted code; all others are never looked into
    :param variables_of: the variables that a function of interpreted code sees, as dictionaries; none for others
    """

    def __init__(
        self, is_ours: Callable[[type], bool], variables_of: Callable[[Any], tuple[dict[str, Any], ...]]
    ) -> None:
        self.is_ours = is_ours
        self.variables_of = variables_of

    def of(self, value: Any) -> Any:
        """The contents of an object in a form that can be restored; ``None`` if nothing in it can change."""
        kind = type(value)
        if kind in LEAVES or kind is Unknown or is_a(value, Variables):
            return None
        if kind in ITERATORS:
            return value.__reduce__()[2:]  # the position, unless it is exhausted
        if is_iterator(value) and not self.is_ours(kind):
            return object()  # it is equal to no other one, because its position cannot be read
        if is_a(value, type):
            return _variables_of(value) if self.is_ours(value) else None
        fields, inner = fields_of(value), _items_of(value)
        slots = _slots_of(value) if fields is None and inner is None else {}
        return None if fields is None and inner is None and not slots else (dict(fields or {}), inner, slots)

    def put(self, thing: Any, content: Any) -> bool:
        """Give an object its contents from before or from another world; return whether it now has them."""
        if type(thing) in ITERATORS:
            for position in content:
                thing.__setstate__(position)
            return same(self.of(thing), content)
        if is_a(thing, type):
            _put_into_class(thing, content)
            return True
        if type(content) is not tuple:
            return False
        fields, inner, slots = content
        own, kind = fields_of(thing), _container_of(thing)
        if own is not None:
            own.clear()
            own.update(fields)
        if kind is not None:
            kind.clear(thing)
            (kind.extend if hasattr(kind, "extend") else kind.update)(thing, inner)
        for member, value in slots.values():
            with contextlib.suppress(AttributeError):  # already deleted
                member.__delete__(thing) if value is MISSING else member.__set__(thing, value)
        return True

    def reachable(self, value: Any, depth: int = 12) -> Iterator[Any]:
        """The objects that can be reached from a value without looking up a name of a module."""
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
        yield from held_by(value)
        if is_a(value, types.FunctionType):
            yield from (*self.variables_of(value), *(value.__defaults__ or ()))
        if is_a(value, type):
            if self.is_ours(value):
                yield from (*_variables_of(value).values(), *value.__bases__, type(value))
        elif (fields := fields_of(value)) is not None:
            yield from (fields, *fields.values(), type(value))  # the first is the result of ``vars``


def held_by(value: Any) -> list[Any]:
    """The contents of a container or a function wrapper; nothing for the variables of a module."""
    if not is_a(value, tuple(HELD_BY)) or is_a(value, Variables):
        return []
    return list(next(held for kind, held in HELD_BY.items() if is_a(value, kind))(value))


def fields_of(value: Any) -> dict[str, Any] | None:
    """The attributes of an object itself, if they are in a plain dictionary."""
    try:
        fields = object.__getattribute__(value, "__dict__")
    except (AttributeError, TypeError):
        return None
    return fields if type(fields) is dict else None


def _container_of(value: Any) -> Any:
    return type(value) if type(value) in MUTABLE else next((kind for kind in MUTABLE if is_a(value, kind)), None)


def _items_of(value: Any) -> Any:
    kind = _container_of(value)
    if kind is None:
        return None
    return list(kind.items(value)) if issubclass(kind, dict) else kind(kind.__iter__(value))


def _variables_of(cls: type) -> dict[str, Any]:
    return {name: each for name, each in vars(cls).items() if name not in ("__dict__", "__weakref__")}


def _slots_of(value: Any) -> dict[str, Any]:
    members = [each for cls in type(value).__mro__ for each in vars(cls).items()]
    slots = {name: member for name, member in members if type(member) is types.MemberDescriptorType}
    return {name: (member, getattr(value, name, MISSING)) for name, member in slots.items()}


def _put_into_class(cls: type, wanted: dict[str, Any]) -> None:
    for name in {*_variables_of(cls)} - {*wanted}:
        type.__delattr__(cls, name)
    for name, value in wanted.items():
        if vars(cls).get(name, MISSING) is not value:
            with contextlib.suppress(AttributeError, TypeError):  # Python's own attributes
                type.__setattr__(cls, name, value)


def same(left: Any, right: Any) -> bool:
    """Whether two contents consist of the same objects."""
    if left is right:
        return True
    if type(left) is not type(right) or is_a(left, Variables):
        return False
    if is_a(left, dict):
        left, right = [*left.items()], [*right.items()]
    if is_a(left, (list, tuple, collections.deque)):
        return len(left) == len(right) and all(map(same, left, right))
    if is_a(left, set):
        return {*map(id, left)} == {*map(id, right)}
    return is_a(left, (str, int, bytearray, bytes)) and bool(left == right)
