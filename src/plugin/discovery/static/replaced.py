"""Replacements for functions of the standard library.

These are guarded versions of functions that access attributes, write, or may take long, and functions whose results
depend on the source or the system. They get the machine when their module is first used.
"""

import contextlib
import functools
import importlib
import itertools
import re
import string
import types
from collections.abc import Callable
from functools import WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES, partial
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.allowed import ATTRIBUTES_KEPT_OUT, module_of
from plugin.discovery.static.definitions import record_of
from plugin.discovery.static.limits import LARGEST_PRODUCT, TOO_LONG, is_slow_pattern, size_of
from plugin.discovery.static.unknown import OutOfBudget, Undecided, Unknown, Why, is_a, show_call

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine
    from plugin.discovery.static.objects import Objects

ENDLESS: tuple[Any, ...] = (
    itertools.count, itertools.cycle, itertools.repeat, itertools.product, itertools.permutations,
    itertools.combinations, itertools.combinations_with_replacement,
)  # fmt: skip
"""Functions that make iterators which end late or never."""


def nothing(*args: Any, **kwargs: Any) -> None:
    """Do nothing."""


def standing_for(real: Any, function: Callable[..., Any], name: str = "") -> Callable[..., Any]:
    """A function that replaces one of Python, be it by another name; those here may be called with anything."""

    def modelled(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    modelled.__module__ = real.__module__
    modelled.__name__, modelled.__qualname__ = name or real.__name__, name or real.__qualname__
    return modelled


def bound(machine: "Machine", *functions: Callable[..., Any]) -> dict[str, Any]:
    """The replacements by name; each is given the machine."""
    return {each.__name__: standing_for(each, partial(each, machine)) for each in functions}


def update_wrapper(
    machine: "Machine", wrapper: Any, wrapped: Any, assigned: Any = WRAPPER_ASSIGNMENTS, updated: Any = WRAPPER_UPDATES
) -> Any:
    """It reads and writes attributes of any name."""
    if machine.is_of_host(wrapper):
        machine.refuse_write()
        return wrapper
    names = [[name for name in each if name not in ATTRIBUTES_KEPT_OUT] for each in (assigned, updated)]
    return functools.update_wrapper(wrapper, wrapped, *names)


def singledispatch(machine: "Machine", function: Any) -> Any:
    """It evaluates annotations."""
    dispatch = functools.singledispatch(function)
    register = dispatch.register

    def registered(cls: Any, func: Any = None) -> Any:
        if func is not None or record_of(cls) is None:
            return register(cls, func)
        annotations = machine.get_attribute(cls, "__annotations__")
        kind: Any = next((kind for name, kind in annotations.items() if name != "return"), "")
        if kind is not None and not is_a(kind, type):
            raise Undecided(Why("it is not known for which type a function is registered", machine.place()))
        return register(kind or type(None), cls)

    dispatch.register = registered  # type: ignore[method-assign]
    return dispatch


def functools_(machine: "Machine") -> dict[str, Any]:
    """These functions, and those that call them."""
    module = vars(machine.modelled.fresh("functools"))
    module.update(bound(machine, singledispatch, update_wrapper))
    return {name: module[name] for name in ("singledispatch", "singledispatchmethod", "update_wrapper", "wraps")}


def getmodule(machine: "Machine", value: Any, *_: Any) -> Any:
    """It looks into ``sys.modules``."""
    name = value.__name__ if is_a(value, types.ModuleType) else getattr(value, "__module__", None)
    return machine.import_by_name(name) if is_a(name, str) else None


def ticking(machine: "Machine", real: Any) -> Any:
    """Makes an iterator that may not end: each of its steps is counted."""
    return lambda *args, **kwargs: machine.iterate(real(*args, **kwargs))


def attrgetter(machine: "Machine", *names: Any) -> Any:
    """It reads attributes."""

    def get(owner: Any) -> Any:
        found = [functools.reduce(machine.get_attribute, name.split("."), owner) for name in names]
        return tuple(found) if len(found) > 1 else found[0]

    return get


def methodcaller(machine: "Machine", name: Any, /, *args: Any, **kwargs: Any) -> Any:
    """It reads attributes, too."""
    return lambda owner: machine.call(machine.get_attribute(owner, name), args, kwargs)


def os_path(machine: "Machine") -> dict[str, Any]:
    """Functions that return the same on every system."""
    systems = [importlib.import_module(name) for name in ("posixpath", "ntpath")]
    why = Why("paths differ between systems")

    def common(name: str) -> Any:
        def compute(*args: Any) -> Any:
            found, other = [getattr(system, name)(*args) for system in systems]
            return found if found == other else Unknown(show_call(f"os.path.{name}", args, {}), why)

        return compute

    names = ("basename", "dirname", "isabs", "join", "split", "splitext")
    return {"__name__": Unknown("os.path.__name__", why), **{name: common(name) for name in names}}


def dataclass(machine: "Machine", cls: Any = None, /, **options: Any) -> Any:
    """It writes code that contains the names of fields."""
    if cls is None:
        return lambda cls: dataclass(machine, cls, **options)
    if machine.is_of_host(cls):
        machine.refuse_write()
        return cls
    names = [*vars(cls).get("__annotations__", ())]
    for base in cls.__mro__:
        names += [each.name for each in vars(base).get("__dataclass_fields__", {}).values()]
    if not all(type(name) is str and name.isidentifier() for name in names):
        raise Undecided(Why("a field has an invalid name", machine.place()))
    dataclasses = importlib.import_module("dataclasses")  # importing it takes as long as reading a small project
    return machine.natively(dataclasses.dataclass, cls, **options)


def copy_(machine: "Machine") -> dict[str, Any]:
    """``copy`` calls and writes to whatever ``__reduce__`` returns."""
    module = machine.modelled.fresh("copy")
    rebuild = vars(module)["_reconstruct"]

    def reconstruct(value: Any, memo: Any, build: Any, *more: Any, **options: Any) -> Any:
        if not is_a(build, type) and module_of(build) != "copyreg":
            raise Undecided(Why("it is not known what a copy is made by", machine.place()))
        return rebuild(value, memo, build, *more, **options)

    vars(module)["_reconstruct"] = reconstruct
    return {"copy": module.copy, "deepcopy": module.deepcopy}


def string_(machine: "Machine") -> dict[str, Any]:
    """``Formatter`` reads attributes, and a ``Template`` matches a pattern of its own."""

    class Formatter(string.Formatter):
        def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
            if ATTRIBUTES_KEPT_OUT.intersection(re.split(r"\W", field_name)):
                raise Undecided(Why(f"`{field_name}` is not followed", machine.place()))
            return super().get_field(field_name, args, kwargs)

    class Template(string.Template):
        def __init_subclass__(cls) -> None:
            super().__init_subclass__()
            check_pattern(machine, cls.pattern.pattern, 1_000)  # the maximum length of a template

    for cls in (Formatter, Template):
        cls.__qualname__ = cls.__name__
    return {"Formatter": Formatter, "Template": Template}


MATCHING = ("match", "prefixmatch", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


def matching(machine: "Objects", function: Any, name: str = "") -> Callable[..., Any]:
    """A function of ``re``, or a method of a pattern, if it is sure to end."""
    own = getattr(function, "__self__", None)

    def match(*args: Any, **kwargs: Any) -> Any:
        pattern, *texts = (own, *args, *kwargs.values()) if type(own) is re.Pattern else (*args, *kwargs.values())
        *_, second, longest = 0, 0, *sorted(map(size_of, texts))
        if second * longest > LARGEST_PRODUCT:
            raise OutOfBudget(TOO_LONG, machine.place())
        check_pattern(machine, getattr(pattern, "pattern", pattern), longest)
        return function(*args, **kwargs)

    return standing_for(function, match, name)


def check_pattern(machine: "Objects", pattern: Any, length: int) -> None:
    """Give up if a pattern may take exponential time on a text of this length."""
    if issubclass(type(pattern), (str, bytes)) and is_slow_pattern(pattern, length):
        raise Undecided(Why("a regular expression may take too long", machine.place()))


def warnings_(machine: "Machine") -> dict[str, Any]:
    """No warnings are shown."""
    return {
        **dict.fromkeys(("warn", "filterwarnings", "simplefilter", "warn_explicit"), nothing),
        "catch_warnings": lambda **_: contextlib.nullcontext([]),
        "deprecated": lambda *_, **__: lambda value: value,
    }


PARTS: dict[str, Callable[["Machine"], dict[str, Any]]] = {
    "copy": copy_,
    "dataclasses": lambda machine: bound(machine, dataclass),
    "functools": functools_,
    "importlib": lambda machine: {"import_module": lambda name, package=None: machine.import_by_name(name, package)},
    "inspect": lambda machine: bound(machine, getmodule),
    "itertools": lambda machine: {each.__name__: ticking(machine, each) for each in ENDLESS},
    "operator": lambda machine: bound(machine, attrgetter, methodcaller),
    "os": lambda machine: {"path": machine.native("os.path")},
    "os.path": os_path,
    "re": lambda machine: {each: matching(machine, getattr(re, each), each) for each in MATCHING if hasattr(re, each)},
    "string": string_,
    "sys": lambda machine: {**machine.versions(), "modules": machine.importer.table, "intern": str},
    "typing": lambda machine: {"TYPE_CHECKING": False, "overload": lambda _: nothing, "clear_overloads": nothing},
    "warnings": warnings_,
}
"""The modules in which something is replaced -> what returns the replacements."""
