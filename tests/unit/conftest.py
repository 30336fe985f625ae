import importlib
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import packaging.requirements
import packaging.utils  # noqa: F401 - which this library imports once it is needed
import pytest

from toys import PLUGIN, Recorder, Site, write_tree


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "site")


@pytest.fixture
def second_site(tmp_path, site):
    return Site(tmp_path / "second site")


@pytest.fixture
def only_ours(monkeypatch):
    """Nothing is installed but what a test installs, and what has been imported."""
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])


@pytest.fixture
def editable_site(tmp_path, monkeypatch):
    """A folder on `sys.path` for editable installations; nothing else is installed but libraries that we need."""
    folder, libraries = tmp_path / "site", tmp_path / "libraries"
    folder.mkdir()
    for name in ("packaging", "tomli"):  # Python 3.10 reads no TOML by itself
        if (found := find_spec(name)) is not None:
            shutil.copytree(Path(found.origin).parent, libraries / name)
    others = (path for path in sys.path if "site-packages" not in path)
    monkeypatch.setattr(sys, "path", [str(folder), str(libraries), *others])
    monkeypatch.setitem(sys.modules, "setuptools", None)  # without its metadata, it does not work
    importlib.invalidate_caches()
    return folder


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


@pytest.fixture
def sample(tmp_path):
    """A function that writes the project ``sample``, a package with the plugin ``some``, and gives its folder."""

    def sample(pyproject, package=(), **files):
        source = {"__init__.py": "", "plugins.py": PLUGIN} | dict(package)
        names = {name.replace("_", "."): text for name, text in files.items()}
        write_tree(tmp_path / "project", {"pyproject.toml": pyproject, "src": {"sample": source}, **names})
        return tmp_path / "project"

    return sample
