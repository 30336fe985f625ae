"""Under setuptools, with a setup.py or without one, a tree gives the entry points that the other backends give."""

import json

import pytest
from test_same_result import BY_HAND, EXPECTED, SOURCE

from hosts import SETUP_PY, SETUP_PY_OLD, SETUPTOOLS, SETUPTOOLS_OLD, requiring

INSTALLED = """
import json
from importlib.metadata import distribution
groups = {}
for entry in distribution("sample").entry_points:
    groups.setdefault(entry.group, {})[entry.name] = entry.value
print(json.dumps(groups))
"""


NAMED = """
from naming import NAME
from plugin import Plugin

class Some(Plugin):
    namespace = "sample"
    name = NAME
"""

HOSTS = (SETUPTOOLS, SETUPTOOLS_OLD, SETUP_PY, SETUP_PY_OLD)


@pytest.fixture(scope="module", params=HOSTS, ids=lambda host: host.name)
def project(request, write, tmp_path_factory):
    """A project for each way of telling setuptools, and for its newest and its oldest version."""
    return write(tmp_path_factory.mktemp("project"), {**request.param.files(BY_HAND), "src": SOURCE})


def test_sdist_and_wheel(workshop, project, read_entry_points, tmp_path):
    """A source distribution, and the wheel that is made from it."""
    workshop.uv("build", "--python", workshop.tools, "--out-dir", tmp_path, project)
    (wheel,) = tmp_path.glob("*.whl")
    assert read_entry_points(wheel) == EXPECTED


def test_wheel(workshop, project, read_entry_points, tmp_path):
    """A wheel that is made from the project itself."""
    workshop.uv("build", "--wheel", "--python", workshop.tools, "--out-dir", tmp_path, project)
    (wheel,) = tmp_path.glob("*.whl")
    assert read_entry_points(wheel) == EXPECTED


def test_editable(workshop, project, tmp_path):
    """An editable install."""
    python = workshop.environment(tmp_path / "environment")
    workshop.install(python, "--editable", project)
    assert json.loads(workshop.run(python, "-c", INSTALLED).stdout) == EXPECTED


@pytest.fixture(scope="module", params=[SETUPTOOLS, SETUP_PY], ids=lambda host: host.name)
def host(request):
    return request.param


@pytest.fixture(scope="module", params=["static", "import"])
def sdist(request, workshop, host, write, with_library, tmp_path_factory):
    """A source distribution that a front end has made with the library."""
    files = host.files(f'discovery = "{request.param}"')
    files["pyproject.toml"] = requiring(files["pyproject.toml"], "naming")
    folder = tmp_path_factory.mktemp("record")
    project = write(folder / "project", {**files, "src": {"sample": {"__init__.py": "", "plugins.py": NAMED}}})
    workshop.uv("build", "--sdist", "--python", workshop.tools, "--out-dir", folder, project, env=with_library)
    return folder / "sample-1.0.tar.gz"


class TestRecord:
    """A source distribution is built where its sources cannot be decided: without the library that names its plugin."""

    @pytest.fixture
    def build(self, workshop, host, tmp_path):
        """Build a wheel as packagers do, with what is installed, which is not the library."""

        def build(project, status=0):
            run = workshop.call(host, "build_wheel", project, tmp_path, check=False)
            assert run.status == status, run.output
            return run, *tmp_path.glob("*.whl")

        return build

    def test_same_sources(self, sdist, build, unpack, read_entry_points, tmp_path):
        """What was found when it was made is taken, and that is told."""
        run, wheel = build(unpack(sdist, tmp_path / "unpacked"))
        assert read_entry_points(wheel) == {"sample": {"from a library": "sample.plugins:Some"}}
        assert "plugin-loader: src/sample/plugins.py:" in run.output
        assert "using the entry points found earlier in the same sources, from" in run.output

    def test_undecided_change(self, sdist, build, unpack, tmp_path):
        """A change that cannot be decided is not hidden by what was found before it."""
        project = unpack(sdist, tmp_path / "unpacked")
        (project / "src/sample/plugins.py").write_text(f"{NAMED}\n# changed\n")
        run, *wheels = build(project, status=1)
        assert wheels == []
        assert "plugin-loader cannot fill in the entry points:\n" in run.output
        assert "src/sample/plugins.py:" in run.output

    def test_change(self, sdist, build, unpack, read_entry_points, tmp_path):
        """A change that can be decided counts, whatever was found before."""
        project = unpack(sdist, tmp_path / "unpacked")
        (project / "src/sample/plugins.py").write_text(NAMED.replace("from naming import NAME", 'NAME = "changed"'))
        _, wheel = build(project)
        assert read_entry_points(wheel) == {"sample": {"changed": "sample.plugins:Some"}}

    def test_nothing_recorded(self, sdist, build, unpack, tmp_path):
        """Without a record, the same sources fail."""
        project = unpack(sdist, tmp_path / "unpacked")
        (project / "src/sample.egg-info/plugin-loader.json").unlink()
        run, *wheels = build(project, status=1)
        assert wheels == []
        assert "src/sample/plugins.py:" in run.output
