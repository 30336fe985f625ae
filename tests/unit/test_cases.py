"""Every case through the static engine, through the static engine that reads everything, and through real imports."""

import os

import pytest

from casefiles import Case, all_cases
from comparing import compare, in_words
from plugin.discovery import SourceTree, importing
from plugin.discovery.static import find_plugins

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_static_engine(case: Case, tmp_path):
    """The static engine finds what the case expects, and tells the problems that it expects."""
    tree = SourceTree.of_folder(case.write(tmp_path))
    plugins, problems = in_words(find_plugins(tree, path=[]))
    assert plugins == case.plugins
    assert problems == case.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_everything_read(case: Case, tmp_path):
    """Reading every file and running every statement finds the same plugins as reading what can matter."""
    tree = SourceTree.of_folder(case.write(tmp_path))
    assert in_words(find_plugins(tree, path=[], everything=True))[0] == case.plugins


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_import_engine(case: Case, tmp_path):
    """Importing the modules of the case gives the plugins that the static engine finds, unless the case says why not."""
    tree = SourceTree.of_folder(case.write(tmp_path))
    plugins = sorted(plugin.partition(" if ")[0] for plugin in case.plugins)
    is_same = in_words(importing.find_plugins(tree))[0] == plugins
    assert is_same or case.differs


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process for each case")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_never_wrong_in_silence(case: Case, tmp_path):
    """Where a case differs from what importing it gives, the engine has told so of the plugin or its module."""
    assert compare(case.write(tmp_path)).silent_errors() == []
