"""Listeners, which an application uses to follow the life cycle of its plugins."""

from plugin.exceptions import PluginDisabled, PluginException, describe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.metadata import EntryPoint
    from typing import Any, TypeAlias

    from plugin.core import Plugin, PluginSpec

    Offer: TypeAlias = "EntryPoint | PluginSpec"


class PluginLifecycleListener:
    """Reacts to the life cycle *resolved -> init -> loaded* and to unloading; override the methods you need.

    An exception raised by a listener is logged and goes no further, unless it is a ``PluginException``: that reaches
    the manager once all listeners have been notified. A listener can therefore disable a plugin by raising
    ``PluginDisabled``; any other ``PluginException`` makes the plugin fail.
    """

    def on_conflict(self, namespace: str, used: "Offer", unused: "Offer") -> None:
        """Two distributions offer a plugin of the same name.

        :param namespace: the manager's namespace
        :param used: the one that is used, which comes first on ``sys.path``: its entry point, or its spec if it comes
            from a finder that returns specs
        :param unused: the other one
        """

    def on_resolve_exception(self, namespace: str, entrypoint: "EntryPoint", exception: Exception) -> None:
        """The entry point could not be imported, or does not refer to a plugin.

        :param namespace: the manager's namespace
        :param entrypoint: the entry point, which knows its distribution (``entrypoint.dist``)
        :param exception: what was raised
        """

    def on_resolve_after(self, plugin_spec: "PluginSpec") -> None:
        """The entry point was imported and led to this spec.

        :param plugin_spec: the spec of the plugin
        """

    def on_init_exception(self, plugin_spec: "PluginSpec", exception: Exception) -> None:
        """The factory did not return a plugin.

        :param plugin_spec: the spec of the plugin
        :param exception: what was raised
        """

    def on_init_after(self, plugin_spec: "PluginSpec", plugin: "Plugin") -> None:
        """The factory returned a plugin.

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
        """The plugin's ``load`` raised an exception.

        :param plugin_spec: the spec of the plugin
        :param plugin: the plugin
        :param exception: what was raised
        """

    def on_unload_after(self, plugin_spec: "PluginSpec", plugin: "Plugin") -> None:
        """The plugin was unloaded.

        :param plugin_spec: the spec of the plugin
        :param plugin: the plugin
        """

    def on_unload_exception(self, plugin_spec: "PluginSpec", plugin: "Plugin", exception: Exception) -> None:
        """The plugin's ``unload`` raised an exception; the plugin counts as failed.

        :param plugin_spec: the spec of the plugin
        :param plugin: the plugin
        :param exception: what was raised
        """


class CompositePluginLifecycleListener(PluginLifecycleListener):
    """Combines several listeners into one.

    :param initial: the listeners, notified in this order
    """

    def __init__(self, initial: "Iterable[PluginLifecycleListener] | None" = None) -> None:
        self.listeners: list[PluginLifecycleListener] = list(initial or ())

    def add_listener(self, listener: PluginLifecycleListener) -> None:
        """Add a listener, which is notified after the existing ones."""
        self.listeners.append(listener)

    def on_conflict(self, namespace: str, used: "Offer", unused: "Offer") -> None:
        notify(self.listeners, "on_conflict", namespace, used, unused)

    def on_resolve_exception(self, namespace: str, entrypoint: "EntryPoint", exception: Exception) -> None:
        notify(self.listeners, "on_resolve_exception", namespace, entrypoint, exception)

    def on_resolve_after(self, plugin_spec: "PluginSpec") -> None:
        notify(self.listeners, "on_resolve_after", plugin_spec)

    def on_init_exception(self, plugin_spec: "PluginSpec", exception: Exception) -> None:
        notify(self.listeners, "on_init_exception", plugin_spec, exception)

    def on_init_after(self, plugin_spec: "PluginSpec", plugin: "Plugin") -> None:
        notify(self.listeners, "on_init_after", plugin_spec, plugin)

    def on_load_before(
        self,
        plugin_spec: "PluginSpec",
        plugin: "Plugin",
        load_args: "Sequence[Any]",
        load_kwargs: "Mapping[str, Any]",
    ) -> None:
        notify(self.listeners, "on_load_before", plugin_spec, plugin, load_args, load_kwargs)

    def on_load_after(self, plugin_spec: "PluginSpec", plugin: "Plugin", load_result: "Any" = None) -> None:
        notify(self.listeners, "on_load_after", plugin_spec, plugin, load_result)

    def on_load_exception(self, plugin_spec: "PluginSpec", plugin: "Plugin", exception: Exception) -> None:
        notify(self.listeners, "on_load_exception", plugin_spec, plugin, exception)

    def on_unload_after(self, plugin_spec: "PluginSpec", plugin: "Plugin") -> None:
        notify(self.listeners, "on_unload_after", plugin_spec, plugin)

    def on_unload_exception(self, plugin_spec: "PluginSpec", plugin: "Plugin", exception: Exception) -> None:
        notify(self.listeners, "on_unload_exception", plugin_spec, plugin, exception)


def notify(listeners: "Iterable[PluginLifecycleListener]", event: str, *args: "Any") -> None:
    """Notify all listeners of an event, even if one of them raises an exception.

    :param listeners: the listeners, notified in this order
    :param event: the name of the method to call
    :param args: its arguments
    :raises PluginException: the first one that a listener raised; everything else is logged
    """
    raised = [error for listener in listeners if (error := _notify_one(listener, event, args))]
    if raised:
        raise raised[0]


def tell(listeners: "Iterable[PluginLifecycleListener]", error: Exception, event: str, *args: "Any") -> Exception:
    """Notify all listeners of an error, unless it disables the plugin.

    :param listeners: as for :func:`notify`
    :param error: the error, which is the last argument of the method
    :param event: as for :func:`notify`
    :param args: its other arguments
    :return: the error, or the ``PluginException`` that a listener raises in response, such as ``PluginDisabled``
    """
    if not isinstance(error, PluginDisabled):
        try:
            notify(listeners, event, *args, error)
        except PluginException as answer:
            return answer
    return error


def _notify_one(listener: PluginLifecycleListener, event: str, args: "tuple[Any, ...]") -> PluginException | None:
    try:
        if hear := getattr(listener, event, None):  # a listener that is not derived may lack events
            hear(*args)
    except PluginException as error:
        return error
    except Exception as error:  # an error in a listener is not the plugin's
        import logging  # noqa: PLC0415  # costs more than all else here and is rarely needed

        logger = logging.getLogger(__name__)
        logger.error(  # noqa: TRY400  # the traceback is only for debugging
            "listener %r failed in %s: %s",
            listener,
            event,
            describe(error),
            exc_info=error if logger.isEnabledFor(logging.DEBUG) else None,
        )
    return None
