"""Reports that a plugin is offered twice."""

from collections.abc import Iterable

from plugin.container import log
from plugin.core import PluginSpec
from plugin.exceptions import PluginException
from plugin.installed import InstalledEntryPoint
from plugin.listener import PluginLifecycleListener, notify


def tell_conflict(
    listeners: Iterable[PluginLifecycleListener],
    namespace: str,
    used: InstalledEntryPoint | PluginSpec,
    unused: InstalledEntryPoint | PluginSpec,
) -> None:
    """Report to the log and to the listeners that one of two plugins of a name is not used.

    :param listeners: the listeners
    :param namespace: the namespace
    :param used: the plugin that is used
    :param unused: the other one
    """
    log().warning("plugin %s:%s is offered twice: %r is used, %r is not", namespace, used.name, used, unused)
    offers = (offer if isinstance(offer, PluginSpec) else offer.metadata for offer in (used, unused))
    if listeners:
        try:
            notify(listeners, "on_conflict", namespace, *offers)
        except PluginException as error:
            log().warning("%s", error)  # there is no plugin yet that it could disable
