"""The builtins and modules of Python as interpreted code sees them.

Most of them are Python's own, without what ``allowed`` excludes. Functions that use the identity or type of their
arguments, and so would take the stand-in of an unknown value for the value, are replaced by versions that do not.
"""

import builtins
import importlib
import importlib.util
import os
import sys
import types
from functools import partial
from typing import TYPE_CHECKING, Any

from plugin.discovery.static import allowed, replaced
from plugin.discovery.static.allowed import ATTRIBUTES_KEPT_OUT, INTERRUPT, KEPT_OUT, PARTLY, PURE
from plugin.discovery.static.calls import FRAME_CALLS
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.definitions import opaque_of, record_of
from plugin.discovery.static.unknown import Undecided, Unknown, Why, facts, first_unknown, is_a, show_call

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugin.discovery.static.machine import Machine

LIBRARY = ("plugin", "plux")
"""The top-level names of this library, and its alternative name."""


class NativeModule(types.ModuleType):
    """A module of Python as interpreted code sees it; anything that is not modelled is unknown."""

    __slots__ = ("_machine",)

    def __init__(self, title: str, machine: "Machine") -> None:
        super().__init__(title)
        self.__dict__["__title__"], self._machine = title, machine

    def __getattr__(self, name: str) -> Any:
        title = self.__dict__["__title__"]
        is_missing = title in PURE and not hasattr(sys.modules.get(title), name)
        if name.startswith("__") or (is_missing and not self._machine.importer.is_for_newer):
            raise AttributeError(f"module {title!r} has no attribute {name!r}")
        return Unknown(f"{title}.{name}", Why(f"`{title}.{name}` is not evaluated"))


