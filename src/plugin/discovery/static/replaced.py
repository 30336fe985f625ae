"""What of the standard library reaches attributes, writes, or takes its time by itself: in forms that are guarded.

Each function gives the names of a module that stand for those of Python.
"""

import functools
import importlib
import re
import string
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.allowed import ATTRIBUTES_KEPT_OUT
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.limits import LARGEST_PRODUCT, TOO_LONG, is_slow_pattern, is_wide, size_of
from plugin.discovery.static.unknown import OutOfBudget, Undecided, Unknown, Why, facts

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine

TEMPLATE_LENGTH = 1_000
"""How long a text may be for the pattern of a template."""


def functools_(machine: "Machine") -> dict[str, Any]:
    """``update_wrapper`` reads and writes attributes of any name."""

    def update_wrapper(
        wrapper: Any,
        wrapped: Any,
        assigned: Any = functools.WRAPPER_ASSIGNMENTS,
        updated: Any = functools.WRAPPER_UPDATES,
    ) -> Any:
        if type(wrapped) is Unknown:
            raise Undecided(facts(wrapped).why)
        if machine.is_of_host(wrapper):
            machine.refuse_write()
            return wrapper
        for name in assigned:
            found = MISSING if name in ATTRIBUTES_KEPT_OUT else getattr(wrapped, name, MISSING)
            if found is not MISSING:
                setattr(wrapper, name, found)
        for name in updated:
            if name not in ATTRIBUTES_KEPT_OUT:
                getattr(wrapper, name).update(getattr(wrapped, name, {}))
        wrapper.__wrapped__ = wrapped
        return wrapper

    def wraps(wrapped: Any, **options: Any) -> Any:
        return lambda wrapper: update_wrapper(wrapper, wrapped, **options)

    return {"update_wrapper": update_wrapper, "wraps": wraps}


def dataclasses_(machine: "Machine") -> dict[str, Any]:
    """``dataclass`` writes code with the names of fields in it."""
    dataclasses = importlib.import_module("dataclasses")  # which takes as long to import as a small project to read

    def dataclass(cls: Any = None, /, **options: Any) -> Any:
        return process(cls, options) if cls is not None else lambda cls: process(cls, options)

    def process(cls: Any, options: dict[str, Any]) -> Any:
        if machine.is_of_host(cls):
            machine.refuse_write()
            return cls
        names = [*vars(cls).get("__annotations__", ())]
        for base in cls.__mro__:
            names += [each.name for each in vars(base).get("__dataclass_fields__", {}).values()]
        if not all(type(name) is str and name.isidentifier() for name in names):
            raise Undecided(Why("a field has a name that is none", machine.place()))
        return machine.natively(dataclasses.dataclass, cls, **options)

    return {"dataclass": dataclass}


def copy_(machine: "Machine") -> dict[str, Any]:
    """``copy`` writes into whatever ``__reduce__`` says an object is to be made by."""
    module = machine.modelled.fresh("copy")
    rebuild = vars(module)["_reconstruct"]

    def reconstruct(value: Any, memo: Any, build: Any, args: Any, *more: Any, **options: Any) -> Any:
        def built(*args: Any) -> Any:
            made = machine.call(build, args, {})
            if type(made) is Unknown or machine.is_of_host(made):
                raise Undecided(Why("it is not known what a copy is made by", machine.place()))
            return made

        return rebuild(value, memo, built, args, *more, **options)

    vars(module)["_reconstruct"] = reconstruct
    return {"copy": module.copy, "deepcopy": module.deepcopy}


def string_(machine: "Machine") -> dict[str, Any]:
    """``Formatter`` asks for attributes, and a ``Template`` matches a pattern of its own."""

    class Formatter(string.Formatter):
        def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
            first, rest = string._string.formatter_field_name_split(field_name)  # type: ignore[attr-defined]
            value = self.get_value(first, args, kwargs)
            for is_attribute, name in rest:
                value = machine.get_attribute(value, name) if is_attribute else machine.get_item(value, name)
            return value, first

        def format_field(self, value: Any, format_spec: str) -> Any:
            if is_wide(format_spec):
                raise OutOfBudget(place=machine.place())
            return format(value, format_spec)

    class Template(string.Template):
        def __init_subclass__(cls) -> None:
            super().__init_subclass__()
            check_pattern(machine, cls.pattern.pattern, TEMPLATE_LENGTH)

    for cls in (Formatter, Template):
        cls.__qualname__ = cls.__name__
    return {"Formatter": Formatter, "Template": Template}


def re_(machine: "Machine") -> dict[str, Any]:
    """Regular expressions, as far as it is sure that they end."""
    names = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
    return {name: matching(machine, getattr(re, name)) for name in names}


def matching(machine: "Machine", function: Any) -> Callable[..., Any]:
    """A function of ``re``, or a method of a pattern."""
    own = getattr(function, "__self__", None)

    def match(*args: Any, **kwargs: Any) -> Any:
        pattern, *texts = (own, *args, *kwargs.values()) if type(own) is re.Pattern else (*args, *kwargs.values())
        *_, second, longest = 0, 0, *sorted(map(size_of, texts))
        if second * longest > LARGEST_PRODUCT:
            raise OutOfBudget(TOO_LONG, machine.place())
        check_pattern(machine, getattr(pattern, "pattern", pattern), longest)
        return function(*args, **kwargs)

    made: Callable[..., Any] = machine.modelled.modelled(match, function)
    return made


def check_pattern(machine: "Machine", pattern: Any, length: int) -> None:
    """See that a pattern takes no exponential time on a text of this length.

    :raises Undecided: if it may
    """
    if issubclass(type(pattern), (str, bytes)) and is_slow_pattern(pattern, length):
        raise Undecided(Why("a regular expression may take too long", machine.place()))


def typing_(machine: "Machine") -> dict[str, Any]:
    """``overload`` keeps what it is given."""

    def overloaded(*args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError("it is only there for type checkers")

    return {"overload": lambda _: overloaded, "clear_overloads": lambda: None}


PARTS: dict[str, Callable[["Machine"], dict[str, Any]]] = {
    "copy": copy_,
    "dataclasses": dataclasses_,
    "functools": functools_,
    "re": re_,
    "string": string_,
    "typing": typing_,
}

__all__ = ["PARTS", "matching"]
