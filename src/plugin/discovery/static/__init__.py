"""The static engine: an abstract interpreter over ``ast`` that finds plugins without importing anything."""

from collections.abc import Callable

from plugin.discovery.findings import Findings
from plugin.discovery.sources import SourceTree


def find_plugins(tree: SourceTree, covers: Callable[[str], bool] = lambda _: True) -> Findings:
    """Find the plugins that the modules of a tree make.

    :param tree: the modules that ship
    :param covers: whether plugins that a module makes are wanted; other modules are still read for what they define
    :return: plugins and problems, sorted
    """
    raise NotImplementedError
