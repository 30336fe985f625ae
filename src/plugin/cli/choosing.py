"""What the environment variables disable of that which is installed; nothing is imported to say so."""

from collections.abc import Iterable

from plugin.entries import SCRIPTS
from plugin.filters import excluding
from plugin.installed import InstalledEntryPoint
from plugin.outside import choice


def disabled(entry_points: Iterable[InstalledEntryPoint]) -> dict[InstalledEntryPoint, str]:
    """Find the plugins that an environment variable disables.

    :param entry_points: what is installed
    :return: each of those that are disabled, with the variable and the entry of it that does so
    """
    filters = choice()
    found = ((each, excluding(filters, each, None)) for each in entry_points if each.group not in SCRIPTS)
    return {each: repr(filter_) for each, filter_ in found if filter_ is not None}
