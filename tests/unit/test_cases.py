"""Every case through the static engine, through the static engine that reads everything, and through real imports."""

import importlib
import os
import sys

import pytest

from casefiles import Case, all_cases
from comparing import compare_tree, in_words
from plugin.discovery.scanning import ModuleScanningPluginFinder
from plugin.discovery.static import find_plugins

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_static_engine(case: Case, tmp_path):
    """The static engine finds what the case expects, and tells the problems that it expects."""
    tree = case.tree(tmp_path)
    plugins, problems = in_words(find_plugins(tree, path=[]))
    assert plugins == case.plugins
    assert problems == case.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_everything_read(case: Case, tmp_path):
    """Reading every file and running every statement finds the same plugins as reading what can matter."""
    tree = case.tree(tmp_path)
    assert in_words(find_plugins(tree, path=[], everything=True))[0] == case.plugins


@pytest.mark.parametrize("case", [case for case in CASES if not case.differs], ids=lambda case: case.name)
def test_real_imports(case: Case, tmp_path, monkeypatch):
    """Importing the modules of the case gives the plugins that the static engine finds."""
    tree = case.tree(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = set(sys.modules)
    try:
        modules = [importlib.import_module(name) for name in tree.modules if not name.endswith("__main__")]
        imported = [
            f"{ep.group}:{ep.name} {ep.value}" for ep in ModuleScanningPluginFinder(modules).find_entry_points()
        ]
    finally:
        for name in set(sys.modules) - before:
            if name.partition(".")[0] in {module.partition(".")[0] for module in tree.modules}:
                del sys.modules[name]
    assert sorted(imported) == sorted(line.split(" ", 1)[1] for line in case.plugins)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process for each case")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_never_wrong_in_silence(case: Case, tmp_path):
    """Where a case differs from what importing it gives, the engine has told so of the plugin or its module."""
    assert compare_tree(case.tree(tmp_path)).silent_errors() == []
