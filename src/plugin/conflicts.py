"""Reports plugins that are offered more than once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plugin.container import PluginContainer, log
from plugin.core import PluginSpec
from plugin.exceptions import PluginException
from plugin.installed import InstalledEntryPoint
from plugin.listener import PluginLifecycleListener, notify

Offers = Mapping[str, Sequence[InstalledEntryPoint | PluginSpec]]


def tell_conflicts(
    listeners: Iterable[PluginLifecycleListener],
    namespace: str,
    used: Mapping[str, PluginContainer[Any]],
    shadowed: Offers,
    told: Offers,
) -> None:
    """Log, and report to the listeners, the plugins that are not used because another one has the same name.

    :param listeners: the listeners
    :param namespace: the namespace
    :param used: name -> the container of the plugin that is used
    :param shadowed: name -> the plugins that are not used
    :param told: those that were reported before
    """
    for name, others in sorted(shadowed.items()):
        for unused in others:
            if unused not in told.get(name, ()):
                _tell_conflict(listeners, namespace, used[name].source, unused)


def _tell_conflict(
    listeners: Iterable[PluginLifecycleListener],
    namespace: str,
    used: InstalledEntryPoint | PluginSpec,
    unused: InstalledEntryPoint | PluginSpec,
) -> None:
    log().warning("plugin %s:%s is offered twice: %r is used, %r is not", namespace, used.name, used, unused)
    offers = (offer if isinstance(offer, PluginSpec) else offer.metadata for offer in (used, unused))
    if listeners:
        try:
            notify(listeners, "on_conflict", namespace, *offers)
        except PluginException as error:
            log().warning("%s", error)  # there is no plugin yet that could be disabled