class Modelled:
    """The builtins and modules of Python, for one machine.

    :param machine: the machine that uses them
    """

    def __init__(self, machine: "Machine") -> None:
        self._machine = machine
        self._modules: dict[str, types.ModuleType] = {}
        self.frame_calls: dict[Any, Callable[..., Any]] = {}
        """the builtins that need the calling frame"""
        self.builtins: dict[str, Any] = self._builtins()
        self.module("builtins").__dict__.update(self.builtins)
        self.core: Any = self.fresh("plugin.core")

    def module(self, name: str) -> Any:
        """A module of the standard library."""
        if name not in self._modules:
            self._modules[name] = module = NativeModule(name, self._machine)
            if name in PURE or name in PARTLY:
                self._fill(module, name)
            if name in replaced.PARTS:
                module.__dict__.update(replaced.PARTS[name](self._machine))
        return self._modules[name]

    def _fill(self, module: types.ModuleType, name: str) -> None:
        real = vars(importlib.import_module(name))
        names = PARTLY.get(name, real.keys() - KEPT_OUT.get(name, set()))
        for each, value in ((each, real[each]) for each in names if each in real):
            is_private = each.startswith("_") and each not in ("__all__", "__name__", "__doc__")
            if f"{name}.{each}" in PURE:
                module.__dict__[each] = self.module(f"{name}.{each}")
            elif not (is_a(value, types.ModuleType) or is_private) and allowed.is_safe(value):
                module.__dict__[each] = value.copy() if type(value) in (list, dict, set) else value

    def library(self, name: str) -> types.ModuleType:
        """A module of this library: its core; everything else is only known at run time."""
        if name not in self._modules:
            self._modules[name] = module = NativeModule(name, self._machine)
            module.__dict__.update({each: getattr(self.core, each) for each in (*self.core.__all__, "maker")})
            module.__dict__.update(__path__=[], __all__=list(self.core.__all__))
        return self._modules[name]

    @staticmethod
    def fresh(name: str) -> types.ModuleType:
        """A separate copy of a module, so that classes of interpreted code do not outlive it as subclasses."""
        spec: Any = importlib.import_module(name).__spec__
        if os.path.isfile(spec.origin or ""):  # a compiled application runs each module once, but may have its source
            spec = importlib.util.spec_from_file_location(name, spec.origin)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def _builtins(self) -> dict[str, Any]:
        found = dict(vars(builtins))
        for name in KEPT_OUT["builtins"] & found.keys():
            found[name] = Unknown(name, Why(f"`{name}` is not followed"))
        telling: dict[Any, Any] = {callable: callable, hash: self._hash, hasattr: self._hasattr}
        telling[getattr] = self._machine.get_attribute
        telling |= {each: partial(self._is, each) for each in (isinstance, issubclass)}
        standing: dict[Any, Any] = {delattr: self._change, iter: self._iter, setattr: self._change}
        for real, function in (standing | {real: self._telling(real, telling[real]) for real in telling}).items():
            found[real.__name__] = replaced.standing_for(real, function)
        for real, look in FRAME_CALLS.items():
            if real is not super:
                found[real.__name__] = replaced.standing_for(real, self._frameless)
            self.frame_calls[found[real.__name__]] = look
        found["__import__"] = replaced.standing_for(__import__, self._import)
        return {**found, "KeyboardInterrupt": INTERRUPT, "print": replaced.nothing, "__debug__": True}

    def _frameless(self, *args: Any, **kwargs: Any) -> Any:
        raise Undecided(Why("Python itself asks for the variables of what is run", self._machine.place()))

    def _telling(self, real: Any, function: Any) -> Any:
        """Replaces a function of Python, and returns an unknown value if its arguments or its result are unknown."""

        def asked(*args: Any) -> Any:
            try:
                unknown = first_unknown(args)
                if unknown is None:
                    return function(*args)
                why = self._machine.because("an argument is not known", unknown)
            except Undecided as undecided:
                why = undecided.why
            return Unknown(show_call(real.__name__, args, {}), why)

        return asked

    def _hasattr(self, owner: Any, name: Any, /) -> Any:
        if type(name) is str and (name in ATTRIBUTES_KEPT_OUT or hasattr(object, name)):
            return hasattr(owner, name)
        found = self._machine.get_attribute(owner, name, MISSING)
        if type(found) is Unknown:
            raise Undecided(facts(found).why)
        return found is not MISSING

    def _change(self, owner: Any, name: Any, /, *value: Any) -> None:
        """Set or delete an attribute; if its name is not known, any attribute of the owner may change."""
        if type(name) is not Unknown:
            return self._machine.set_attribute(owner, name, *value)
        why = self._machine.because("the name of an attribute is not known", name)
        if is_a(owner, types.ModuleType):
            raise Undecided(why)
        return self._machine.worlds.spoil(owner, why, 1)

    def _is(self, function: Any, value: Any, kinds: Any, /) -> Any:
        if reason := self._machine.too_deep((kinds,)):
            raise Undecided(Why(reason, self._machine.place()))
        found = function(value, kinds)
        opaque = None if found else opaque_of(value if function is issubclass else type(value))
        if opaque is not None:
            raise Undecided(self._machine.because("a base class is not known", opaque))
        return found

    def _hash(self, value: Any, /) -> Any:
        if not self._machine.too_deep((value,)):
            found = hash(value)  # it may be refused
            if is_a(value, (int, float)) or record_of(getattr(type(value), "__hash__", None)) is not None:
                return found
        raise Undecided(Why("a hash differs from run to run", self._machine.place()))

    def _iter(self, *args: Any) -> Any:
        if type(args[0]) is Unknown:
            return self._machine.get_item(args[0], "...")
        return iter(self._machine.ordered(args[0])) if len(args) == 1 else replaced.ticking(self._machine, iter)(*args)

    def _import(self, name: Any, _globals: Any = None, _locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        module = self._machine.import_by_name(name, None, level=level)
        is_top = not fromlist and is_a(name, str) and "." in name
        return self._machine.import_by_name(name.partition(".")[0]) if is_top else module


def is_library(name: str) -> bool:
    """Whether a module is one of this library or of plux."""
    return name.partition(".")[0] in LIBRARY
