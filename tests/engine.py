"""The rooms of the static engine, for tests: a project of a few files, and its modules run as far as asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugin.discovery import SourceTree
from plugin.discovery.libraries import Libraries
from plugin.discovery.static.corpus import Corpus
from plugin.discovery.static.modules import Module
from plugin.discovery.static.project import Project
from toys import write_tree

GIVEN = frozenset({
    "__annotate__", "__annotations__", "__builtins__", "__conditional_annotations__", "__doc__", "__file__",
    "__loader__", "__name__", "__package__", "__path__", "__spec__",
})  # fmt: skip
"""What a module has of its own accord."""
FEW_STEPS = 10_000
"""The steps after which the engine gives up where a test wants it to, which is sooner than in a build."""


def project_of(folder: Path, files: Mapping[str, Any], *, requires_python: str = "") -> Project:
    """A project of these files."""
    write_tree(folder, files)
    tree = SourceTree.of_folder(folder)
    return Project(Corpus(SourceTree(tree.root, tree.modules, requires_python=requires_python), Libraries([])))


def module_of(folder: Path, text: str, **more: str) -> Module:
    """The module ``mod`` of this text, none of which has been run; others beside it."""
    files = {f"{name}.py": each for name, each in {"mod": text, **more}.items()}
    module = project_of(folder, files).find("mod")
    assert module is not None
    return module


def ran(folder: Path, text: str, **more: str) -> Module:
    """The same, all of whose statements have been run."""
    module = module_of(folder, text, **more)
    module.run_all()
    return module


def variables(module: Module) -> dict[str, Any]:
    """What the names of a module stand for, apart from those that each module has."""
    return {name: value for name, value in module.namespace.items() if name not in GIVEN}
