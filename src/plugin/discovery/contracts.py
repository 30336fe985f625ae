"""Checks whether a plugin can be made: at run time its factory is called without arguments.

Only certain failures are reported. Classes are checked by the rules for calling them (Python reference, "Callable
types" and "Customizing class creation"), functions by the parameters of their own code, whatever they claim to wrap.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import FunctionType, MethodType
from typing import Any, NamedTuple

from plugin.core import PluginSpec
from plugin.discovery.findings import FoundPlugin, Place, Problem, ProblemKind, Reason


class Fault(NamedTuple):
    """Why a plugin cannot be made.

    :param text: that it cannot be made, and why: the end of a sentence that starts with the plugin
    :param hint: what its author can do about it
    :param causes: what prevents it from being made
    """

    text: str
    hint: str
    causes: tuple[Reason, ...]


class Contracts:
    """Determines why plugins cannot be made.

    :param place_of: returns the place where a function is defined, or otherwise that of the class it belongs to
    :param known: returns a class or function in a form that can be inspected; ``None`` if not everything is known
    """

    def __init__(
        self,
        place_of: Callable[[object, type | None], Place | None],
        known: Callable[[Any], Any] = lambda value: value,
    ) -> None:
        self._place_of = place_of
        self._known = known

    def faults(self, spec: PluginSpec) -> list[Fault]:
        """Return why calling the factory of a plugin without arguments would fail.

        :param spec: the plugin
        :return: the faults; none if the plugin can be made, or if that is not known
        """
        factory: Any = spec.factory
        given, named = 0, frozenset[str]()
        if type(factory) is partial:
            given, named, factory = len(factory.args), frozenset(factory.keywords), factory.func
        if _is_class(factory):
            return list(self._faults_of_class(factory, given, named))
        function, owner, name = factory, None, ""
        if type(factory) is MethodType:
            function, given = factory.__func__, given + 1
        elif type(factory) is not FunctionType:
            owner, given = type(factory), given + 1
            function, name = _attribute(owner, "__call__"), f"{owner.__name__}.__call__"
        missing = self._missing(function, given, named)
        if not missing or "__pluginspec__" in vars(function):  # a function marked by `plugin` is itself the plugin
            return []
        name = name or function.__qualname__
        text = f"cannot be made without arguments: its factory `{name}` requires {_listed(missing)}"
        hint = f"give {_listed(missing)} a default, or use a factory that supplies it"
        return [Fault(text, hint, (self._lacks(name, missing, function, owner),))]

    def _faults_of_class(self, cls: type, given: int, named: frozenset[str]) -> Iterator[Fault]:
        if self._known(cls) is None or _attribute(type(cls), "__call__") is not type.__dict__["__call__"]:
            return  # its metaclass defines what calling it does
        name = "__new__"
        method = _attribute(cls, name)
        if method is object.__dict__["__new__"]:  # it rejects abstract classes; others may return anything
            abstract: list[str] = sorted(vars(cls).get("__abstractmethods__", ()))
            if abstract:
                text = f"cannot be made: class {cls.__name__} leaves {_listed(abstract)} abstract"
                hint = f"implement {_listed(abstract)}; if the class is only a base for plugins, give it no `name`"
                yield Fault(text, hint, tuple(self._is_abstract(cls, each) for each in abstract))
            name = "__init__"
            method = _attribute(cls, name)
        elif type(method) is staticmethod:
            method = method.__func__
        if missing := self._missing(method, given + 1, named):
            text = f"cannot be made without arguments: class {cls.__name__} requires {_listed(missing)}"
            owner = _owner(cls, name)
            supply = f"`lambda: {cls.__name__}(...)`"
            hint = f"give {_listed(missing)} a default, or supply it in the factory of a `PluginSpec`: {supply}"
            yield Fault(text, hint, (self._lacks(f"{owner.__name__}.{name}", missing, method, owner),))

    def _missing(self, function: object, given: int, named: frozenset[str]) -> list[str]:
        """The parameters without a default for which a call passes no argument.

        :param given: how many positional arguments there are
        :param named: the names of the keyword arguments
        """
        known = self._known(function)
        if type(known) is not FunctionType:
            return []
        code, defaults = known.__code__, known.__kwdefaults__ or {}
        positional = code.co_varnames[given : code.co_argcount - len(known.__defaults__ or ())]
        by_name = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
        required = (*positional, *(each for each in by_name if each not in defaults))
        return [each for each in required if each not in named]

    def _is_abstract(self, cls: type, name: str) -> Reason:
        owner = _owner(cls, name)
        value = vars(owner).get(name)
        function = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        return Reason(f"`{owner.__name__}.{name}` is abstract", self._place_of(function, owner))

    def _lacks(self, name: str, missing: list[str], function: object, owner: type | None) -> Reason:
        return Reason(f"`{name}` has no default for {_listed(missing)}", self._place_of(function, owner))


def problems_of(plugin: FoundPlugin, faults: Iterable[Fault]) -> Iterator[Problem]:
    """Convert faults of a plugin to problems.

    :param plugin: the plugin
    :param faults: why it cannot be made
    :return: a problem for each fault
    """
    group, name, reference = plugin.entry_point.group, plugin.entry_point.name, plugin.entry_point.value
    for text, hint, causes in faults:
        yield Problem(
            kind=ProblemKind.UNMAKEABLE,
            place=plugin.place,
            message=f"plugin {name!r} of {group!r} {text}",
            hint=hint,
            reasons=causes,
            group=group,
            name=name,
            references=(reference,),
        )


def _listed(names: list[str]) -> str:
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} and {last}" if others else last


def _is_class(value: object) -> bool:
    return issubclass(type(value), type)  # does not call anything of the value itself


def _owner(cls: type, name: str) -> type:
    return next((each for each in cls.__mro__ if name in vars(each)), cls)


def _attribute(cls: type, name: str) -> Any:
    """The attribute of a class, unbound."""
    return vars(_owner(cls, name)).get(name)
