"""What was asked for of what is installed: a namespace, or a plugin of it; and what to say if it is not there."""

from plugin.installed import Installation, InstalledEntryPoint
from plugin.near import did_you_mean, near

METAVAR = "NAMESPACE[:NAME]"
HELP = "the namespace, which is the group of the entry points, or one plugin of it"


def wanted(installation: Installation, what: str | None, *, of_ours: bool = False) -> list[InstalledEntryPoint]:
    """Read the entry points that were asked for.

    :param installation: what is installed
    :param what: a namespace, or a plugin as ``namespace:name``; ``None`` for all there are
    :param of_ours: whether all are those in namespaces of plugins of this library
    :return: its entry points, in the order in which they count
    """
    namespace, _, name = (what or "").partition(":")
    found = [each for each in installation.entry_points(namespace or None) if name in ("", each.name)]
    if of_ours and not what:
        from plugin.cli.ours import namespaces_of_ours  # noqa: PLC0415 - who names one does not need the engine

        ours = namespaces_of_ours(found)
        return [each for each in found if each.group in ours]
    return found


def nothing_of(installation: Installation, what: str) -> str:
    """Say that no distribution offers a namespace or a plugin, and which ones are near it.

    :param installation: what is installed
    :param what: what was asked for, as in :func:`wanted`
    :return: the message
    """
    namespace, _, name = what.partition(":")
    names = {entry_point.name for entry_point in installation.entry_points(namespace)}
    if names:
        return f"nothing that is installed offers {name!r} in {namespace!r}{did_you_mean(near(name, names))}"
    known = {entry_point.group for entry_point in installation.entry_points(None)}
    below = sorted(each for each in known if each.startswith(f"{namespace}."))[:3]
    return f"nothing that is installed offers {namespace!r}{did_you_mean([*below, *near(namespace, known)])}"
