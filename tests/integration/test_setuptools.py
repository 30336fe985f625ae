"""Under setuptools, with a setup.py or without one, a tree gives the entry points that the other backends give."""

import json

import pytest
from test_same_result import BY_HAND, EXPECTED, SOURCE

from hosts import SETUP_PY, SETUP_PY_OLD, SETUPTOOLS, SETUPTOOLS_OLD

INSTALLED = """
import json
from importlib.metadata import distribution
groups = {}
for entry in distribution("sample").entry_points:
    groups.setdefault(entry.group, {})[entry.name] = entry.value
print(json.dumps(groups))
"""


HOSTS = (SETUPTOOLS, SETUPTOOLS_OLD, SETUP_PY, SETUP_PY_OLD)


@pytest.fixture(scope="module", params=HOSTS, ids=lambda host: host.name)
def project(request, write, tmp_path_factory):
    """A project for each way of telling setuptools, and for its newest and its oldest version."""
    return write(tmp_path_factory.mktemp("project"), {**request.param.files(BY_HAND), "src": SOURCE})


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
