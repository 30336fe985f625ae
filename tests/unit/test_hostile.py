"""Source that would stop the engine, blow it up, or reach the machine: it is read, and nothing of the kind happens."""

import os

import pytest

if not hasattr(os, "fork"):
    pytest.skip("needs a process for each snippet", allow_module_level=True)

from contained import Snippet, all_snippets, container

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def run():
    with container() as run:
        yield run


@pytest.mark.parametrize("snippet", all_snippets(), ids=lambda snippet: f"{snippet.group}: {snippet.title}")
def test_hostile(run, snippet: Snippet):
    """The engine ends, leaves the machine and its own process alone, and finds the plugin that stands behind it."""
    outcome = run(snippet)
    assert not outcome.touched
    assert not outcome.printed
    assert not outcome.changed
    assert outcome.ended is None
    assert snippet.ends or "ns:ok" in outcome.found
