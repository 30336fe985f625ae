"""Checks whether ``import plugin`` imports this library, or something of a project that is in its way."""

import os
from importlib.util import find_spec


def in_the_way() -> str | None:
    """:return: the file or folder that is imported instead of our package ``plugin``; ``None`` if it is ours"""
    ours = os.path.join(os.path.dirname(os.path.dirname(__file__)), "plugin")
    found = find_spec("plugin")
    if found is None or os.path.dirname(found.origin or "") == ours:
        return None
    return found.origin or str(next(iter(found.submodule_search_locations or ()), "something"))


def check_path() -> None:
    """Reject a package of the project that would be imported instead of ours.

    :raises SystemExit: if there is one
    """
    if foreign := in_the_way():
        raise SystemExit(
            f"plugin-loader cannot fill in the entry points:\n{foreign} is in the way of the package `plugin` "
            "of python-plugin-loader: rename it, or build with a tool that keeps the project folder off sys.path, "
            "as pip does"
        )
