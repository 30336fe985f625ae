"""A finder for a given list of plugins, whatever is installed."""

from plugin.core import Plugin, PluginFinder, PluginSpec, PluginSpecResolver, with_theirs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["StaticFinder", "spec_of"]


class StaticFinder(PluginFinder):
    """Returns the given plugins, and never looks at what is installed.

    >>> from plugin import PluginManager
    >>> class Greeter(Plugin):
    ...     namespace, name = "my.greeters", "hello"
    >>> PluginManager("my.greeters", finder=StaticFinder([Greeter])).list_names()
    ['hello']

    :param plugins: specs, plugin classes, plugin instances, and functions marked by ``@plugin``
    :raises InvalidPlugin: if one of them is not a plugin
    """

    def __init__(self, plugins: "Iterable[object]") -> None:
        self.specs = [spec_of(given) for given in plugins]

    def find_plugins(self) -> list[PluginSpec]:
        """:return: the specs of the plugins, in the given order"""
        return self.specs


def spec_of(given: object) -> PluginSpec:
    """Return the spec of a plugin.

    :param given: a spec, a plugin class, a plugin instance, or a function marked by ``@plugin``
    :raises InvalidPlugin: if it is none of these
    """
    if isinstance(given, with_theirs(Plugin)):
        terms = ("priority", "after", "before", "requires_plugins", "api")
        stated = {term: getattr(given, term, None) for term in terms}  # plux plugins have none of them
        return PluginSpec(given.namespace, given.name, lambda: given, **stated)
    return PluginSpecResolver().resolve(given)
