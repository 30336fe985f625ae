"""scikit-build-core asks the provider for the entry points, whatever it builds."""

from hosts import SCIKIT_BUILD as HOST
from toys import PLUGIN, UNDECIDABLE

PROVIDER = 'provider = "plugin_loader.dynamic_metadata"'
TOOL = '[tool.scikit-build]\nwheel.cmake = false\n[project.entry-points.others]\nhand = "sample:HAND"\n'
SOURCE = {"sample": {"__init__.py": "", "plugins.py": PLUGIN, "old.py": UNDECIDABLE}}
ENTRY_POINTS = {"others": {"hand": "sample:HAND"}, "sample": {"some": "sample.plugins:Some"}}


def test_built(workshop, write, unpack, read_entry_points, tmp_path):
    """Wheels, those from an sdist and editable ones hold the plugins, and what stands in the file besides (PEP 808)."""
    pyproject = HOST.pyproject(f'{PROVIDER}\nexclude = ["sample.old"]', tool=TOOL)
    project = write(tmp_path / "project", {"pyproject.toml": pyproject, "src": SOURCE})
    copy = unpack(workshop.call(HOST, "build_sdist", project, write(tmp_path / "sdist", {})), tmp_path / "unpacked")
    for folder, hook in ((project, "build_wheel"), (copy, "build_wheel"), (project, "build_editable")):
        wheel = workshop.call(HOST, hook, folder, write(tmp_path / f"{hook} of {folder.name}", {}))
        assert read_entry_points(wheel) == ENTRY_POINTS


def test_not_built(workshop, write, tmp_path):
    """What is wrong with the source is one message, and no traceback."""
    project = write(tmp_path / "project", {"pyproject.toml": HOST.pyproject(PROVIDER, tool=TOOL), "src": SOURCE})
    run = workshop.call(HOST, "build_wheel", project, write(tmp_path / "out", {}), check=False)
    assert run.status == 1
    assert "plugin-loader cannot fill in the entry points:\nsrc/sample/old.py:4: the name of plugin" in run.stderr
    assert "Traceback" not in run.output
    assert not [*(tmp_path / "out").iterdir()]
