"""Every case through the static engine, also when it reads everything, and through the import engine."""

import os
import subprocess

import pytest

from casefiles import Case, all_cases
from comparing import compare_tree, in_words
from engine import FEW_STEPS
from plugin.discovery import Config, ProblemKind, importing
from plugin.discovery.comparison import compare as compare_engines
from plugin.discovery.importing import process
from plugin.discovery.static import find_plugins, worlds
from standing import StandingImporter

CASES = all_cases()


@pytest.fixture
def impatient(monkeypatch):
    """The static engine gives up sooner than in a build, which `test_static_engine` does not want."""
    monkeypatch.setattr(worlds, "MOST_STEPS", FEW_STEPS)


@pytest.fixture(scope="module")
def importer():
    """What runs the processes of the import engine without starting Python for each."""
    if not hasattr(os, "fork"):
        yield subprocess.Popen
        return
    importer = StandingImporter()
    yield importer
    importer.end()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_static_engine(case: Case, tmp_path):
    """The static engine finds what the case expects, and tells the problems that it expects."""
    tree = case.tree(tmp_path)
    plugins, problems = in_words(find_plugins(tree, path=[]))
    assert plugins == case.plugins
    assert problems == case.problems


@pytest.mark.slow
@pytest.mark.usefixtures("unmeasured", "impatient")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_engines(importer, case: Case, tmp_path, monkeypatch):
    """Importing the modules of the case gives what the static engine finds, unless the case says why it does not."""
    monkeypatch.setattr(process.subprocess, "Popen", importer)
    differences = compare_engines(case.tree(tmp_path), Config())
    assert bool(differences) == bool(case.differs), differences


@pytest.mark.slow
@pytest.mark.usefixtures("unmeasured", "impatient")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process for each case")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_never_wrong_in_silence(case: Case, tmp_path):
    """Where a case differs from what importing it gives, the engine reports the plugin or its module.

    The few cases of which that is not true say why; in the others, reading every file and running every statement finds
    the same plugins as reading what can matter. A plugin that is said to be unmakeable cannot be made.
    """
    comparison = compare_tree(case.tree(tmp_path))
    assert case.silent or in_words(comparison.everything)[0] == case.plugins
    silent = comparison.silent_errors()
    assert bool(silent) == bool(case.silent), silent
    assert comparison.wrongly_unmakeable() == []


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if any(line.startswith("unmakeable") for line in case.problems) and not case.differs],
    ids=lambda case: case.name,
)
def test_what_cannot_be_made(case: Case, tmp_path):
    """Both engines say the same of plugins that cannot be made, word by word."""
    tree = case.tree(tmp_path)
    found, expected = (
        [problem for problem in problems if problem.kind is ProblemKind.UNMAKEABLE]
        for problems in (importing.find_plugins(tree).problems, find_plugins(tree, path=[]).problems)
    )
    assert found == expected
