from pathlib import Path

import pytest

from distributions import IndexUnreachable


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.realworld)


@pytest.fixture(autouse=True)
def _unmeasured(unmeasured):
    """All of it."""


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory):
    """Gives the folder of a distribution from the package index, as it would stand on `sys.path`."""
    folder = tmp_path_factory.mktemp("unpacked")

    def unpacked(distribution):
        try:
            return distribution.unpack(folder)
        except IndexUnreachable as error:
            pytest.skip(f"no package index can be reached: {error}")

    return unpacked
