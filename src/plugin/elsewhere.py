"""Hints at where a plugin that was not found may be."""

from plugin.editable import newer_source
from plugin.installed import entry_points
from plugin.near import did_you_mean, near


def elsewhere(namespace: str, name: str, *, is_empty: bool) -> str:
    """Complete the message that a plugin was not found.

    :param namespace: the namespace that was searched
    :param name: the name that was not found
    :param is_empty: whether the namespace is empty
    :return: similar namespaces if this one is empty, and the editable installation whose source has the plugin
    """
    namespaces = near(namespace, {entry_point.group for entry_point in entry_points(None)}) if is_empty else ()
    return f"{did_you_mean(namespaces)}{newer_source(namespace, name)}"
