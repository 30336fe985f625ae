"""The builtins and modules of Python as interpreted code sees them.

Most of them are Python's own, without what ``allowed`` keeps out. What looks at its arguments by their identity or
type, and so would take the stand-in of an unknown value for the value, stands here in a form that does not. ``sys``,
``importlib`` and ``inspect`` are modelled as far as they say something of the source.
"""

import builtins
import functools
import importlib
import importlib.util
import itertools
import sys
import types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from plugin.discovery.static import allowed, replaced
from plugin.discovery.static.allowed import ATTRIBUTES_KEPT_OUT, INTERRUPT, KEPT_OUT, PURE, is_standard
from plugin.discovery.static.calls import FRAME_CALLS
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.definitions import opaque_of, record_of
from plugin.discovery.static.frames import names_of
from plugin.discovery.static.unknown import Undecided, Unknown, Why, facts, first_unknown, is_a, show, show_call

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine

LIBRARY = ("plugin", "plux")
"""The top-level names of this library, and of the one that it is known as another name of."""
INSPECT = (
    "Parameter", "cleandoc", "isabstract", "isbuiltin", "isclass", "isdatadescriptor", "isfunction", "isgenerator",
    "ismethod", "ismethoddescriptor", "ismodule", "isroutine", "getmro", "unwrap",
)  # fmt: skip
"""What of ``inspect`` tells nothing but the kinds of objects."""


