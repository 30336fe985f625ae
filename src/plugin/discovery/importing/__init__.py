"""The import engine: imports the modules of a source tree in a child process, and inspects their contents."""

from collections.abc import Callable

from plugin.discovery.findings import Findings
from plugin.discovery.sources import SourceTree


def find_plugins(tree: SourceTree, covers: Callable[[str], bool] = lambda _: True, *, timeout: float = 300) -> Findings:
    """Find the plugins that the modules of a tree make.

    :param tree: the modules that ship
    :param covers: whether to look for plugins in a module; other modules are only imported by those. A ``__main__`` is
        a script and is not imported
    :param timeout: how many seconds it may take
    :return: plugins and problems, sorted
    :raises DiscoveryError: if there is no answer, for example because the time limit is exceeded
    """
    from plugin.discovery.importing.process import Search  # noqa: PLC0415 - the child process does not need it

    return Search(tree, covers, timeout).run()
