"""The static engine: an abstract interpreter over ``ast`` that finds plugins without importing anything."""

import gc
import sys
from collections.abc import Callable, Sequence

from plugin.discovery.findings import Findings
from plugin.discovery.sources import SourceTree

DEEPEST = 2_500
"""How many calls of Python may be under way within each other: an interpreted one takes some twenty of them."""


def find_plugins(
    tree: SourceTree,
    covers: Callable[[str], bool] = lambda _: True,
    *,
    path: Sequence[str] | None = None,
    everything: bool = False,
) -> Findings:
    """Find the plugins that the modules of a tree make.

    :param tree: the modules that ship
    :param covers: whether plugins that a module makes are wanted; other modules are still read for what they define
    :param path: the folders in which the source of libraries is looked for, by default ``sys.path``
    :param everything: evaluate every statement of every module, instead of those that can make plugins; the answer is
        the same, which the tests hold it to
    :return: plugins and problems, sorted
    """
    from plugin.discovery.static.collector import Collector  # noqa: PLC0415 - an adapter that fails early needs none
    from plugin.discovery.static.interpreter import Interpreter  # noqa: PLC0415
    from plugin.discovery.static.worklist import WorkList  # noqa: PLC0415

    collecting, deepest = gc.isenabled(), sys.getrecursionlimit()
    sys.setrecursionlimit(max(deepest, DEEPEST))
    gc.disable()  # it would walk the syntax trees over and over, and find nothing to free
    try:
        interpreter = Interpreter(tree, path)
        work = WorkList(interpreter, everything=everything)
        work.run()
        return Collector(interpreter, work, covers).collect()
    finally:
        sys.setrecursionlimit(deepest)
        if collecting:
            gc.enable()