class NativeModule(types.ModuleType):
    """A module of Python as interpreted code sees it; what is not modelled of it is not known."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.__dict__["__title__"] = title

    def __getattr__(self, name: str) -> Any:
        title = self.__dict__["__title__"]
        if name.startswith("__"):
            raise AttributeError(f"module {title!r} has no attribute {name!r}")
        if title in PURE and not hasattr(sys.modules.get(title), name):
            raise AttributeError(f"module {title!r} has no attribute {name!r}")
        return Unknown(f"{title}.{name}", Why(f"`{title}.{name}` is not evaluated"))


class Modelled:
    """The builtins and modules of Python, for one machine.

    :param machine: asks for them
    :param versions: gives what ``sys`` says of the version of Python, see ``versions``
    """

    def __init__(self, machine: "Machine", versions: Callable[[], dict[str, Any]]) -> None:
        self._machine = machine
        self._versions = versions
        self._modules: dict[str, types.ModuleType] = {}
        self._parts: dict[str, Callable[[], dict[str, Any]]] = {
            "functools": self._functools,
            "importlib": self._importlib,
            "inspect": self._inspect,
            "itertools": self._itertools,
            "logging": self._logging,
            "operator": self._operator,
            "os": lambda: {"path": self.module("os.path")},
            "os.path": self._os_path,
            "sys": self._sys,
            "typing": self._typing,
            "warnings": self._warnings,
        }
        self.frame_calls: dict[Any, Callable[..., Any]] = {}
        """the builtins that look at the frame they are called from"""
        self.builtins = self._builtins()
        self.core: Any = self.fresh("plugin.core")

    def module(self, name: str) -> Any:
        """A module of the standard library."""
        if name not in self._modules:
            self._modules[name] = self._make(name)
        return self._modules[name]

    def _make(self, name: str) -> types.ModuleType:
        module = NativeModule(name)
        if name in PURE:
            hidden = KEPT_OUT.get(name, frozenset())
            for each, value in vars(importlib.import_module(name)).items():
                is_private = each.startswith("_") and each not in ("__all__", "__name__", "__doc__")
                if not (is_a(value, types.ModuleType) or each in hidden or is_private) and allowed.is_safe(value):
                    module.__dict__[each] = value.copy() if type(value) in (list, dict, set) else value
            for each in vars(importlib.import_module(name)):
                if f"{name}.{each}" in PURE:
                    module.__dict__[each] = self.module(f"{name}.{each}")
        if name in replaced.PARTS:
            module.__dict__.update(replaced.PARTS[name](self._machine))
        if name in self._parts:
            module.__dict__.update(self._parts[name]())
        return module

    def _sys(self) -> dict[str, Any]:
        return {
            **self._versions(),
            "modules": self._machine.modules_table(),
            "intern": str,
        }

    def _typing(self) -> dict[str, Any]:
        return {"TYPE_CHECKING": False, "get_type_hints": self.modelled(self._get_type_hints)}

    def _importlib(self) -> dict[str, Any]:
        return {"import_module": self.modelled(self._machine.import_by_name)}

    def _warnings(self) -> dict[str, Any]:
        quiet = dict.fromkeys(("warn", "filterwarnings", "simplefilter", "warn_explicit"), _nothing)
        return {**quiet, "catch_warnings": _Nothing, "deprecated": _deprecated}

    def _inspect(self) -> dict[str, Any]:
        real = importlib.import_module("inspect")
        found = {name: getattr(real, name) for name in INSPECT}
        allowed.FUNCTIONS.update(each for each in found.values() if not is_a(each, type))
        asked: dict[str, Callable[[Any], bool]] = {
            "isgeneratorfunction": lambda node: bool(names_of(node).yielding),
            "iscoroutinefunction": lambda node: type(node).__name__ == "AsyncFunctionDef",
        }
        for name, ask in asked.items():
            found[name] = self.modelled(lambda value, ask=ask: (r := record_of(value)) is not None and ask(r.node))
        found["getmodule"] = self.modelled(self._getmodule)
        found["getdoc"] = self.modelled(lambda value: value.__doc__ and real.cleandoc(value.__doc__))
        return found

    def _os_path(self) -> dict[str, Any]:
        """What gives the same whatever the system."""
        posix, windows = importlib.import_module("posixpath"), importlib.import_module("ntpath")

        def common(name: str) -> Any:
            def compute(*args: Any) -> Any:
                found, other = getattr(posix, name)(*args), getattr(windows, name)(*args)
                text = show_call(f"os.path.{name}", args, {})
                return found if found == other else Unknown(text, Why("paths differ between systems"))

            return self.modelled(compute)

        names = ("basename", "dirname", "isabs", "join", "split", "splitext")
        differs = Unknown("os.path.__name__", Why("paths differ between systems"))
        return {"__name__": differs, **{name: common(name) for name in names}}

    def _itertools(self) -> dict[str, Any]:
        names = ("count", "cycle", "repeat", "product", "permutations", "combinations", "combinations_with_replacement")
        return {name: self._ticking(getattr(itertools, name)) for name in names}

    def _functools(self) -> dict[str, Any]:
        dispatch = self._singledispatch

        class Dispatching(functools.singledispatchmethod):  # type: ignore[type-arg]
            def __init__(self, function: Any) -> None:
                super().__init__(function)
                self.dispatcher = dispatch(function)

        Dispatching.__name__ = Dispatching.__qualname__ = "singledispatchmethod"
        return {"singledispatch": self.modelled(dispatch), "singledispatchmethod": Dispatching}

    def _logging(self) -> dict[str, Any]:
        real = importlib.import_module("logging")
        levels = {name: value for name, value in vars(real).items() if name.isupper() and isinstance(value, int)}
        return {**levels, "getLevelName": self.modelled(real.getLevelName)}

    def _operator(self) -> dict[str, Any]:
        return {name: self.modelled(functools.partial(self._getter, name)) for name in ("attrgetter", "methodcaller")}

    # -- this library ------------------------------------------------------------------------------------------------

    def library(self, name: str) -> types.ModuleType:
        """This library itself: its core, and managers that give nothing that is known."""
        if name not in self._modules:
            module = types.ModuleType(name)
            module.__dict__.update((each, getattr(self.core, each)) for each in self.core.__all__)
            module.__dict__["maker"] = self.core.maker
            for each in ("PluginManager", "PluginContainer"):
                module.__dict__[each] = Unknown(each, Why("what is loaded is known only when the program runs"))
            module.__path__ = []  # it is a package
            module.__dict__["__all__"] = list(self.core.__all__)
            self._modules[name] = module
        return self._modules[name]

    @staticmethod
    def fresh(name: str) -> types.ModuleType:
        """A copy of a module of its own, so that interpreted code derives from nothing that outlives it."""
        spec = importlib.util.find_spec(name)
        assert spec is not None  # noqa: S101 - it was imported
        assert spec.loader is not None  # noqa: S101
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    # -- builtins ----------------------------------------------------------------------------------------------------

    def _builtins(self) -> dict[str, Any]:
        found = dict(vars(builtins))
        for name in KEPT_OUT["builtins"]:
            found[name] = Unknown(name, Why(f"`{name}` is not followed"))
        for name in (
            "getattr",
            "hasattr",
            "setattr",
            "delattr",
            "isinstance",
            "issubclass",
            "callable",
            "id",
            "hash",
            "iter",
        ):
            found[name] = self.modelled(getattr(self, f"_{name}"), getattr(builtins, name))
        for real, look in FRAME_CALLS.items():
            if real is not super:
                found[real.__name__] = self.modelled(self._frameless, real)
            self.frame_calls[found[real.__name__]] = look
        found["KeyboardInterrupt"] = INTERRUPT
        found["print"] = _nothing
        found["__import__"] = self.modelled(self._import)
        found["__debug__"] = True
        return found

    def modelled(self, function: Any, real: Any = None) -> Any:
        """A function that stands for one of Python; those of this module may be called with anything."""

        def modelled(*args: Any, **kwargs: Any) -> Any:
            return function(*args, **kwargs)

        modelled.__name__ = modelled.__qualname__ = getattr(real or function, "__name__", "modelled")
        return modelled

    def _frameless(self, *args: Any, **kwargs: Any) -> Any:
        raise Undecided(Why("Python itself asks for the variables of what is run", self._machine.place()))

    def _because(self, text: str, unknown: Unknown) -> Why:
        return self._machine.because(text, unknown)

    def _getattr(self, owner: Any, name: Any, /, *default: Any) -> Any:
        if type(name) is Unknown:
            text = show_call("getattr", (owner, name), {})
            return Unknown(text, self._because("the name of an attribute is not known", name))
        if type(owner) is Unknown and default:
            text = show_call("getattr", (owner, name, *default), {})
            return Unknown(text, self._machine.taken(text, owner))
        return self._machine.get_attribute(owner, name, *default)

    def _hasattr(self, owner: Any, name: Any, /) -> Any:
        if type(owner) is not Unknown and type(name) is str and name in ATTRIBUTES_KEPT_OUT:
            return hasattr(owner, name)
        found = owner if type(owner) is Unknown else self._getattr(owner, name, MISSING)
        if type(found) is Unknown:
            return Unknown(show_call("hasattr", (owner, name), {}), facts(found).why)
        return found is not MISSING

    def _setattr(self, owner: Any, name: Any, value: Any, /) -> None:
        if type(name) is Unknown:
            self._unnamed(owner, name)
        else:
            self._machine.set_attribute(owner, name, value)

    def _delattr(self, owner: Any, name: Any, /) -> None:
        if type(name) is Unknown:
            self._unnamed(owner, name)
        else:
            self._machine.delete_attribute(owner, name)

    def _unnamed(self, owner: Any, name: Unknown) -> None:
        why = self._because("the name of an attribute is not known", name)
        if is_a(owner, types.ModuleType):
            raise Undecided(why)
        self._machine.worlds.spoil(owner, why, 1)

    def _isinstance(self, value: Any, kinds: Any, /) -> Any:
        return self._is(builtins.isinstance, value, kinds)

    def _issubclass(self, value: Any, kinds: Any, /) -> Any:
        return self._is(builtins.issubclass, value, kinds)

    def _is(self, function: Any, value: Any, kinds: Any) -> Any:
        text = show_call(function.__name__, (value, kinds), {})
        unknown = first_unknown((value, *(kinds if is_a(kinds, tuple) else (kinds,))))
        if unknown is not None:
            return Unknown(text, self._because("an argument is not known", unknown))
        if reason := self._machine.too_deep((kinds,)):
            return Unknown(text, Why(reason, self._machine.place()))
        try:
            found = function(value, kinds)
        except Undecided as undecided:
            return Unknown(text, undecided.why)
        cls = value if function is builtins.issubclass and is_a(value, type) else type(value)
        opaque = None if found else opaque_of(cls)
        return found if opaque is None else Unknown(text, self._because("a base class is not known", opaque))

    def _callable(self, value: Any, /) -> Any:
        if type(value) is Unknown:
            return Unknown(show_call("callable", (value,), {}), self._because("an argument is not known", value))
        return callable(value)

    def _id(self, value: Any, /) -> Any:
        return Unknown(
            show_call("id", (value,), {}), Why("an address in memory differs from run to run", self._machine.place())
        )

    def _hash(self, value: Any, /) -> Any:
        if type(value) is not Unknown and not self._machine.too_deep((value,)):
            found = hash(value)  # which may be refused
            is_own = record_of(getattr(type(value), "__hash__", None)) is not None
            if is_a(value, (int, float)) or is_own:
                return found
        return Unknown(show_call("hash", (value,), {}), Why("a hash differs from run to run", self._machine.place()))

    def _iter(self, *args: Any) -> Any:
        if type(args[0]) is Unknown:
            return self._machine.get_item(args[0], "...")
        if len(args) == 1:
            return iter(self._machine.ordered(args[0]))
        return self._ticking(iter)(*args)

    def _import(
        self,
        name: Any,
        globals: Any = None,
        locals: Any = None,
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        module = self._machine.import_by_name(name, None, level=level)
        if not fromlist and is_a(name, str) and "." in name:
            return self._machine.import_by_name(name.partition(".")[0])
        return module

    # -- parts of the standard library -------------------------------------------------------------------------------

    def _ticking(self, real: Any) -> Any:
        """A maker of iterators that may not end: each step of theirs counts."""

        def make(*args: Any, **kwargs: Any) -> Iterator[Any]:
            return steps(real(*args, **kwargs))

        def steps(values: Iterator[Any]) -> Iterator[Any]:
            for each in values:
                self._machine.worlds.tick()
                yield each

        make.__name__ = real.__name__
        return make

    def _getter(self, kind: str, *names: Any, **kwargs: Any) -> Any:
        """``attrgetter`` and ``methodcaller``, through what guards attributes."""
        machine = self._machine

        def get(owner: Any, path: str) -> Any:
            for each in path.split("."):
                owner = machine.get_attribute(owner, each)
            return owner

        def attributes(owner: Any) -> Any:
            found = [get(owner, name) for name in names]
            return found[0] if len(found) == 1 else tuple(found)

        def method(owner: Any) -> Any:
            return machine.call(machine.get_attribute(owner, names[0]), names[1:], kwargs)

        return self.modelled(attributes if kind == "attrgetter" else method)

    def _singledispatch(self, function: Any) -> Any:
        """``singledispatch``, which would evaluate annotations by itself."""
        dispatch = functools.singledispatch(function)
        register = dispatch.register
        machine = self._machine

        def registered(cls: Any, func: Any = None) -> Any:
            if func is None and record_of(cls) is not None:
                kinds = [kind for name, kind in machine.annotations_of(cls).items() if name != "return"]
                kind: Any = type(None) if kinds[:1] == [None] else kinds[0] if kinds else None
                if not is_a(kind, type):
                    raise Undecided(Why("it is not known for which type a function is registered", machine.place()))
                return register(kind, cls)
            return register(cls, func)

        dispatch.register = registered  # type: ignore[method-assign]
        return dispatch

    def _get_type_hints(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        hints = self._machine.annotations_of(value)
        if any(is_a(each, str) for each in hints.values()):
            raise Undecided(Why("an annotation is not followed", self._machine.place()))
        return hints

    def _getmodule(self, value: Any, *_: Any) -> Any:
        name = value.__name__ if is_a(value, types.ModuleType) else getattr(value, "__module__", None)
        return self._machine.import_by_name(name) if is_a(name, str) else None


def _nothing(*args: Any, **kwargs: Any) -> None:
    """Say nothing to anybody."""


class _Nothing:
    """A context manager without effect."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __enter__(self) -> list[Any]:
        return []

    def __exit__(self, *args: object) -> None:
        pass


def _deprecated(*args: Any, **kwargs: Any) -> Any:
    return _same


def _same(value: Any) -> Any:
    return value


allowed.TYPES.add(_Nothing)


def is_library(name: str) -> bool:
    """Whether a module is one of this library, or of plux."""
    return name.partition(".")[0] in LIBRARY


__all__ = ["LIBRARY", "Modelled", "NativeModule", "is_library", "is_standard", "show"]
