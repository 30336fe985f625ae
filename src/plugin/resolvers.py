"""Let a manager load objects that were not written as plugins, for applications with existing entry points.

Each function here is a resolver: it returns the spec of a plugin for the object that an entry point refers to. Real
plugins, those that a ``PluginSpecResolver`` recognises, are treated as usual, so both kinds can be used side by side.
"""

from types import ModuleType

from plugin.core import Plugin, PluginSpec, PluginSpecResolver, with_theirs
from plugin.exceptions import InvalidPlugin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["ObjectSpec", "as_class", "as_factory", "as_module", "as_object"]


class ObjectSpec(PluginSpec):
    """The spec of an object that need not be a plugin. Unless it is one, none of its methods is called.

    :param namespace: as for ``PluginSpec``
    :param name: as for ``PluginSpec``
    :param factory: returns the object
    """

    __slots__ = ()

    def __init__(self, namespace: str, name: str, factory: "Callable[[], Any]") -> None:
        super().__init__(namespace, name, factory)
        self.__setstate__((self.priority, None))  # attributes of these names mean something else on such an object

    def life_of(self, plugin: "Any") -> "Any":
        """Return what goes through the life cycle: the object if it is a plugin, otherwise one that does nothing."""
        return plugin if plugin is None or isinstance(plugin, with_theirs(Plugin)) else Plugin()


def as_object(found: object, namespace: str, name: str) -> PluginSpec:
    """Use any object as it is: the manager returns the object that the entry point refers to.

    >>> as_object(print, "my.printers", "plain").factory()
    <built-in function print>

    :param found: the object that the entry point refers to
    :param namespace: the namespace, which is the group of the entry point
    :param name: the name of the entry point
    :return: the spec of a plugin
    """
    return _plugin(found) or _given(found, namespace, name)


def as_factory(found: "Any", namespace: str, name: str) -> PluginSpec:
    """Use a class or another callable as the factory of the plugin: it is called without arguments.

    >>> as_factory(dict, "my.tables", "plain").factory()
    {}

    :param found: as for :func:`as_object`
    :param namespace: as for :func:`as_object`
    :param name: as for :func:`as_object`
    :return: the spec of a plugin
    :raises InvalidPlugin: if the object is not callable
    """
    if spec := _plugin(found):
        return spec
    if not callable(found):
        raise _unexpected("a callable that creates a plugin", found, namespace, name)
    return ObjectSpec(namespace, name, found)


def as_class(found: object, namespace: str, name: str) -> PluginSpec:
    """Use a class as it is, even one derived from ``Plugin``, for applications that create the instances.

    >>> as_class(dict, "my.tables", "plain").factory()
    <class 'dict'>

    :param found: as for :func:`as_object`
    :param namespace: as for :func:`as_object`
    :param name: as for :func:`as_object`
    :return: the spec of a plugin
    :raises InvalidPlugin: if the object is not a class
    """
    if not isinstance(found, type):
        raise _unexpected("a class", found, namespace, name)
    return _given(found, namespace, name)


def as_module(found: object, namespace: str, name: str) -> PluginSpec:
    """Use a module as it is.

    >>> import json
    >>> as_module(json, "my.formats", "json").factory().dumps([1])
    '[1]'

    :param found: as for :func:`as_object`
    :param namespace: as for :func:`as_object`
    :param name: as for :func:`as_object`
    :return: the spec of a plugin
    :raises InvalidPlugin: if the object is not a module
    """
    if spec := _plugin(found):
        return spec
    if not isinstance(found, ModuleType):
        raise _unexpected("a module", found, namespace, name)
    return _given(found, namespace, name)


def _plugin(found: object) -> PluginSpec | None:
    try:
        return PluginSpecResolver().resolve(found)
    except InvalidPlugin:
        return None


def _given(found: "Any", namespace: str, name: str) -> PluginSpec:
    return ObjectSpec(namespace, name, lambda: found)


def _unexpected(expected: str, found: object, namespace: str, name: str) -> InvalidPlugin:
    return InvalidPlugin(
        f"the entry point of plugin {namespace}:{name} must refer to {expected}, not to {found!r}",
        namespace,
        name,
    )
