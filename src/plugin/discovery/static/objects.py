"""What interpreted code does to objects: reads and changes attributes and items, iterates, and tests for truth.

All of it is done by Python itself, except for unknown values, what leads out of the model, and objects of the host.
"""

import operator
import re
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from plugin.discovery.findings import Place
from plugin.discovery.static import limits, replaced
from plugin.discovery.static.allowed import ATTRIBUTES_KEPT_OUT, SAFE, is_safe
from plugin.discovery.static.contents import Contents, Variables, is_iterator
from plugin.discovery.static.definitions import Function, opaque_of, record_of
from plugin.discovery.static.frames import Frame
from plugin.discovery.static.modelled import NativeModule
from plugin.discovery.static.namespaces import ModuleObject, module_of
from plugin.discovery.static.statements import RaisedUnknown
from plugin.discovery.static.unknown import Condition, Internal, OutOfBudget, Undecided, Unknown, Why, facts, is_a, show
from plugin.discovery.static.versions import in_each
from plugin.discovery.static.worlds import Worlds

MOST_KEYS = 6
"""The maximum number of items in a table of which an unknown key selects one."""


class Objects:
    """The objects of interpreted code.

    :param importer: provides modules
    :ivar here: the file and line of the interpreted code that is being run
    :ivar doubts: why something done for its effect could not be followed, and the values that were at hand
    """

    core: Any
    annotation: Any

    def __init__(self, importer: Any) -> None:
        self.importer: Any = importer
        self.module_here: Callable[[], str] = importer.module_here
        self.worlds = Worlds(Contents(lambda cls: not self.is_of_host(cls), variables_of), self.place)
        self.trying = 0
        """the line of the ``try`` with handlers that the code is in; 0 if it is in none"""
        self.here: tuple[str, int] = ("", 0)
        self.doubts: list[tuple[Why, tuple[Any, ...] | None]] = []
        self.modules: set[str] = set()
        """the names of the interpreted modules"""
        self.classes: dict[int, tuple[type, Place]] = {}
        """id of a class of interpreted code -> the class, and where it is made"""

    # -- where and why -----------------------------------------------------------------------------------------------

    def place(self) -> Place:
        """The current place in interpreted code."""
        return Place(*self.here)

    def at(self, node: Any, frame: Frame | None = None) -> None:
        """Set the current place in interpreted code."""
        self.here = self.here[0] if frame is None else frame.module.module.shown, node.lineno

    def because(self, text: str, cause: Unknown | Internal | None = None) -> Why:
        """The reason that something is not known here: an unknown value, or something that could not be done."""
        known: Any = facts(cause) if type(cause) is Unknown else cause
        return Why(text, self.place(), known and known.why)

    def unknown(self, text: str, because: str, cause: Unknown | Internal | None = None) -> Unknown:
        """A value that is not known here, as code, and the reason."""
        return Unknown(text, self.because(because, cause))

    def taken(self, text: str, unknown: Unknown) -> Why:
        """The reason that an attribute, an item or a result of an unknown value is not known; one for all of a line."""
        known, place = facts(unknown), self.place()
        is_same = known.why[:2] == (Why.not_known(known.text), place)
        return Why(Why.not_known(text), place, known.why.cause if is_same else known.why)

    def doubt(self, why: Why, at_hand: tuple[Any, ...] | None = None) -> None:
        """Record that something done for its effect could not be followed, with the values at hand, or all values."""
        self.doubts.append((why if why.place else why._replace(place=self.place()), at_hand))

    # -- whose objects -----------------------------------------------------------------------------------------------

    def is_ours(self, cls: type) -> bool:
        """Whether a class was made by interpreted code."""
        if id(cls) in self.classes:
            return True
        if not cls.__flags__ & 1 << 9:  # Py_TPFLAGS_HEAPTYPE: all others belong to Python itself
            return False
        try:
            return operator.attrgetter(cls.__qualname__)(sys.modules[cls.__module__]) is not cls
        except (AttributeError, KeyError, TypeError):  # Python has no such name, except inside functions
            return cls.__module__ in self.modules or "<locals>" not in cls.__qualname__

    def place_class(self, cls: Any, place: Place) -> None:
        """Record where a class is made; one made by a function of Python belongs to the module that called it."""
        if is_a(cls, type) and id(cls) not in self.classes and cls.__flags__ & 1 << 9:
            module = cls.__module__
            if is_a(module, str) and (module in self.modules or module.startswith(str(__package__))):
                self.classes[id(cls)] = cls, place
                if "__del__" in vars(cls):  # an object is not freed here when it would be in the project
                    type.__setattr__(cls, "__del__", lambda _: None)
                if module not in self.modules:
                    cls.__module__ = self.module_here()

    def is_core(self, value: Any) -> bool:
        """Whether something is a class of this library."""
        return value is self.core.PluginSpec or value is self.core.Plugin or value is self.core.FunctionPlugin

    def is_of_host(self, owner: Any) -> bool:
        """Whether an object does not belong to interpreted code, and must not be changed by it."""
        if is_a(owner, type):
            return self.is_core(owner) or not self.is_ours(owner)
        if is_a(owner, types.FunctionType):
            return record_of(owner) is None and "<locals>" not in owner.__qualname__
        return is_a(owner, (types.BuiltinFunctionType, types.MappingProxyType, NativeModule))

    def let_in(self, value: Any, text: str) -> Any:
        """An object of Python itself for interpreted code, unless it could do harm with it."""
        kind = type(value)
        if kind in SAFE or kind is Unknown or id(kind) in self.classes or id(value) in self.classes or is_safe(value):
            return value
        return self.unknown(text, f"`{text}` is not modelled")

    def too_deep(self, values: Iterable[Any]) -> str | None:
        """Why native code does not look into values; ``None`` if it may."""
        entered, is_too_deep = limits.depth_of(values)
        self.worlds.tick(entered // limits.HELD_PER_STEP)
        return limits.TOO_DEEP if is_too_deep else None

    def refuse_write(self) -> None:
        """Leave something that belongs to the host unchanged, and record that."""
        self.doubt(self.because("this changes Python or a library"))

    # -- attributes --------------------------------------------------------------------------------------------------

    def get_attribute(self, owner: Any, name: Any, *default: Any) -> Any:
        """An attribute of any object; the default, if there is one, if the object does not have it."""
        if type(owner) is Unknown:
            text = f"{facts(owner).text}.{name}"
            return in_each(self.get_attribute, (owner, name, *default), Unknown(text, self.taken(text, owner)))
        try:
            if name in ATTRIBUTES_KEPT_OUT:
                return self._guarded(owner, name)
            if default and type(owner) is ModuleObject and not name.startswith("__"):
                return module_of(owner).attribute(name, softly=True)
            if name == "__annotations__" and (record := record_of(owner)) and not owner.__annotations__:
                owner.__annotations__ = self._annotations_of(record)
            found = getattr(owner, name)
            if type(found) in CONTAINERS and not is_a(owner, types.ModuleType) and self.is_of_host(owner):
                return self._copied(found)
            if type(owner) is re.Pattern and callable(found):
                return replaced.matching(self, found)
            return self.let_in(found, name)
        except AttributeError:
            cls: Any = owner if is_a(owner, type) else type(owner)
            opaque = opaque_of(cls)
            if opaque is not None and not (name.startswith("__") and name.endswith("__")):
                return self.unknown(f"{show(owner)}.{name}", f"`{name}` may come from `{facts(opaque).text}`", opaque)
            if default:
                return default[0]
            raise
        except Undecided as undecided:
            return Unknown(f"{show(owner)}.{name}", undecided.why)

    def _copied(self, held: Any) -> Any:
        """An attribute of an object of the host, protected if it can be written to."""
        if type(held) is types.MappingProxyType:
            return types.MappingProxyType({name: self._copied(self.let_in(held[name], name)) for name in held})
        return held.copy() if type(held) in CONTAINERS else held

    def _guarded(self, owner: Any, name: str) -> Any:
        """An attribute that may lead out of interpreted code."""
        found = getattr(owner, name)
        if name == "__subclasses__" and is_a(owner, type) and self.is_ours(owner):
            return found
        if name in ("__self__", "__func__") and not is_a(found, types.ModuleType):
            return self.let_in(found, name)
        return self.unknown(name, f"`{name}` is not followed")

    def _annotations_of(self, record: Function) -> dict[str, Any]:
        """The annotations of a function; those that cannot be evaluated remain texts."""
        args = record.node.args
        given = (*args.posonlyargs, *args.args, args.vararg, *args.kwonlyargs, args.kwarg)
        found = {each.arg: each.annotation for each in given if each is not None}
        found["return"] = getattr(record.node, "returns", None)
        return {name: self.annotation(node, record.frame) for name, node in found.items() if node is not None}

    def set_attribute(self, owner: Any, name: str, *value: Any) -> None:
        """Set an attribute, or delete it if there is no value, unless that changes the host."""
        if self.is_of_host(owner) and (value or hasattr(owner, name)):
            self.refuse_write()
        elif type(owner) is not Unknown:
            if not is_a(owner, types.ModuleType):
                self.worlds.note(owner)
            (setattr if value else delattr)(owner, name, *value)

    # -- items -------------------------------------------------------------------------------------------------------

    def get_item(self, owner: Any, key: Any) -> Any:
        """An item of any object; for an unknown key, an item of a small table under a condition."""
        if type(owner) is Unknown:
            text = f"{facts(owner).text}[{show(key)}]"
            if not facts(owner).values:
                self.may_raise(text)
            made = Unknown(text, self.taken(text, owner), product=facts(owner).product)
            return in_each(operator.getitem, (owner, key), made)
        if is_a(owner, type) or type(owner).__module__ == "typing":
            key = _any_for_unknown(key)
        if type(key) is Unknown and type(owner) is dict and 0 < len(owner) <= MOST_KEYS and self.worlds.runs:
            for each in (keys := list(owner)):
                if self.worlds.decide(Condition(f"{show(key)} is {each!r}", assumed=each is keys[-1])):
                    return owner[each]
        if reason := self.too_deep((owner, key) if type(owner) in ALIASES else (key,)):
            return self.unknown(f"{show(owner)}[{show(key)}]", reason)
        if hasattr(type(owner), "__missing__"):
            self.worlds.note(owner)  # like ``defaultdict``, it may add what is missing
        try:
            return self.let_in(owner[key], "...")
        except Undecided as undecided:
            return self.unknown(f"{show(owner)}[{show(key)}]", "it is not known which item is asked for", undecided)

    def set_item(self, owner: Any, key: Any, *value: Any) -> None:
        """Set an item, or delete it if there is no value; with an unknown key, all items become unknown."""
        if type(owner) is Unknown:
            return
        if type(key) is Unknown and is_a(owner, Variables):
            raise Undecided(self.because("the name that is bound is not known", key))
        if reason := self.too_deep((key,)):
            raise OutOfBudget(reason, self.place())
        self.worlds.note(owner)
        try:
            (operator.setitem if value else operator.delitem)(owner, key, *value)
        except Undecided as undecided:
            self.worlds.spoil(owner, self.because("it is not known which item is changed", undecided), 1)

    # -- iteration, truth, size --------------------------------------------------------------------------------------

    def iterate(self, values: Any) -> Iterator[Any]:
        """The items of an iterable, each of which is a step."""
        if type(values) is Unknown:
            raise Undecided(self.because("it is not known what the loop runs over", values))
        if is_iterator(values):
            self.worlds.note(values)
        for each in self.ordered(values):
            self.worlds.tick()
            yield self.let_in(each, "...")

    def ordered(self, values: Any) -> Any:
        """The items of a set, in one of their possible orders; anything else unchanged."""
        if type(values) not in (set, frozenset) or len(values) < 2 or {*map(type, values)} <= {int, bool, float}:
            return values
        is_so = self.worlds.decide(Condition(f"the set on line {self.here[1]} comes in this order", order=True))
        return sorted(values, key=lambda each: (type(each).__name__, show(each), id(each)))[:: 1 if is_so else -1]

    def truth(self, value: Any) -> bool:
        """Whether a value is true; for an unknown one, the current world decides."""
        return self.worlds.decide(Condition(facts(value).text)) if type(value) is Unknown else bool(value)

    def may_raise(self, text: str) -> None:
        """In a ``try``, raise an exception in the world in which an unknown value raises one."""
        if self.trying and self.worlds.runs:
            line = f"line {self.trying} raises"
            if not self.worlds.decide(Condition(f"{line} no exception", f"{line} an exception")):
                raise RaisedUnknown(text)

    def checked(self, value: Any) -> Any:
        """The result of a computation, unless it is too long or differs between runs."""
        if type(value) is int:
            return value if value.bit_length() <= limits.MOST_BITS else self.unknown("...", limits.TOO_LARGE)
        if type(value) not in (str, list, tuple, bytes, dict, set):
            return value
        if type(value) is str and " at 0x" in value:
            return self.unknown("...", "an address in memory differs from run to run")
        self.worlds.tick(len(value) // limits.PER_STEP)
        if len(value) > limits.LARGEST:
            raise OutOfBudget(limits.TOO_LONG, self.place())
        return value


CONTAINERS = (list, dict, set, types.MappingProxyType)
ALIASES = (types.GenericAlias, types.UnionType, *{type(list[int]), type(typing.Optional[int])})  # noqa: UP045
"""Types that use a key in place of their contents."""


def _any_for_unknown(key: Any) -> Any:
    """The parameters of a generic class: their values do not matter."""
    if type(key) is tuple:
        return tuple(map(_any_for_unknown, key))
    return Any if type(key) is Unknown else key


def variables_of(value: Any) -> tuple[dict[str, Any], ...]:
    """The variables of the enclosing scopes of an interpreted function."""
    record = record_of(value)
    found, frame = [], record.frame if record is not None else None
    while frame is not None and not frame.is_module:
        if type(frame.variables) is dict and not frame.is_class:
            found.append(frame.variables)
        frame = frame.outer
    return tuple(found)
