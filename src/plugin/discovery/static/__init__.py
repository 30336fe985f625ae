"""The static engine: an interpreter over Python's own objects that finds plugins without importing anything."""

import gc
import sys
import typing
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from plugin.discovery.findings import Findings
from plugin.discovery.libraries import Libraries
from plugin.discovery.sources import SourceTree

if TYPE_CHECKING:
    from plugin.discovery.static.corpus import Corpus
    from plugin.discovery.static.project import Project

DEEPEST = 3_000
"""The recursion limit of Python: each interpreted call takes about twenty native ones."""


def find_plugins(
    tree: SourceTree,
    covers: Callable[[str], bool] = lambda _: True,
    *,
    path: Sequence[str] | None = None,
    bases: Iterable[tuple[str, str]] = (),
    everything: bool = False,
) -> Findings:
    """Find the plugins that the modules of a tree make.

    :param tree: the modules that ship
    :param covers: whether to look for plugins in a module; other modules are still read for what they define
    :param path: the folders in which to look for the source of libraries, by default where Python would look
    :param bases: object reference -> namespace of plugin base classes in libraries, see ``Libraries``
    :param everything: run every statement of every module, instead of only those that can make plugins; the answer is
        the same, as the tests verify
    :return: plugins and problems, sorted
    """
    from plugin.discovery.static.corpus import Corpus  # noqa: PLC0415 - not needed by an adapter that fails early
    from plugin.discovery.static.orders import agreed, changers  # noqa: PLC0415

    collecting, deepest = gc.isenabled(), sys.getrecursionlimit()
    sys.setrecursionlimit(max(deepest, DEEPEST))
    gc.disable()  # it would repeatedly walk the syntax trees and find nothing to free
    try:
        corpus = Corpus(tree, Libraries(path, bases))
        project, findings = _look(corpus, covers, {}, tree.modules, everything=everything)
        first = changers(project)
        if not first and not everything:
            return findings
        order = list(tree.modules)[:: -1 if everything else 1]
        second = _look(corpus, covers, first, order, everything=everything, relevant=project.relevant)
        return agreed(findings, second[1])
    finally:
        sys.setrecursionlimit(deepest)
        for clear in getattr(typing, "_cleanups", ()):  # its caches keep the arguments of generic classes
            clear()
        if collecting:
            gc.enable()


def _look(
    corpus: "Corpus",
    covers: Callable[[str], bool],
    first: dict[str, list[int]],
    order: Iterable[str],
    *,
    everything: bool,
    relevant: Iterable[str] = (),
) -> "tuple[Project, Findings]":
    """Examine a tree, after running some statements first; it may be known already which modules are relevant."""
    from plugin.discovery.static.collecting import Collector  # noqa: PLC0415
    from plugin.discovery.static.project import Project  # noqa: PLC0415
    from plugin.discovery.static.worklist import WorkList  # noqa: PLC0415

    project = Project(corpus, covers)
    project.relevant.update(relevant)
    work = None if everything else WorkList(project)
    for name, indices in first.items():
        module = project.find(name)
        for index in indices:
            if module is not None:
                if work is not None:
                    project.begin()
                module.run(index)
    if work is not None:
        work.run()
    else:
        for name in order:
            if (module := project.find(name)) is not None:
                module.run_all()
    return project, Collector(project, work).collect()
