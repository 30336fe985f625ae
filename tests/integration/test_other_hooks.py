"""The other hooks of a build: they write modules, and fill in other fields; source distributions are changed."""

import textwrap

import pytest

from hosts import SETUPTOOLS_OLD, TABLES


def plugin(name):
    return f'from plugin import Plugin\n\nclass Some(Plugin):\n    namespace = "sample"\n    name = "{name}"\n'


WRITTEN = plugin("written")
HATCH_BUILD = f"""
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

class Writing(BuildHookInterface):
    def initialize(self, version, build_data):
        Path(self.root, "src/sample/written.py").write_text({WRITTEN!r})
        build_data["artifacts"].append("src/sample/written.py")
"""
# Insists on the field that it fills in, as hatch-requirements-txt does.
HATCH_METADATA = """
from hatchling.metadata.plugin.interface import MetadataHookInterface

class Requirements(MetadataHookInterface):
    def update(self, metadata):
        if "dependencies" not in metadata["dynamic"] or "dependencies" in metadata:
            raise ValueError("dependencies are not dynamic")
        metadata["dependencies"] = ["python-plugin-loader"]
"""
PDM_BUILD = f"""
def pdm_build_update_files(context, files):
    path = context.ensure_build_dir() / "written.txt"
    path.write_text({WRITTEN!r})
    if context.target != "sdist":
        files["sample/written.py"] = path
"""
SETUP = f"""
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

class Writing(build_py):
    def run(self):
        super().run()
        Path(self.build_lib, "sample/written.py").write_text({WRITTEN!r})

setup(cmdclass={{"build_py": Writing}})
"""
TOOL = """
[tool.hatch.metadata.hooks.custom]
path = "metadata_hook.py"

[tool.hatch.build.hooks.custom]
"""


@pytest.fixture(params=[*TABLES, SETUPTOOLS_OLD], ids=lambda host: host.name)
def host(request):
    return request.param


@pytest.fixture
def project(host, write, tmp_path):
    """A project in which a build hook of its own writes a module with a plugin; with hatchling, it has another one."""
    pyproject = host.pyproject()
    files = {"pdm_build.py": PDM_BUILD}
    if host.name == "hatchling":
        dynamic = pyproject.replace('dependencies = ["python-plugin-loader"]\n', "")
        pyproject = dynamic.replace('dynamic = ["', 'dynamic = ["dependencies", "') + textwrap.dedent(TOOL)
        files = {"hatch_build.py": HATCH_BUILD, "metadata_hook.py": HATCH_METADATA}
    elif host.name.startswith("setuptools"):
        files = {"setup.py": SETUP}
    source = {"sample": {"__init__.py": "", "plugins.py": plugin("some")}}
    return write(tmp_path / "project", {"pyproject.toml": pyproject, "src": source, **files})


def test_written_renamed_added_removed(workshop, host, project, read_entry_points, unpack, tmp_path):
    """The first wheel has what a hook writes, and a wheel from an unpacked sdist goes by the sources there."""
    written = {"written": "sample.written:Some"}
    wheel = workshop.call(host, "build_wheel", project, tmp_path)
    assert read_entry_points(wheel) == {"sample": {"some": "sample.plugins:Some", **written}}
    unpacked = unpack(workshop.call(host, "build_sdist", project, tmp_path), tmp_path / "unpacked")
    package = unpacked / "src/sample"
    (package / "plugins.py").rename(package / "moved.py")
    (package / "added.py").write_text(plugin("added"))
    wheel = workshop.call(host, "build_wheel", unpacked, tmp_path)
    moved = {"some": "sample.moved:Some", "added": "sample.added:Some"}
    assert read_entry_points(wheel) == {"sample": {**moved, **written}}
