"""The end of the life cycle: a plugin is unloaded and released."""

from plugin.failures import report, settle, told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from plugin.container import PluginContainer


def unload(container: "PluginContainer[Any]") -> None:
    """Unload a plugin, if it is loaded.

    :param container: the container of the plugin
    :raises PluginCycle: if the plugin is being loaded and is waiting for the caller
    :raises PluginNotAwaited: if its ``unload`` must be awaited; the plugin stays loaded
    :raises Exception: what its ``unload`` raised; the plugin then counts as failed
    """
    with container.lock:
        if not container.position:
            return
        result = error = None
        try:
            if method := getattr(container.life, "unload", None):
                result = method()
        except Exception as raised:  # noqa: BLE001  # any error affects this plugin alone
            error = raised
        try:
            container.at_once("unload", result)
        except Exception as not_awaited:
            report(container, "unloaded", not_awaited)
            raise
        let_go(container, error)


def let_go(container: "PluginContainer[Any]", error: Exception | None) -> None:
    """Release a plugin after its ``unload`` was called; the next time it is loaded, it is resolved anew.

    :param container: the container of the plugin, whose turn it is
    :param error: what ``unload`` raised
    :raises Exception: this error, or a listener's ``PluginException``; the plugin then counts as failed
    """
    spec, plugin = container.spec, container.plugin
    container.position = 0
    container.spec = container.plugin = container.load_value = None
    container.manager.replace(container.name)
    if error is None:
        try:
            container.notify("on_unload_after", spec, plugin)
        except Exception as raised:  # noqa: BLE001  # as above
            error = raised
    if error is not None:
        settle(container, "unloaded", told(container, error, "on_unload_exception", spec, plugin))
        container.raise_outcome()


def unload_all(containers: "Iterable[PluginContainer[Any]]") -> Exception | None:
    """Unload all loaded plugins, the last one first; one that fails does not stop the others.

    :param containers: the containers of the plugins
    :return: the first error, if there is any
    """
    failed: Exception | None = None
    for container in last_first(containers):
        try:
            unload(container)
        except Exception as error:  # noqa: BLE001, PERF203  # each has been logged
            failed = failed or error
    return failed


def last_first(containers: "Iterable[PluginContainer[Any]]") -> "list[PluginContainer[Any]]":
    """Return the containers of the loaded plugins, the last one first."""
    loaded = [container for container in containers if container.position]
    return sorted(loaded, key=lambda container: container.position, reverse=True)
