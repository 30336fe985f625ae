"""Which modules and which configuration a folder on the command line stands for."""

import sys

import pytest

from plugin.cli import project as cli_project
from plugin.cli.project import HOSTS, Host, read_project
from plugin.exceptions import ConfigError
from toys import write_tree

HATCH = "tool.hatch.metadata.hooks.plugin-loader"
PDM = "tool.pdm.build.hooks.plugin-loader"
SRC = {"src": {"sample": {"__init__.py": "", "more.py": ""}}, "tests": {"__init__.py": "", "test_sample.py": ""}}


def pyproject(*tables, backend="hatchling.build"):
    lines = ["[build-system]", f'build-backend = "{backend}"', "[project]", 'name = "sample"', 'version = "1"']
    return "\n".join([*lines, 'dynamic = ["entry-points"]', *tables])


@pytest.fixture
def read(tmp_path):
    """A function that writes a project, and reads it."""

    def read(tree, **files):
        write_tree(tmp_path, tree | {name.replace("_", "."): text for name, text in files.items()})
        return read_project(str(tmp_path))

    return read


@pytest.fixture
def no_host(monkeypatch):
    """An environment in which no build backend is installed: those that are asked for have other names."""
    monkeypatch.setattr(cli_project, "HOSTS", tuple(host._replace(package=f"{host.package}.no") for host in HOSTS))


def test_folder_of_packages(read, tmp_path):
    """A folder that is no project is taken as a folder on sys.path."""
    project = read({"sample": {"__init__.py": "", "more.py": ""}, "single.py": ""})
    assert list(project.tree.modules) == ["sample", "sample.more", "single"]
    assert project.rule == f"below {tmp_path}"
    assert project.config.key == "tool.plugin-loader"


@pytest.mark.parametrize(("backend", "key"), [("hatchling.build", HATCH), ("pdm.backend", PDM)])
def test_host_is_asked(read, backend, key):
    """What the build backend puts into the wheel is looked at, and its table for us is the configuration."""
    table = f'[{key}]\nexclude = ["sample.more"]'
    project = read(SRC, pyproject_toml=pyproject(table, backend=backend))
    assert list(project.tree.modules) == ["sample", "sample.more"]
    assert [source.shown for source in project.tree.modules.values()] == [
        "src/sample/__init__.py",
        "src/sample/more.py",
    ]
    assert (project.config.key, project.config.exclude) == (key, ("sample.more",))
    assert project.rule == f"that {backend.replace('.build', '').replace('.', '-')} puts into the wheel"


def test_host_without_a_table(read):
    """A project that only names its build backend is looked at as that ships it."""
    project = read(SRC, pyproject_toml=pyproject())
    assert project.rule == "that hatchling puts into the wheel"
    assert project.config.key == "tool.plugin-loader"


def test_hatch_toml(read):
    """A table in hatch.toml goes before that in pyproject.toml."""
    project = read(
        SRC,
        pyproject_toml=pyproject(f'[{HATCH}]\nexclude = ["a"]'),
        hatch_toml='[metadata.hooks.plugin-loader]\nexclude = ["b"]',
    )
    assert (project.config.key, project.config.exclude) == ("hatch.toml: metadata.hooks.plugin-loader", ("b",))


def test_table_of_the_backend_goes_first(read):
    """Of the tables for several build backends, that of the backend in use counts."""
    tables = f'[{HATCH}]\nexclude = ["a"]', f'[{PDM}]\nexclude = ["b"]'
    assert read(SRC, pyproject_toml=pyproject(*tables)).config.exclude == ("a",)
    assert read(SRC, pyproject_toml=pyproject(*tables, backend="pdm.backend")).config.exclude == ("b",)


@pytest.mark.usefixtures("no_host")
def test_src_layout(read):
    """Where the build backend cannot be asked, the modules are those below src, and that is said."""
    project = read(SRC, pyproject_toml=pyproject(f'[{HATCH}]\nexclude = ["sample.more"]'))
    assert list(project.tree.modules) == ["sample", "sample.more"]
    assert project.config.exclude == ("sample.more",)
    assert project.rule == "below src, for hatchling is not installed here to be asked what ships"


@pytest.mark.parametrize("backend", ["hatchling.build", "pdm.backend", "setuptools.build_meta"])
def test_requires_python(read, backend):
    """Which versions of Python the project supports is known, whoever is asked what ships."""
    lines = pyproject(backend=backend).replace('version = "1"', 'version = "1"\nrequires-python = ">=3.11"')
    assert read(SRC, pyproject_toml=lines).tree.requires_python == ">=3.11"
    assert read(SRC, pyproject_toml=pyproject(backend=backend)).tree.requires_python == ""


def test_flat_layout(read):
    """Without src, the packages of the project folder count, and the module of its name; tests and scripts do not."""
    tree = {
        "sample.py": "",
        "setup.py": "",
        "sample_cli": {"__init__.py": "", "sub": {"__init__.py": "", "a.py": ""}},
        "scratch": {"notes.py": ""},
        "tests": SRC["tests"],
    }
    project = read(tree, pyproject_toml='[project]\nname = "Sample"\n[tool.plugin-loader]\nexclude = ["x"]')
    assert list(project.tree.modules) == ["sample", "sample_cli", "sample_cli.sub", "sample_cli.sub.a"]
    assert project.tree.modules["sample_cli.sub.a"].shown == "sample_cli/sub/a.py"
    assert project.config.exclude == ("x",)
    assert project.rule == "in the packages of the project folder"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[project", "pyproject.toml is no valid TOML: "),
        (b"name = '\xff'", "pyproject.toml is no valid TOML: "),
        ("[tool.plugin-loader]\nexlude = []", "tool.plugin-loader.exlude is not a known key; did you mean 'exclude'?"),
        ("[tool]\nplugin-loader = 1", "tool.plugin-loader must be a table, not a number"),
        (pyproject("[tool.hatch.build.targets.wheel]\npackages = 1"), "hatchling cannot tell which files the wheel "),
        (
            pyproject('[tool.pdm.build]\npackage-dir = 1\nincludes = ["src"]', backend="pdm.backend"),
            "pdm-backend cannot tell which files the wheel ",
        ),
    ],
)
def test_faults(read, text, message):
    """A fault of the configuration is told with its place."""
    with pytest.raises(ConfigError, match=f"^{message.replace('?', '[?]')}"):
        read(SRC, pyproject_toml=text)


@pytest.mark.skipif(sys.version_info >= (3, 11), reason="Python reads TOML by itself from 3.11 on")
def test_no_tomli(read, monkeypatch):
    """Without a reader for TOML, it is said which extra has one."""
    monkeypatch.setitem(sys.modules, "tomli", None)
    with pytest.raises(ConfigError, match=r"python-plugin-loader\[cli\]"):
        read(SRC, pyproject_toml=pyproject())


def test_installed_or_not():
    """A build backend that is not there is not asked, also if the package that it would lie in is not."""
    assert HOSTS[0].is_installed()
    assert not Host("none", "no_such_package.backend", "tool.none", "none").is_installed()
