"""A project that owns a ``plugin``, and does not know us, is built in an environment that holds us."""

import zipfile

import pytest

OWN = "raise RuntimeError('nobody imports this in a build')\n"
PLACES = {
    "plugin.py": {"sample": {"__init__.py": ""}, "plugin.py": OWN},
    "src/plugin/": {"src": {"sample": {"__init__.py": ""}, "plugin": {"__init__.py": OWN}}},
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("options", [("-I",), ()], ids=["isolated", "project on sys.path"])
def test_built(host, workshop, write, read_entry_points, tmp_path, place, options):
    """Whether or not the front end has the project folder on `sys.path`, the wheel is what it would be without us."""
    pyproject = f'{host.build_system}\n[project]\nname = "sample"\nversion = "1.0"\n'
    if host.backend.startswith("setuptools") and place == "plugin.py":
        pyproject += '[tool.setuptools]\npackages = ["sample"]\npy-modules = ["plugin"]\n'
    project = write(tmp_path / "project", {**PLACES[place], "pyproject.toml": pyproject})
    wheel = workshop.call(host, "build_wheel", project, tmp_path, options=options)
    with zipfile.ZipFile(wheel) as archive:
        assert "sample/__init__.py" in archive.namelist()
    assert read_entry_points(wheel) == {}
