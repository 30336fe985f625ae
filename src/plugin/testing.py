"""Helpers for testing applications and plugins: managers of given plugins, and a listener that records events.

The fixture ``install_plugins`` for pytest is in :mod:`plugin_loader.pytest_plugin`.
"""

from typing import Any, NamedTuple

from plugin.core import Plugin, PluginSpec
from plugin.exceptions import InvalidPlugin
from plugin.finders import StaticFinder
from plugin.listener import PluginLifecycleListener
from plugin.manager import PluginManager

__all__ = ["Event", "RecordingListener", "manager_of"]


def manager_of(*plugins: object, namespace: str | None = None, **options: Any) -> PluginManager[Any]:
    """Create a manager of the given plugins, whatever is installed.

    >>> class Greeter(Plugin):
    ...     namespace, name = "my.greeters", "hello"
    ...
    ...     def load(self, whom: str) -> str:
    ...         return f"Hello, {whom}!"
    >>> manager = manager_of(Greeter, load_args=("world",))
    >>> manager.load("hello") is manager.load("hello")
    True
    >>> manager.get_container("hello").load_value
    'Hello, world!'

    :param plugins: specs, plugin classes, plugin instances, and functions marked by ``@plugin``
    :param namespace: the namespace; by default that of the plugins
    :param options: further arguments of ``PluginManager``
    :raises InvalidPlugin: if one of them is not a plugin, or if it is not clear which namespace is meant
    """
    finder = StaticFinder(plugins)
    if namespace is None:
        namespaces = sorted({spec.namespace for spec in finder.specs})
        if len(namespaces) != 1:
            raise InvalidPlugin(
                f"pass namespace=, because the given plugins are of {' and '.join(namespaces) or 'no namespace'}"
            )
        namespace = namespaces[0]
    return PluginManager(namespace, finder=finder, **options)


class Event(NamedTuple):
    """An event that a listener was notified of.

    :param what: the listener's method without ``on_``, such as ``"load_after"``
    :param name: the name of the plugin
    :param details: the arguments that the method was called with
    """

    what: str
    name: str
    details: tuple[Any, ...]


class RecordingListener(PluginLifecycleListener):
    """Records the events that it is notified of.

    >>> class Greeter(Plugin):
    ...     namespace, name = "my.greeters", "hello"
    >>> listener = RecordingListener()
    >>> _ = manager_of(Greeter, listener=listener).load("hello")
    >>> listener.heard
    ['resolve_after hello', 'init_after hello', 'load_before hello', 'load_after hello']
    >>> listener.errors
    []
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        """The recorded events, the latest last."""

    @property
    def heard(self) -> list[str]:
        """The recorded events, each as two words: the event and the plugin."""
        return [f"{event.what} {event.name}" for event in self.events]

    @property
    def errors(self) -> list[Exception]:
        """The exceptions among the recorded events."""
        return [event.details[-1] for event in self.events if event.what.endswith("_exception")]

    def on_conflict(self, namespace: str, used: Any, unused: Any) -> None:
        self._write("conflict", used, unused)

    def on_resolve_exception(self, namespace: str, entrypoint: Any, exception: Exception) -> None:
        self._write("resolve_exception", entrypoint, exception)

    def on_resolve_after(self, plugin_spec: PluginSpec) -> None:
        self._write("resolve_after", plugin_spec)

    def on_init_exception(self, plugin_spec: PluginSpec, exception: Exception) -> None:
        self._write("init_exception", plugin_spec, exception)

    def on_init_after(self, plugin_spec: PluginSpec, plugin: Plugin) -> None:
        self._write("init_after", plugin_spec, plugin)

    def on_load_before(self, plugin_spec: PluginSpec, plugin: Plugin, load_args: Any, load_kwargs: Any) -> None:
        self._write("load_before", plugin_spec, plugin, load_args, load_kwargs)

    def on_load_after(self, plugin_spec: PluginSpec, plugin: Plugin, load_result: Any = None) -> None:
        self._write("load_after", plugin_spec, plugin, load_result)

    def on_load_exception(self, plugin_spec: PluginSpec, plugin: Plugin, exception: Exception) -> None:
        self._write("load_exception", plugin_spec, plugin, exception)

    def on_unload_after(self, plugin_spec: PluginSpec, plugin: Plugin) -> None:
        self._write("unload_after", plugin_spec, plugin)

    def on_unload_exception(self, plugin_spec: PluginSpec, plugin: Plugin, exception: Exception) -> None:
        self._write("unload_exception", plugin_spec, plugin, exception)

    def _write(self, what: str, about: Any, *details: Any) -> None:
        self.events.append(Event(what, about.name, details))
