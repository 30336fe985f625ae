"""Which modules and which configuration a folder on the command line stands for."""

import sys

import pytest

from plugin.cli.project import HOSTS, Host, read_project
from plugin.exceptions import ConfigError
from toys import write_tree

HATCH = "tool.hatch.metadata.hooks.plugin-loader"
PDM = "tool.pdm.build.hooks.plugin-loader"
SETUPTOOLS = "tool.plugin-loader"
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
    """An environment in which no build backend can be asked."""
    monkeypatch.setattr(Host, "is_installed", lambda _: False)


def test_folder_of_packages(read, tmp_path):
    """A folder that is no project is taken as a folder on sys.path."""
    project = read({"sample": {"__init__.py": "", "more.py": ""}, "single.py": ""})
    assert list(project.tree.modules) == ["sample", "sample.more", "single"]
    assert project.rule == f"below {tmp_path}"
    assert project.config.key == "tool.plugin-loader"


@pytest.mark.parametrize(
    ("backend", "key", "host"),
    [
        ("hatchling.build", HATCH, "hatchling"),
        ("pdm.backend", PDM, "pdm-backend"),
        ("setuptools.build_meta", SETUPTOOLS, "setuptools"),
    ],
)
def test_host_is_asked(read, backend, key, host):
    """What the build backend puts into the wheel is looked at, and its table for us is the configuration."""
    table = f'[{key}]\nexclude = ["sample.more"]'
    project = read(SRC, pyproject_toml=pyproject(table, backend=backend))
    assert list(project.tree.modules) == ["sample", "sample.more"]
    assert [source.shown for source in project.tree.modules.values()] == [
        "src/sample/__init__.py",
        "src/sample/more.py",
    ]
    assert (project.config.key, project.config.exclude) == (key, ("sample.more",))
    assert project.rule == f"that {host} puts into the wheel"


def test_setup_py(read):
    """A setup.py is not run: where it alone says what ships, the layout is looked at; else setuptools is asked."""
    project = read(SRC, setup_py="raise SystemExit")
    assert list(project.tree.modules) == ["sample", "sample.more"]
    assert project.rule == "below src, because only its setup.py says what ships"
    assert project.host is None
    project = read(SRC, setup_py="raise SystemExit", pyproject_toml=pyproject(backend="setuptools.build_meta"))
    assert project.rule == "that setuptools puts into the wheel, unless setup.py says otherwise"


def test_setup_cfg(read):
    """A setup.cfg tells setuptools what ships."""
    setup_cfg = "[metadata]\nname = x\nversion = 1\n[options]\npackages = lib\npackage_dir =\n    lib = src/sample\n"
    project = read(SRC, setup_cfg=setup_cfg)
    assert list(project.tree.modules) == ["lib", "lib.more"]
    assert project.rule == "that setuptools puts into the wheel"


@pytest.mark.parametrize("backend", ["hatchling.build", "pdm.backend"])
def test_table_of_setuptools(read, backend):
    """Under another build backend the table of setuptools is the configuration, but nothing is filled in."""
    project = read(SRC, pyproject_toml=pyproject('[tool.plugin-loader]\nexclude = ["x"]', backend=backend))
    assert project.config.exclude == ("x",)
    assert project.host is None
    project.check()


STATIC = '[project.entry-points.g]\nmine = "sample:mine"'


@pytest.mark.parametrize(
    ("backend", "key"), [("hatchling.build", HATCH), ("pdm.backend", PDM), ("setuptools.build_meta", SETUPTOOLS)]
)
@pytest.mark.parametrize("installed", [True, False])
def test_not_dynamic(read, backend, key, installed, request):
    """What is not dynamic is refused as a build refuses it, whether or not its backend is there."""
    if not installed:
        request.getfixturevalue("no_host")
    static_only = pyproject(f"[{key}]", STATIC, backend=backend).replace('dynamic = ["entry-points"]', "")
    project = read(SRC, pyproject_toml=static_only)
    assert project.static == {"g": {"mine": "sample:mine"}}
    with pytest.raises(ConfigError) as caught:
        project.check()
    assert str(caught.value) == f'{key} needs "entry-points" in project.dynamic, because it fills in that field'


