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
            f"error: {name} does not fill in the entry points: add the table [{key}] to pyproject.toml [PL202]",
            'error: project.dynamic does not say that entry points are filled in: add "entry-points" to it [PL203]',
            (
                "error: python-plugin-loader will not be there when the project is built: "
                'add "python-plugin-loader" to build-system.requires [PL204]'
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
    assert error.endswith('add "python-plugin-loader" to build-system.requires [PL204]')


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
        ["error: uv_build has no hook that fills in entry points: run `plugin-loader sync` [PL201]"],
    )
    assert main(["sync", str(tmp_path)], io.StringIO(), io.StringIO()) == 0
    assert run(tmp_path, (tmp_path / "pyproject.toml").read_text()) == (0, [])


def test_written_by_hand(tmp_path):
    """Entry points that stand in the file need nobody to fill them in."""
    tables = '[project.entry-points."my.ns"]\na = "my_app:A"'
    assert run(tmp_path, pyproject("hatchling", "hatchling.build", tables=tables)) == (0, [])


API = "from plugin import Plugin\nclass Face(Plugin):\n    namespace = 'my.ns'\n"
USER = "from zz_app import Face\nclass A(Face):\n    name = 'a'\n"


def distribution(site, name, requires=(), **files):
    """Install a distribution into a folder, with its metadata."""
    lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: 1", *(f"Requires-Dist: {each}" for each in requires)]
    record = "".join(f"{path},,\n" for path in files)
    info = {"METADATA": "\n".join(lines) + "\n", "RECORD": record}
    write_tree(site, {**files, f"{name.replace('-', '_')}-1.dist-info": info})


def look(tmp_path, monkeypatch, requires, source=USER, config=""):
    """Discover the plugins of a project for ``zz-app``, which is installed here, and gives the errors."""
    site = tmp_path / "site"
    distribution(site, "zz-app", **{"zz_app.py": API})
    distribution(site, "zz-kit", ["zz-app", "zz-none; extra == 'more'", "zz-kit[more]"])
    monkeypatch.syspath_prepend(str(site))
    text = pyproject("hatchling", "hatchling.build", requires, 'dynamic = ["entry-points"]')
    write_tree(tmp_path / "project", {"src": {"my_app": {"__init__.py": source}}})
    (tmp_path / "project" / "pyproject.toml").write_text(f"{text}[tool.hatch.metadata.hooks.plugin-loader]\n{config}\n")
    out, err = io.StringIO(), io.StringIO()
    status = main(["discover", str(tmp_path / "project")], out, err)
    errors = [line for line in err.getvalue().splitlines() if line.startswith("error: ")]
    assert status == bool(errors), err.getvalue()
    return errors


def test_base_that_the_build_does_not_see(tmp_path, monkeypatch):
    """A base class that only this environment has is an error: the build would find no plugin that derives from it."""
    way_out = 'add "zz-app" to build-system.requires [PL205]'
    message = f"{{}} cannot be found without `zz_app`, which the build will not see: {way_out}"
    assert look(tmp_path, monkeypatch, OURS) == [f"error: {message.format('my_app:A')}"]
    two = f"{USER}class B(A):\n    name = 'b'\n"
    assert look(tmp_path, monkeypatch, OURS, two) == [f"error: {message.format('my_app:A and 1 more')}"]


@pytest.mark.parametrize("needed", ["zz_app>=1", "zz-kit", "Zz.Kit[more]", "zz-app; python_version > '3'"])
def test_base_that_the_build_sees(tmp_path, monkeypatch, needed):
    """What is required for the build is there, and so is what that requires."""
    assert (
        look(tmp_path, monkeypatch, f'requires = ["{{0}}", "python-plugin-loader", "{needed}", "no, requirement"]')
        == []
    )


def test_stated_base(tmp_path, monkeypatch):
    """Nothing is to be seen of a class that the project speaks for."""
    source = USER.replace("zz_app", "nowhere.api")
    assert look(tmp_path, monkeypatch, OURS, source, 'bases = {"nowhere.api:Face" = "my.ns"}') == []


def test_base_of_the_project(tmp_path, monkeypatch):
    """What the project has itself is there as well."""
    assert look(tmp_path, monkeypatch, OURS, API + "class A(Face):\n    name = 'a'\n") == []
