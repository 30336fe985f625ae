"""What an application hears of the life of its plugins."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.metadata import EntryPoint
    from typing import Any

    from plugin.core import Plugin, PluginSpec


class PluginLifecycleListener:
    """Reacts to the life cycle *resolved -> init -> loaded*; override what is of interest.

    Whatever a listener raises is logged and goes no further, except a ``PluginException``: that one reaches the
    manager, so that a listener can disable a plugin by raising ``PluginDisabled``.
    """

    def on_resolve_exception(self, namespace: str, entrypoint: "EntryPoint", exception: Exception) -> None:
        """The entry point could not be imported, or is no plugin.

        :param namespace: the manager's namespace
        :param entrypoint: the entry point, which knows its distribution (``entrypoint.dist``)
        :param exception: what was raised
        """

    def on_resolve_after(self, plugin_spec: "PluginSpec") -> None:
        """The entry point was imported, and gave this spec.

        :param plugin_spec: the spec of the plugin
        """

    def on_init_exception(self, plugin_spec: "PluginSpec", exception: Exception) -> None:
        """The factory did not give a plugin.

        :param plugin_spec: the spec of the plugin
        :param exception: what was raised
        """

    def on_init_after(self, plugin_spec: "PluginSpec", plugin: "Plugin") -> None:
        """The factory gave a plugin.

        :param plugin_spec: the spec of the plugin
        :param plugin: the plugin, not loaded yet
        """

    def on_load_before(
        self,
        plugin_spec: "PluginSpec",
        plugin: "Plugin",
        load_args: "Sequence[Any]",
        load_kwargs: "Mapping[str, Any]",
    ) -> None:
        """The plugin's ``load`` is about to be called.

        :param plugin_spec: the spec of the plugin
        :param plugin: the plugin
        :param load_args: the positional arguments of the call
        :param load_kwargs: the keyword arguments of the call
        """

    def on_load_after(self, plugin_spec: "PluginSpec", plugin: "Plugin", load_result: "Any" = None) -> None:
        """The plugin's ``load`` returned.

        :param plugin_spec: the spec of the plugin
        :param plugin: the plugin, now loaded
        :param load_result: what ``load`` returned
        """

    def on_load_exception(self, plugin_spec: "PluginSpec", plugin: "Plugin", exception: Exception) -> None:
        """The plugin's ``load`` raised.

        :param plugin_spec: the spec of the plugin
        :param plugin: the plugin
        :param exception: what was raised
        """


class CompositePluginLifecycleListener(PluginLifecycleListener):
    """Several listeners as one.

    :param initial: the listeners, called in this order
    """

    def __init__(self, initial: "Iterable[PluginLifecycleListener] | None" = None) -> None:
        self.listeners: list[PluginLifecycleListener] = list(initial or ())

    def add_listener(self, listener: PluginLifecycleListener) -> None:
        """Add one more listener, to be called after those that are there."""
        self.listeners.append(listener)

    def on_resolve_exception(self, namespace: str, entrypoint: "EntryPoint", exception: Exception) -> None:
        for listener in self.listeners:
            listener.on_resolve_exception(namespace, entrypoint, exception)

    def on_resolve_after(self, plugin_spec: "PluginSpec") -> None:
        for listener in self.listeners:
            listener.on_resolve_after(plugin_spec)

    def on_init_exception(self, plugin_spec: "PluginSpec", exception: Exception) -> None:
        for listener in self.listeners:
            listener.on_init_exception(plugin_spec, exception)

    def on_init_after(self, plugin_spec: "PluginSpec", plugin: "Plugin") -> None:
        for listener in self.listeners:
            listener.on_init_after(plugin_spec, plugin)

    def on_load_before(
        self,
        plugin_spec: "PluginSpec",
        plugin: "Plugin",
        load_args: "Sequence[Any]",
        load_kwargs: "Mapping[str, Any]",
    ) -> None:
        for listener in self.listeners:
            listener.on_load_before(plugin_spec, plugin, load_args, load_kwargs)

    def on_load_after(self, plugin_spec: "PluginSpec", plugin: "Plugin", load_result: "Any" = None) -> None:
        for listener in self.listeners:
            listener.on_load_after(plugin_spec, plugin, load_result)

    def on_load_exception(self, plugin_spec: "PluginSpec", plugin: "Plugin", exception: Exception) -> None:
        for listener in self.listeners:
            listener.on_load_exception(plugin_spec, plugin, exception)
