"""What to say of a namespace that nothing installed offers."""

from plugin.installed import Installation


def nothing_in(namespace: str, installation: Installation) -> str:
    """Say that no distribution offers a namespace, and which ones are near it.

    :param namespace: what was asked for
    :param installation: what is installed
    :return: the message, a line
    """
    import difflib  # noqa: PLC0415 - only a mistake needs it

    known = {entry_point.group for entry_point in installation.entry_points(None)}
    lower = {each.lower(): each for each in sorted(known)}
    near = [lower[each] for each in difflib.get_close_matches(namespace.lower(), lower, n=3, cutoff=0.6)]
    below = sorted(each for each in known if each.startswith(f"{namespace}."))[:3]
    meant = " or ".join(map(repr, dict.fromkeys([*below, *near])))
    return f"nothing that is installed offers {namespace!r}{f'; did you mean {meant}?' if meant else ''}\n"
