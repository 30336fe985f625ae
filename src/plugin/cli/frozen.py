"""What a frozen application needs to find its plugins: no import statement leads to them."""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from typing import NamedTuple

from plugin.cli.ours import namespaces_of_ours
from plugin.cli.required import closure, named
from plugin.installed import entry_points
from plugin.metadata import name_of


class Frozen(NamedTuple):
    """What to include in a frozen application.

    :param modules: the modules that entry points refer to
    :param distributions: the names of the distributions whose metadata has these entry points, and of those that they
        require, which the ``requirements`` of a plugin may name
    """

    modules: list[str]
    distributions: list[str]


def frozen(namespaces: Iterable[str] | None = None) -> Frozen:
    """Determine what is needed to load the installed plugins, without importing any.

    :param namespaces: the namespaces of the plugins; by default all namespaces of plugins of this library
    """
    installed = entry_points(None)
    wanted = set(namespaces_of_ours(installed) if namespaces is None else namespaces)
    used = [entry_point for entry_point in installed if entry_point.group in wanted]
    names = [name for entry_point in used if (name := name_of(entry_point.distribution))]
    required = closure(map(named, names))
    return Frozen(
        sorted({entry_point.value.partition("[")[0].partition(":")[0].strip() for entry_point in used}),
        sorted(name for name in required if _is_installed(name)),
    )


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
