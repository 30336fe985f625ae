"""Handles a life cycle that ends early: the plugin fails or is disabled."""

import sys

from plugin.exceptions import as_ours, describe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from plugin.container import PluginContainer


def fail(container: "PluginContainer[Any]", error: Exception) -> None:
    """End a life cycle at the step that raised an error.

    :param container: the container of the plugin
    :param error: what was raised; a ``PluginDisabled`` disables the plugin
    """
    error = as_ours(error)
    if container.spec is None:
        if container.entry_point and container.manager.listeners:
            error = told(container, error, "on_resolve_exception", container.namespace, container.entry_point.metadata)
        settle(container, "resolved", error)
    elif container.plugin is None:
        settle(container, "made", told(container, error, "on_init_exception", container.spec))
    else:
        settle(container, "loaded", told(container, error, "on_load_exception", container.spec, container.plugin))


def told(container: "PluginContainer[Any]", error: Exception, event: str, *args: "Any") -> Exception:
    """Notify the listeners of an error.

    :return: the error, or the ``PluginException`` that a listener raises in response, such as ``PluginDisabled``
    """
    if not container.manager.listeners:
        return error
    from plugin.listener import tell  # noqa: PLC0415  # many applications do not need it

    return tell(container.manager.listeners, error, event, *args)


def settle(container: "PluginContainer[Any]", step: str, outcome: Exception) -> None:
    """Record what ended a life cycle and which step failed; log a failure and add a note that names the plugin."""
    container.end = step, outcome, outcome.__traceback__
    if not container.is_disabled:
        about = getattr(outcome, "namespace", None), getattr(outcome, "name", None)
        if sys.version_info >= (3, 11) and about != (container.namespace, container.name):
            entry_point = f" ({container.entry_point.value})" if container.entry_point else ""
            outcome.add_note(f"{container.origin}{entry_point} cannot be {step}")
        report(container, step, outcome)


def report(container: "PluginContainer[Any]", step: str, error: Exception) -> None:
    """Log in one line that a step failed."""
    import logging  # noqa: PLC0415  # slower than all else here, and not needed for disabled plugins

    log = logging.getLogger("plugin.manager")
    trace = error if log.isEnabledFor(logging.DEBUG) else None
    log.error("%s cannot be %s: %s", container.origin, step, describe(error), exc_info=trace)
