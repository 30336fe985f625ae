"""What Python gives every object of a kind, seen on a specimen of each: attributes that no source mentions."""

import functools
import types

from plugin.discovery.static.values import (
    BoundMethod,
    ClassValue,
    Descriptor,
    FunctionValue,
    InstanceValue,
    ModuleValue,
    PartialValue,
    Value,
)


class Plain:
    """A class that says nothing of its own."""

    def method(self) -> None:
        """Do nothing."""

    @classmethod
    def of_class(cls) -> None:
        """Do nothing."""


DESCRIPTORS: dict[str, object] = {
    "cached_property": functools.cached_property(len),
    "classmethod": vars(Plain)["of_class"],
    "property": property(Plain.method),
    "staticmethod": staticmethod(len),
}

SPECIMENS: dict[type[Value], object] = {
    BoundMethod: Plain().method,
    ClassValue: Plain,
    FunctionValue: Plain.method,
    InstanceValue: Plain(),
    ModuleValue: types.ModuleType("specimen"),
    PartialValue: functools.partial(len),
}


def has(value: Value, name: str) -> bool:
    """Whether Python gives any object of that kind the attribute."""
    specimen = DESCRIPTORS.get(value.kind) if isinstance(value, Descriptor) else SPECIMENS.get(type(value))
    return specimen is not None and hasattr(specimen, name)


def instances_have(kind: type, name: str) -> bool:
    """Whether the objects of a class of Python have the attribute, which the class may have of its own as well."""
    return any(name in vars(base) for base in kind.__mro__)
