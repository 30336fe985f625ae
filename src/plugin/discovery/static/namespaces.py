"""The variables of modules, and modules as interpreted code sees them: statements run when names are looked up."""

import types
from collections.abc import Callable, Iterator, MutableMapping
from typing import TYPE_CHECKING, Any, NamedTuple

from plugin.discovery.static.contents import MISSING, Variables
from plugin.discovery.static.unknown import Undecided, Unknown, Why, facts

if TYPE_CHECKING:
    from plugin.discovery.static.modules import Module


NEWER = frozenset({"BaseExceptionGroup", "ExceptionGroup", "PythonFinalizationError", "frozendict", "sentinel"})
"""The builtins that not every version of Python has."""


class Deferred(NamedTuple):
    """What an import statement binds: it is looked up when it is used."""

    module: str  # its absolute name
    name: str | None  # what is imported from it; ``None`` for the module itself
    line: int  # of the import statement

    @property
    def whole(self) -> str:
        """The dotted name of what is imported."""
        return self.module if self.name is None else f"{self.module}.{self.name}"


class Namespace(Variables):
    """The variables of a module.

    The raw values may be :class:`Deferred` or ``Alternatives``; a lookup returns the values that these represent.
    """

    __slots__ = ("builtins", "module", "note_name")

    def __init__(self, module: "Module", builtins: dict[str, Any], note_name: Callable[[Any, str], None]) -> None:
        super().__init__()
        self.module = module
        self.builtins = builtins
        self.note_name = note_name

    def raw(self, name: str) -> Any:
        """The raw value of a name."""
        return dict.get(self, name, MISSING)

    def put(self, name: str, value: Any) -> None:
        """Set the raw value of a name."""
        if value is MISSING:
            dict.pop(self, name, None)
        else:
            dict.__setitem__(self, name, value)

    def load(self, name: str) -> Any:
        """The value of a name in the code of the module.

        :raises NameError: if it is not bound
        """
        if name not in self.builtins or dict.__contains__(self, name) or self.module.scope.may_bind(name):
            try:
                return self.module.load(name)
            except KeyError:
                if name in NEWER and name not in self.builtins and self.module.project.is_for_newer:
                    return Unknown(name, Why(f"this version of Python has no `{name}`"))
                if name not in self.builtins:
                    raise NameError(f"name {name!r} is not defined") from None
        return self.builtins[name]

    def __getitem__(self, name: str) -> Any:
        return self.module.load(name)

    def __setitem__(self, name: str, value: Any) -> None:
        given: Any = name
        if type(given) is Unknown:
            raise Undecided(Why("the name that is bound is not known", None, facts(given).why))
        self.note_name(self, name)
        self.put(name, value)

    def __delitem__(self, name: str) -> None:
        self[name]
        self.note_name(self, name)
        self.put(name, MISSING)

    def __iter__(self) -> Iterator[str]:
        self.module.run_all()
        for name in list(dict.keys(self)):
            if name in self:
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def pop(self, name: str, *default: Any) -> Any:
        if default and name not in self:
            return default[0]
        value = self[name]
        del self[name]
        return value

    def copy(self) -> dict[str, Any]:
        return dict(self.items())

    def __or__(self, other: Any) -> Any:
        return self.copy() | other

    def __ior__(self, other: Any) -> Any:
        self.update(other)
        return self


for _name in ("__contains__", "clear", "get", "items", "keys", "popitem", "setdefault", "update", "values"):
    setattr(Namespace, _name, getattr(MutableMapping, _name))  # implemented by the methods above


class ModuleObject(types.ModuleType):
    """A module as interpreted code sees it."""

    def __init__(self, module: "Module") -> None:
        super().__init__(module.name)
        object.__setattr__(self, "_module", module)

    def __getattribute__(self, name: str) -> Any:
        module = module_of(self)
        if name == "__class__":
            return types.ModuleType
        return module.namespace if name == "__dict__" else module.attribute(name)

    def __setattr__(self, name: str, value: Any) -> None:
        namespace = module_of(self).namespace
        namespace.get(name)  # its binding takes precedence
        namespace[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del module_of(self).namespace[name]
        except KeyError:
            raise AttributeError(name) from None

    def __repr__(self) -> str:
        return f"<module {module_of(self).name!r}>"

    def __dir__(self) -> list[str]:
        return sorted(module_of(self).namespace)


def module_of(value: ModuleObject) -> "Module":
    """The module that an object represents."""
    found: Module = object.__getattribute__(value, "_module")
    return found
