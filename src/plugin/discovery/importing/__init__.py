"""The import engine: imports the modules of a source tree in a process of their own, and looks at what they hold."""

from collections.abc import Callable

from plugin.discovery.findings import Findings
from plugin.discovery.sources import SourceTree


def find_plugins(tree: SourceTree, covers: Callable[[str], bool] = lambda _: True, *, timeout: float = 300) -> Findings:
    """Find the plugins that the modules of a tree make.

    :param tree: the modules that ship
    :param covers: whether plugins that a module makes are wanted; other modules are imported only by those that are. A
        ``__main__`` is a script, and is not imported
    :param timeout: how many seconds it may take
    :return: plugins and problems, sorted
    :raises DiscoveryError: if there is no answer, for instance because the time is over
    """
    from plugin.discovery.importing.process import Search  # noqa: PLC0415 - the child process needs none of it

    return Search(tree, covers, timeout).run()
