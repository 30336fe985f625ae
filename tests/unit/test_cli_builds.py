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


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """The current folder is that of the project, as it is for most who ask."""
    monkeypatch.chdir(tmp_path)


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
            'error: project.dynamic does not list "entry-points": add it [PL203]',
            (
                "error: python-plugin-loader will not be installed when the project is built: "
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


def test_no_build_system(tmp_path):
    """setuptools builds what names no build backend, but who adds a requirement has to say so."""
    text = '[project]\nname = "my-app"\nversion = "1"\ndynamic = ["entry-points"]\n[tool.plugin-loader]\n'
    status, (error,) = run(tmp_path, text)
    assert status == 1
    assert error == (
        "error: python-plugin-loader will not be installed when the project is built: add the table [build-system], "
        'with requires = ["setuptools", "python-plugin-loader"] and build-backend = "setuptools.build_meta" [PL204]'
    )


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


PROVIDED = '[[tool.dynamic-metadata]]\nprovider = "plugin_loader.dynamic_metadata"'
OTHERS = '[[tool.dynamic-metadata]]\nprovider = "dynamic_metadata.regex"\n'


def test_provider_not_set_up(tmp_path):
    """Where the build backend understands providers, there are two ways; each is enough."""
    text = pyproject("scikit-build-core", "scikit_build_core.build", tables=OTHERS)
    status, errors = run(tmp_path, text)
    assert status == 1
    assert errors[0] == (
        "error: scikit-build-core does not fill in the entry points: add [[tool.dynamic-metadata]] with "
        'provider = "plugin_loader.dynamic_metadata" to pyproject.toml; '
        "or just run `plugin-loader sync` instead [PL202]"
    )
    assert [error.partition(":")[2] for error in errors[1:]] == [
        ' project.dynamic does not list "entry-points": add it [PL203]',
        (
            " python-plugin-loader will not be installed when the project is built: "
            'add "python-plugin-loader" to build-system.requires [PL204]'
        ),
    ]
    text = pyproject("", "scikit_build_core.build", OURS, 'dynamic = ["entry-points"]', f"{OTHERS}{PROVIDED}")
    assert run(tmp_path, text) == (0, [])
    assert main(["sync", str(tmp_path)], io.StringIO(), err := io.StringIO()) == 2
    assert err.getvalue() == "[tool.dynamic-metadata] makes the build fill in the entry points: nothing to sync\n"


def test_provider_of_a_backend_that_nobody_knows(tmp_path):
    """Whoever names the provider knows that the build backend understands it, unless it is known not to."""
    given = ('dynamic = ["entry-points"]', f"{PROVIDED}\nexclude = []")
    assert run(tmp_path, pyproject("someones", "someones.build", OURS, *given)) == (0, [])
    _, (error,) = run(tmp_path, pyproject("someones", "someones.build", "requires = []", *given))
    assert error.endswith('add "python-plugin-loader" to build-system.requires [PL204]')
    _, (error,) = run(tmp_path, pyproject("uv_build", "uv_build", OURS, *given))
    assert error == "error: uv_build has no hook that fills in entry points: run `plugin-loader sync` [PL201]"


def test_faults_of_the_provider(tmp_path):
    """Its table is checked as that of every build backend."""
    text = pyproject("", "scikit_build_core.build", OURS, 'dynamic = ["entry-points"]', f"{PROVIDED}\nexclud = []")
    write_tree(tmp_path, {"pyproject.toml": text})
    assert main(["discover", str(tmp_path)], io.StringIO(), err := io.StringIO()) == 2
    assert err.getvalue() == "tool.dynamic-metadata.exclud is not a known key; did you mean 'exclude'?\n"
    write_tree(tmp_path, {"pyproject.toml": text.replace('dynamic = ["entry-points"]', "").replace("exclud = []", "")})
    write_tree(tmp_path, {"src": {"my_app": {"__init__.py": SOURCE}}})
    assert main(["discover", str(tmp_path)], io.StringIO(), err := io.StringIO()) == 2
    assert err.getvalue().startswith('tool.dynamic-metadata needs "entry-points" in project.dynamic')


@pytest.mark.parametrize(("name", "backend"), [("hatchling", "hatchling.build"), ("uv_build", "uv_build")])
@pytest.mark.parametrize("change", [("my_app:A", "my_app:B"), ('a = "my_app:A"', "")])
def test_synced_before(tmp_path, name, backend, change):
    """What has been synced is to be synced again, whatever the build backend could do."""
    assert run(tmp_path, pyproject(name, backend))[0] == 1
    assert main(["sync", str(tmp_path)], io.StringIO(), io.StringIO()) == 0
    synced = (tmp_path / "pyproject.toml").read_text()
    assert run(tmp_path, synced) == (0, [])
    old = "error: the entry points in pyproject.toml no longer match the source: run `plugin-loader sync` [PL206]"
    assert run(tmp_path, synced.replace(*change)) == (1, [old])


def test_synced_plugin_is_gone(tmp_path):
    """An entry point whose plugin is gone is one too many, even if it stands there as it was written."""
    more = f"{SOURCE}class B(A):\n    name = 'b'\n"
    write_tree(
        tmp_path, {"pyproject.toml": pyproject("uv_build", "uv_build"), "src": {"my_app": {"__init__.py": more}}}
    )
    assert main(["sync", str(tmp_path)], io.StringIO(), io.StringIO()) == 0
    status, (error,) = run(tmp_path, (tmp_path / "pyproject.toml").read_text())
    assert status == 1
    assert error.endswith("no longer match the source: run `plugin-loader sync` [PL206]")


def test_no_hook(tmp_path):
    """Where the build backend has no hook, there is another command; once that has run, all is well."""
    text = pyproject("uv_build", "uv_build")
    assert run(tmp_path, text) == (
        1,
        ["error: uv_build has no hook that fills in entry points: run `plugin-loader sync` [PL201]"],
    )
    assert main(["sync", str(tmp_path)], io.StringIO(), io.StringIO()) == 0
    assert run(tmp_path, (tmp_path / "pyproject.toml").read_text()) == (0, [])


def test_called_from_elsewhere(tmp_path, monkeypatch):
    """The command to run is the one that works from here."""
    text = pyproject("uv_build", "uv_build")
    _, (error,) = run(tmp_path / "packages" / "my app", text)
    assert error.endswith(": run `plugin-loader sync 'packages/my app'` [PL201]")
    monkeypatch.chdir("/")
    _, (error,) = run(tmp_path, text)
    assert error.endswith(f"{tmp_path.name}` [PL201]")


def test_workspace(tmp_path):
    """The root of a workspace has no plugins; its members may have some."""
    run(tmp_path / "packages" / "one", pyproject("uv_build", "uv_build"))
    write_tree(tmp_path, {"pyproject.toml": '[tool.uv.workspace]\nmembers = ["packages/*"]\n'})
    for command in ("discover", "sync"):
        assert main([command, str(tmp_path)], io.StringIO(), err := io.StringIO()) == 2
        assert err.getvalue() == "this is a workspace, not a project; name one of its members: packages/one\n"


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


def look(tmp_path, monkeypatch, requires, source=USER, config="", tables=""):
    """Discover the plugins of a project for ``zz-app``, which is installed here, and gives the errors."""
    site = tmp_path / "site"
    distribution(site, "zz-app", **{"zz_app.py": API})
    distribution(site, "zz-kit", ["zz-app", "zz-none; extra == 'more'", "zz-kit[more]"])
    monkeypatch.syspath_prepend(str(site))
    ours = f"[tool.hatch.metadata.hooks.plugin-loader]\n{config}"
    dynamic = "" if tables else 'dynamic = ["entry-points"]'
    text = pyproject("hatchling", "hatchling.build", requires, dynamic, tables or ours)
    write_tree(tmp_path / "project", {"pyproject.toml": text, "src": {"my_app": {"__init__.py": source}}})
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


def test_base_of_what_is_written_by_hand(tmp_path, monkeypatch):
    """An entry point that stands in the file is found by nobody, so that nobody needs to see its base."""
    tables = '[project.entry-points."my.ns"]\na = "my_app:A"\n[tool.plugin-loader.synced]\n"my.ns" = ["a"]'
    for table in (tables, tables.partition("[tool.")[0]):
        assert look(tmp_path, monkeypatch, 'requires = ["{0}"]', tables=table) == []
