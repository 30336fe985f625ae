import pytest

from toys import Recorder, Site, write_tree


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "site")


@pytest.fixture
def second_site(tmp_path, site):
    return Site(tmp_path / "second site")


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def package_folder(tmp_path):
    """A function that writes a source tree into a folder of its own, and gives the folder."""

    def write(tree):
        write_tree(tmp_path / "source", tree)
        return tmp_path / "source"

    return write
