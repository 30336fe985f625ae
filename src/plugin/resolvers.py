"""Have a manager load objects that nobody has written as plugins, for hosts whose entry points are older than it is.

Each function here is a resolver: for what an entry point refers to, it gives the spec of a plugin. Real plugins, which
are those that a ``PluginSpecResolver`` knows, are taken as such, so that they can stand beside the others.
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
    """The spec of an object that need not be a plugin: unless it is one, none of its methods is called.

    :param namespace: as for ``PluginSpec``
    :param name: as for ``PluginSpec``
    :param factory: gives the object
    """

    __slots__ = ()

    def __init__(self, namespace: str, name: str, factory: "Callable[[], Any]") -> None:
        super().__init__(namespace, name, factory)
        self.__setstate__((self.priority, None))  # what else the object has by these names has another meaning

    def life_of(self, plugin: "Any") -> "Any":
        """Say what goes through the life cycle: the object if it is a plugin, or else one that does nothing."""
        return plugin if plugin is None or isinstance(plugin, with_theirs(Plugin)) else Plugin()


def as_object(found: object, namespace: str, name: str) -> PluginSpec:
    """Take any object as it is: what the entry point refers to is what the manager gives.

    >>> as_object(print, "my.printers", "plain").factory()
    <built-in function print>

    :param found: what the entry point refers to
    :param namespace: the namespace, which is its group
    :param name: its name
    :return: the spec of a plugin
    """
    return _plugin(found) or _given(found, namespace, name)


def as_factory(found: "Any", namespace: str, name: str) -> PluginSpec:
    """Take a class or another callable as what makes the plugin: it is called without arguments.

    >>> as_factory(dict, "my.tables", "plain").factory()
    {}

    :param found: as for :func:`as_object`
    :param namespace: as for :func:`as_object`
    :param name: as for :func:`as_object`
    :return: the spec of a plugin
    :raises InvalidPlugin: if the object cannot be called
    """
    if spec := _plugin(found):
        return spec
    if not callable(found):
        raise _unexpected("a callable that makes a plugin", found, namespace, name)
    return ObjectSpec(namespace, name, found)


def as_class(found: object, namespace: str, name: str) -> PluginSpec:
    """Take a class as it is, for hosts that make the instances; also one that is derived from ``Plugin``.

    >>> as_class(dict, "my.tables", "plain").factory()
    <class 'dict'>

    :param found: as for :func:`as_object`
    :param namespace: as for :func:`as_object`
    :param name: as for :func:`as_object`
    :return: the spec of a plugin
    :raises InvalidPlugin: if the object is no class
    """
    if not isinstance(found, type):
        raise _unexpected("a class", found, namespace, name)
    return _given(found, namespace, name)


def as_module(found: object, namespace: str, name: str) -> PluginSpec:
    """Take a module as it is.

    >>> import json
    >>> as_module(json, "my.formats", "json").factory().dumps([1])
    '[1]'

    :param found: as for :func:`as_object`
    :param namespace: as for :func:`as_object`
    :param name: as for :func:`as_object`
    :return: the spec of a plugin
    :raises InvalidPlugin: if the object is no module
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
        f"the entry point of plugin {namespace}:{name} refers to {found!r}, where {expected} is expected",
        namespace,
        name,
    )