@pytest.mark.parametrize(
    ("backend", "key"), [("hatchling.build", HATCH), ("pdm.backend", PDM), ("setuptools.build_meta", SETUPTOOLS)]
)
def test_static_and_dynamic(read, backend, key):
    """Static entries beside dynamic ones are refused where the build backend refuses them, in the same words."""
    text = pyproject(f"[{key}]", STATIC, backend=backend)
    if backend == "setuptools.build_meta":
        with pytest.raises(ConfigError, match=r"^setuptools accepts .*move the entries from project\.entry-points to"):
            read(SRC, pyproject_toml=text)
        return
    project = read(SRC, pyproject_toml=text)
    if backend == "pdm.backend":
        project.check()
    else:
        with pytest.raises(ConfigError, match=rf"move the entries from project\.entry-points to {key}\.entry-points$"):
            project.check()


def test_entry_points_in_other_files(read):
    """Entry points by hand are seen in every file that setuptools reads them from."""
    dynamic = '[tool.setuptools.dynamic]\nentry-points = {file = ["hand.txt"]}\n[tool.plugin-loader]\n'
    text = pyproject(dynamic, backend="setuptools.build_meta")
    assert read(SRC, pyproject_toml=text, hand_txt="[g]\nmine = sample:mine\n").static == {"g": {"mine": "sample:mine"}}
    cfg = "[metadata]\nname = x\n[options.entry_points]\ng =\n    cfg = sample:cfg\n"
    assert read(SRC, pyproject_toml="", hand_txt="", setup_cfg=cfg).static == {"g": {"cfg": "sample:cfg"}}


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
    assert project.rule == "below src, because hatchling is not installed here and cannot say what ships"


@pytest.mark.parametrize("backend", ["hatchling.build", "pdm.backend", "setuptools.build_meta"])
def test_requires_python(read, backend):
    """Which versions of Python the project supports is known, whoever is asked what ships."""
    lines = pyproject(backend=backend).replace('version = "1"', 'version = "1"\nrequires-python = ">=3.11"')
    assert read(SRC, pyproject_toml=lines).tree.requires_python == ">=3.11"
    assert read(SRC, pyproject_toml=pyproject(backend=backend)).tree.requires_python == ""


@pytest.mark.usefixtures("no_host")
def test_flat_layout(read):
    """Without src, the packages of the project folder count, and the module of its name; tests and scripts do not."""
    tree = {
        "sample.py": "",
        "setup.py": "",
        "sample_cli": {"__init__.py": "", "sub": {"__init__.py": "", "a.py": ""}},
        "scratch": {"notes.py": ""},
        "tests": SRC["tests"],
    }
    project = read(
        tree,
        pyproject_toml=pyproject('[tool.plugin-loader]\nexclude = ["x"]', backend="mesonpy").replace(
            "sample", "Sample"
        ),
    )
    assert list(project.tree.modules) == ["sample", "sample_cli", "sample_cli.sub", "sample_cli.sub.a"]
    assert project.tree.modules["sample_cli.sub.a"].shown == "sample_cli/sub/a.py"
    assert project.config.exclude == ("x",)
    assert project.rule == "in the packages of the project folder"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[project", "pyproject.toml is not valid TOML: "),
        (b"name = '\xff'", "pyproject.toml is not valid TOML: "),
        ("[tool.plugin-loader]\nexlude = []", "tool.plugin-loader.exlude is not a known key; did you mean 'exclude'?"),
        ("[tool]\nplugin-loader = 1", "tool.plugin-loader must be a table, not a number"),
        (pyproject("[project.entry-points]\na = 1"), "project.entry-points.a must be a table, not a number"),
        (
            pyproject("[tool.setuptools]\npackages = 1", backend="setuptools.build_meta"),
            "setuptools cannot determine which files go into the wheel: ",
        ),
        (
            pyproject("[tool.hatch.build.targets.wheel]\npackages = 1"),
            "hatchling cannot determine which files go into the wheel: ",
        ),
        (
            pyproject('[tool.pdm.build]\npackage-dir = 1\nincludes = ["src"]', backend="pdm.backend"),
            "pdm-backend cannot determine which files go into the wheel: ",
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
