"""Wheels of build backends without hooks hold the entry points that `plugin-loader sync` has written."""

import pytest

from hosts import WITHOUT_HOOKS

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
def user(workshop, tmp_path_factory):
    """The Python of an environment with the command line."""
    return workshop.environment(tmp_path_factory.mktemp("user"), "python-plugin-loader[cli]")


@pytest.mark.parametrize("backend", WITHOUT_HOOKS)
def test_built(workshop, user, write, read_entry_points, tmp_path, backend):
    """Who syncs, builds and installs finds the plugins; a check says afterwards that all is well."""
    pyproject = (
        f'[build-system]\nrequires = ["{backend}"]\nbuild-backend = "{WITHOUT_HOOKS[backend]}"\n'
        '[project]\nname = "my-app"\nversion = "1.0"\ndescription = "An application."\n'
        'dependencies = ["python-plugin-loader"]\n'
        '[project.entry-points.others]\nhand = "my_app:Face"\n'
    )
    project = write(tmp_path / "project", {"pyproject.toml": pyproject, "src": {"my_app": {"__init__.py": SOURCE}}})
    command = [user, "-I", "-m", "plugin_loader"]
    assert workshop.run(*command, "sync", "--check", cwd=project, check=False).status == 1
    workshop.run(*command, "sync", cwd=project)
    assert workshop.run(*command, "sync", "--check", cwd=project).stdout == "pyproject.toml is up to date\n"
    workshop.uv("build", "--python", workshop.tools, "--out-dir", tmp_path / "dist", project)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    assert read_entry_points(wheel) == ENTRY_POINTS
    python = workshop.environment(tmp_path / "environment", wheel)
    code = "from plugin import PluginManager; print(PluginManager('my.faces').load('smile').name)"
    assert workshop.run(python, "-I", "-c", code).stdout == "smile\n"
