import doctest
import importlib
import pkgutil

import pytest

import plugin

MODULES = [
    "plugin",
    *(
        module.name
        for module in pkgutil.walk_packages(plugin.__path__, "plugin.")
        if not module.name.endswith("__main__")
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    """Every example in a docstring does what it says."""
    results = doctest.testmod(importlib.import_module(name), optionflags=doctest.FAIL_FAST)
    assert results.failed == 0


def test_there_are_examples():
    """The examples are found, so that the test above tests something."""
    found = doctest.DocTestFinder().find(importlib.import_module("plugin.manager"))
    assert any(test.examples for test in found)
