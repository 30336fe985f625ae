"""Under setuptools, with a setup.py or without one, a tree gives the entry points that the other backends give."""

import json

import pytest
from test_same_result import BY_HAND, EXPECTED, SOURCE

BUILD_SYSTEM = """
[build-system]
requires = ["$SETUPTOOLS", "python-plugin-loader"]
build-backend = "setuptools.build_meta"
"""
PYPROJECT = """
[project]
name = "sample"
version = "1.0"
dependencies = ["python-plugin-loader"]
dynamic = ["entry-points"]

[tool.setuptools.packages.find]
where = ["src"]

[tool.plugin-loader]
""" + BY_HAND.replace("$TABLE", "tool.plugin-loader")
SETUP = """
from setuptools import find_packages, setup

from plugin.setuptools import load_entry_points

setup(
    name="sample",
    version="1.0",
    package_dir={"": "src"},
    packages=find_packages("src"),
    install_requires=["python-plugin-loader"],
    entry_points=load_entry_points(
        "src", merge={"sample.greeters": ["legacy = sample.legacy:spec"]}, on_undecided="warn"
    ),
)
"""
INSTALLED = """
import json
from importlib.metadata import distribution
groups = {}
for entry in distribution("sample").entry_points:
    groups.setdefault(entry.group, {})[entry.name] = entry.value
print(json.dumps(groups))
"""


@pytest.fixture(scope="module", params=["setuptools==66.1.1", "setuptools"], ids=["oldest", "newest"])
def requirement(request):
    """The oldest setuptools that runs on every supported Python, and the newest."""
    return request.param


@pytest.fixture(scope="module", params=["pyproject.toml", "setup.py"])
def project(request, requirement, write, tmp_path_factory):
    """A project with one way of saying what setuptools is to do."""
    files = {"pyproject.toml": BUILD_SYSTEM.replace("$SETUPTOOLS", requirement), "src": SOURCE}
    if request.param == "setup.py":
        files["setup.py"] = SETUP
    else:
        files["pyproject.toml"] += PYPROJECT
    return write(tmp_path_factory.mktemp("project"), files)


def test_sdist_and_wheel(workshop, project, read_entry_points, tmp_path):
    """A source distribution, and the wheel that is made from it."""
    workshop.run(workshop.tools, "-m", "build", "--outdir", tmp_path, project)
    (wheel,) = tmp_path.glob("*.whl")
    assert read_entry_points(wheel) == EXPECTED


def test_wheel(workshop, project, read_entry_points, tmp_path):
    """A wheel that is made from the project itself."""
    workshop.run(workshop.tools, "-m", "build", "--wheel", "--outdir", tmp_path, project)
    (wheel,) = tmp_path.glob("*.whl")
    assert read_entry_points(wheel) == EXPECTED


def test_editable(workshop, project, tmp_path):
    """An editable install."""
    python = workshop.environment(tmp_path / "environment")
    workshop.pip(python, "install", "--editable", project)
    assert json.loads(workshop.run(python, "-c", INSTALLED).stdout) == EXPECTED
