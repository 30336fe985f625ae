"""`plugin-loader discover` says what keeps a build from filling in the entry points."""

import io

import pytest

from plugin.cli import main
from toys import write_tree

SOURCE = "from plugin import Plugin\nclass A(Plugin):\n    namespace = 'my.ns'\n    name = 'a'\n"
OURS = 'requires = ["{0}", "Python_Plugin.loader>=0.1"]'
HOOKS = {
    "hatchling": ("hatchling.build", "tool.hatch.metadata.hooks.plugin-loader"),
    "pdm-backend": ("pdm.backend", "tool.pdm.build.hooks.plugin-loader"),
    "setuptools": ("setuptools.build_meta", "tool.plugin-loader"),
}


def run(folder, pyproject, **files):
    write_tree(folder, {"pyproject.toml": pyproject, "src": {"my_app": {"__init__.py": SOURCE}}, **files})
    out, err = io.StringIO(), io.StringIO()
    status = main(["discover", str(folder)], out, err)
    assert "1 plugin in 1 group" in out.getvalue()
    return status, [line for line in err.getvalue().splitlines() if line.startswith("error: ")]


def pyproject(name, backend, requires='requires = ["{0}"]', project="", tables=""):
    system = f'[build-system]\n{requires.format(name)}\nbuild-backend = "{backend}"\n'
    return f'{system}[project]\nname = "my-app"\nversion = "1"\n{project}\n{tables}\n'


@pytest.mark.parametrize("name", HOOKS)
def test_nothing_set_up(tmp_path, name):
    """Each thing that is missing is named, with the line to add."""
    backend, key = HOOKS[name]
    assert run(tmp_path, pyproject(name, backend)) == (
        1,
        [
            f"error: {name} is not told to fill in the entry points: add the table [{key}] to pyproject.toml",
            'error: project.dynamic does not say that entry points are filled in: add "entry-points" to it',
            (
                "error: python-plugin-loader will not be there when the project is built: "
                'add "python-plugin-loader" to build-system.requires'
            ),
        ],
    )


@pytest.mark.parametrize("name", HOOKS)
def test_forgotten_requirement(tmp_path, name):
    """The most common mistake: the build environment does not hold this library."""
    backend, key = HOOKS[name]
    status, errors = run(tmp_path, pyproject(name, backend, project='dynamic = ["entry-points"]', tables=f"[{key}]"))
    assert status == 1
    (error,) = errors
    assert error.endswith('add "python-plugin-loader" to build-system.requires')


@pytest.mark.parametrize("name", HOOKS)
def test_set_up(tmp_path, name):
    """Nothing is said of a project that is set up."""
    backend, key = HOOKS[name]
    text = pyproject(name, backend, OURS, 'dynamic = ["entry-points"]', f"[{key}]")
    assert run(tmp_path, text) == (0, [])


def test_setup_py(tmp_path):
    """A setup.py that calls this library needs no table."""
    setup = "from setuptools import setup\nfrom plugin.setuptools import load_entry_points\n"
    text = pyproject("setuptools", "setuptools.build_meta", OURS, 'dynamic = ["entry-points"]')
    assert run(tmp_path, text, **{"setup.py": setup}) == (0, [])


def test_no_hook(tmp_path):
    """Where the build backend has no hook, there is another command; once that has run, all is well."""
    text = pyproject("uv_build", "uv_build")
    assert run(tmp_path, text) == (
        1,
        ["error: uv_build has no hook that fills in entry points: run `plugin-loader sync`"],
    )
    assert main(["sync", str(tmp_path)], io.StringIO(), io.StringIO()) == 0
    assert run(tmp_path, (tmp_path / "pyproject.toml").read_text()) == (0, [])


def test_written_by_hand(tmp_path):
    """Entry points that stand in the file need nobody to fill them in."""
    tables = '[project.entry-points."my.ns"]\na = "my_app:A"'
    assert run(tmp_path, pyproject("hatchling", "hatchling.build", tables=tables)) == (0, [])
