"""The front ends that people type: they build in isolation, and the entry points arrive all the same."""

import pytest

from hosts import HATCHLING, PDM_2_5, SETUP_PY, SETUPTOOLS

BASE = """
from plugin import Plugin

class Base(Plugin):
    namespace = "sample"
"""
PLUGINS = """
from .base import Base

class Some(Base):
    name = "some"
"""
EXPECTED = {"sample": {"some": "sample.plugins:Some"}}

INSTALLED = """
from importlib.metadata import distribution
print([(ep.group, ep.name, ep.value) for ep in distribution("sample").entry_points], end=" ")
from plugin import PluginManager
print(type(PluginManager("sample").load("some")).__name__)
"""


@pytest.fixture
def project(host, write, tmp_path):
    package = {"__init__.py": "", "base.py": BASE, "plugins.py": PLUGINS}
    return write(tmp_path / "project", {"pyproject.toml": host.pyproject(), "src": {"sample": package}})


def test_build(workshop, project, read_entry_points, tmp_path):
    """``python -m build``: the sdist, and the wheel from the sdist."""
    workshop.run(workshop.tools, "-m", "build", "--outdir", tmp_path / "dist", project)
    sdist, wheel = sorted((tmp_path / "dist").iterdir(), reverse=True)
    assert sdist.name == "sample-1.0.tar.gz"
    assert read_entry_points(wheel) == EXPECTED


@pytest.mark.parametrize("editable", [[], ["--editable"]], ids=["pip install .", "pip install -e ."])
def test_pip(workshop, project, tmp_path, editable):
    """``pip install``: the plugin is found and loaded where it was installed."""
    python = workshop.environment(tmp_path / "venv")
    workshop.pip(python, "install", *editable, ".", cwd=project)
    run = workshop.run(python, "-c", INSTALLED, cwd=tmp_path)
    assert run.stdout == "[('sample', 'some', 'sample.plugins:Some')] Some\n"


def test_uv_build(workshop, project, read_entry_points, tmp_path):
    """``uv build``: the sdist, and the wheel from the sdist."""
    workshop.uv("build", "--python", workshop.tools, "--out-dir", tmp_path / "dist", cwd=project)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    assert read_entry_points(wheel) == EXPECTED


def test_hatchling_build(workshop, hatchling, write, read_entry_points, tmp_path):
    """``hatchling build``: what ``hatch build`` runs in its environment."""
    package = {"__init__.py": "", "base.py": BASE, "plugins.py": PLUGINS}
    project = write(tmp_path / "project", {"pyproject.toml": hatchling.pyproject(), "src": {"sample": package}})
    workshop.run(workshop.backend(hatchling), "-m", "hatchling", "build", cwd=project)
    (wheel,) = (project / "dist").glob("*.whl")
    assert read_entry_points(wheel) == EXPECTED


def test_hatch_build(workshop, hatchling, write, read_entry_points, tmp_path):
    """``hatch build``, where Hatch is installed."""
    package = {"__init__.py": "", "base.py": BASE, "plugins.py": PLUGINS}
    project = write(tmp_path / "project", {"pyproject.toml": hatchling.pyproject(), "src": {"sample": package}})
    folders = {f"HATCH_{name}": str(tmp_path / name) for name in ("DATA_DIR", "CACHE_DIR")}
    environment = workshop.offline | folders | {"HATCH_CONFIG": str(tmp_path / "config.toml")}
    (tmp_path / "config.toml").touch()
    workshop.run(workshop.program("hatch"), "build", cwd=project, env=environment)
    (wheel,) = (project / "dist").glob("*.whl")
    assert read_entry_points(wheel) == EXPECTED


@pytest.mark.parametrize("front_end", ["build", "pip", "uv"])
@pytest.mark.parametrize("host", [HATCHLING, PDM_2_5, SETUPTOOLS, SETUP_PY], ids=lambda host: host.name)
def test_message(workshop, host, write, tmp_path, front_end):
    """A front end that shows what the backend says shows our message, and no traceback of ours."""
    package = {"__init__.py": "", "base.py": BASE, "plugins.py": PLUGINS, "others.py": PLUGINS}
    broken = write(tmp_path / "project", {**host.files(), "src": {"sample": package}})
    commands = {
        "build": [workshop.tools, "-m", "build", "--outdir", tmp_path / "out", broken],
        "pip": [workshop.tools, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", tmp_path / "out", broken],
        "uv": ["uv", "build", "--python", workshop.tools, "--out-dir", tmp_path / "out", broken],
    }
    command, *arguments = commands[front_end]
    run = workshop.run(workshop.program(str(command)), *arguments, check=False)
    assert run.status != 0
    assert "Traceback" not in run.output
    assert "src/sample/others.py:4" in run.output
    assert "src/sample/plugins.py:4" in run.output
    assert not [path for path in (tmp_path / "out").glob("*") if path.suffix in {".whl", ".gz"}]
