"""Selects installed plugins by namespace or name, and reports when there are none."""

from plugin.installed import Installation, InstalledEntryPoint
from plugin.near import did_you_mean, near

METAVAR = "NAMESPACE[:NAME]"
USAGE = f"%(prog)s [options] [{METAVAR}]"
HELP = "A namespace, which is an entry point group, or a single plugin of it"
HELP_OF_OURS = f"{HELP} (default: all namespaces with plugins of this library)"


def wanted(installation: Installation, what: str | None, *, of_ours: bool = False) -> list[InstalledEntryPoint]:
    """Read the selected entry points.

    :param installation: what is installed
    :param what: a namespace, or a plugin as ``namespace:name``; ``None`` for all
    :param of_ours: whether all means only the namespaces with plugins of this library
    :return: the entry points, in order of precedence
    """
    namespace, _, name = (what or "").partition(":")
    found = [each for each in installation.entry_points(namespace or None) if name in ("", each.name)]
    if of_ours and not what:
        from plugin.cli.ours import namespaces_of_ours  # noqa: PLC0415 - imports the engine, which is rarely needed

        ours = namespaces_of_ours(found)
        return [each for each in found if each.group in ours]
    return found


def nothing_of(installation: Installation, what: str) -> str:
    """Return a message that no distribution offers a namespace or a plugin, with suggestions.

    :param installation: what is installed
    :param what: the selection, as in :func:`wanted`
    :return: the message
    """
    namespace, _, name = what.partition(":")
    names = {entry_point.name for entry_point in installation.entry_points(namespace)}
    if names:
        return f"no installed distribution offers {name!r} in {namespace!r}{did_you_mean(near(name, names))}"
    known = {entry_point.group for entry_point in installation.entry_points(None)}
    below = sorted(each for each in known if each.startswith(f"{namespace}."))[:3]
    return f"no installed distribution offers {namespace!r}{did_you_mean([*below, *near(namespace, known)])}"
