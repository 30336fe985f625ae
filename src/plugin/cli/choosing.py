"""Finds the installed plugins that environment variables disable, without importing anything."""

from collections.abc import Iterable

from plugin.entries import SCRIPTS
from plugin.filters import excluding
from plugin.installed import InstalledEntryPoint
from plugin.outside import choice


def disabled(entry_points: Iterable[InstalledEntryPoint]) -> dict[InstalledEntryPoint, str]:
    """Find the plugins that an environment variable disables.

    :param entry_points: the installed entry points
    :return: each disabled one, with the variable and its entry that disable it
    """
    filters = choice()
    found = ((each, excluding(filters, each, None)) for each in entry_points if each.group not in SCRIPTS)
    return {each: repr(filter_) for each, filter_ in found if filter_ is not None}
