"""Wheels of build backends without hooks hold the entry points that `plugin-loader sync` has written."""

import pytest

BACKENDS = {"uv_build": "uv_build", "poetry-core": "poetry.core.masonry.api", "flit-core": "flit_core.buildapi"}
SOURCE = """
    '''An application.'''

    from plugin import Plugin, plugin

    class Face(Plugin):
        namespace = "my.faces"

    class Smile(Face):
        name = "smile"

    @plugin(namespace="my.hooks")
    def on_start():
        pass
"""
ENTRY_POINTS = {
    "my.faces": {"smile": "my_app:Smile"},
    "my.hooks": {"on_start": "my_app:on_start"},
    "others": {"hand": "my_app:Face"},
}


@pytest.fixture(scope="module")
def without_hooks(workshop):
    """The workshop, its wheelhouse filled with the build backends that have no hooks."""
    download = [workshop.tools, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", workshop.wheelhouse]
    run = workshop.run(*download, *BACKENDS, env=workshop.online, check=False)
    if run.status:
        pytest.skip(f"the wheelhouse cannot be filled: {run.stderr.strip()[-500:]}")
    workshop.pip(workshop.tools, "install", "build", "python-plugin-loader[cli]")
    return workshop


@pytest.mark.parametrize("backend", BACKENDS)
def test_built(without_hooks, write, read_entry_points, tmp_path, backend):
    """Who syncs, builds and installs finds the plugins; a check says afterwards that all is well."""
    pyproject = (
        f'[build-system]\nrequires = ["{backend}"]\nbuild-backend = "{BACKENDS[backend]}"\n'
        '[project]\nname = "my-app"\nversion = "1.0"\ndescription = "An application."\n'
        'dependencies = ["python-plugin-loader"]\n'
        '[project.entry-points.others]\nhand = "my_app:Face"\n'
    )
    project = write(tmp_path / "project", {"pyproject.toml": pyproject, "src": {"my_app": {"__init__.py": SOURCE}}})
    command = [without_hooks.tools, "-I", "-m", "plugin_loader"]
    assert without_hooks.run(*command, "sync", "--check", cwd=project, check=False).status == 1
    without_hooks.run(*command, "sync", cwd=project)
    assert without_hooks.run(*command, "sync", "--check", cwd=project).stdout == "pyproject.toml is up to date\n"
    without_hooks.run(without_hooks.tools, "-m", "build", "--outdir", tmp_path / "dist", cwd=project)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    assert read_entry_points(wheel) == ENTRY_POINTS
    python = without_hooks.environment(f"installed-{backend}")
    without_hooks.pip(python, "install", wheel)
    code = "from plugin import PluginManager; print(PluginManager('my.faces').load('smile').name)"
    assert without_hooks.run(python, "-I", "-c", code).stdout == "smile\n"
