"""Distributions that have nothing to do with plugins: there is nothing to find, and nothing to tell."""

import pytest

from distributions import WITHOUT_PLUGINS
from plugin.discovery import Findings, SourceTree
from plugin.discovery.static import find_plugins


@pytest.mark.parametrize("distribution", WITHOUT_PLUGINS, ids=lambda distribution: distribution.name)
def test_nothing_is_suspected(unpacked, distribution):
    """No code is taken for a plugin because it cannot be told what it gives."""
    assert find_plugins(SourceTree.of_folder(unpacked(distribution)), path=[]) == Findings((), ())
