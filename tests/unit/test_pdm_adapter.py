import zipfile
from pathlib import Path
from textwrap import dedent

import pytest
from pdm.backend.editable import EditableBuilder
from pdm.backend.sdist import SdistBuilder
from pdm.backend.wheel import WheelBuilder

from pdm_plugin_loader import build_hook, hooks
from plugin.exceptions import ConfigError
from toys import FOUND, PLUGIN, UNDECIDABLE, VERSIONED, pyproject, write_tree

KEY = "tool.pdm.build.hooks.plugin-loader"
PYPROJECT = pyproject(KEY)


@pytest.fixture
def context(sample, tmp_path):
    """Makes the context of a build, in the project's folder, where pdm-backend builds."""
    builders = []

    def context(pyproject=PYPROJECT, package=(), builder=WheelBuilder):
        builders.append(builder(sample(pyproject, package)).__enter__())
        return builders[-1].build_context(tmp_path / "dist")

    yield context
    for builder in builders:
        builder.__exit__()


def fill_in(context):
    """Call the hook, and ask for the metadata, as pdm-backend does when all hooks have run."""
    hooks.pdm_build_initialize(context)
    context.config.validate()


def stops(context):
    """:return: what the user is told"""
    with pytest.raises(SystemExit) as caught:
        fill_in(context)
    heading, _, message = caught.value.code.partition("\n")
    assert heading == "plugin-loader cannot fill in the entry points:"
    return message


@pytest.mark.parametrize(
    ("pyproject", "enabled"),
    [
        (PYPROJECT, True),
        (PYPROJECT.replace(f"[{KEY}]", "[tool.pdm.build.hooks]\nplugin-loader = 3"), True),
        (PYPROJECT.replace(f"[{KEY}]", '[tool.pdm.build]\nhooks = ["plugin-loader"]'), True),
        (PYPROJECT.replace(f"[{KEY}]", '[tool.pdm.build]\nhooks = "plugin-loader"'), True),
        (PYPROJECT.replace(f"[{KEY}]", "[tool.pdm.build]\nhooks = 3"), False),
        (PYPROJECT.replace(f"[{KEY}]", ""), False),
        (PYPROJECT.replace(f"[{KEY}]", "[tool.pdm.build.hooks.other]"), False),
    ],
)
def test_enabled(context, pyproject, enabled):
    """The hook wakes for projects that have its table, empty or wrong as it may be, and for no other."""
    assert hooks.pdm_build_hook_enabled(context(pyproject)) is enabled


@pytest.mark.parametrize("builder", [WheelBuilder, EditableBuilder])
def test_initialize(context, builder):
    """The entry points of the wheel are filled in when the metadata are asked for, and are dynamic no more."""
    build = context(builder=builder)
    hooks.pdm_build_initialize(build)
    assert "entry-points" not in build.config.metadata
    metadata = build.config.validate()
    assert metadata.entrypoints == build.config.metadata["entry-points"] == FOUND
    assert build.config.metadata["dynamic"] == []


def test_sdist(context):
    """A source distribution keeps what its author has written, so that what is built from it goes by its sources."""
    build = context(builder=SdistBuilder)
    before = repr(build.config.data)
    fill_in(build)
    assert repr(build.config.data) == before


def test_faults_of_an_sdist(context, tmp_path):
    """What is wrong with the sources is told, unless a hook of the project may write what is missing."""
    assert stops(context(builder=SdistBuilder, package={"other.py": UNDECIDABLE})).startswith("src/sample/other.py:")
    write_tree(tmp_path / "project", {"pdm_build.py": ""})
    fill_in(context(builder=SdistBuilder, package={"other.py": UNDECIDABLE}))


def test_again(context):
    """Asking twice changes nothing."""
    build = context()
    fill_in(build)
    once = repr(build.config.data)
    build.config.validate()
    assert repr(build.config.data) == once


def test_nothing_is_written(context, tmp_path):
    """Asking pdm-backend for the files leaves no trace in the project."""
    build = context()
    before = sorted(tmp_path.rglob("*"))
    fill_in(build)
    assert sorted(tmp_path.rglob("*")) == before


def test_other_hooks_stay_asleep(context, tmp_path):
    """Asking pdm-backend for the files calls no hook of the project."""
    write_tree(
        tmp_path / "project", {"pdm_build.py": "def pdm_build_update_files(context, files):\n    raise OSError\n"}
    )
    build = context()
    fill_in(build)
    assert build.config.metadata["entry-points"] == FOUND


WRITES = """
    PLUGIN = {plugin!r}

    def pdm_build_initialize(context):
        {initialize}

    def pdm_build_update_files(context, files):
        {update}
"""
IN_THE_BUILD_FOLDER = """folder = context.ensure_build_dir() / "sample"
        folder.mkdir(exist_ok=True)
        (folder / "written.py").write_text(PLUGIN)"""
IN_THE_SOURCE = '(context.root / "src/sample/written.py").write_text(PLUGIN)'
ELSEWHERE = """path = context.ensure_build_dir() / "written.txt"
        path.write_text(PLUGIN)
        files["sample/written.py"] = path
        if context.target == "wheel":
            del files["sample/left_out.py"]"""


@pytest.mark.parametrize(
    ("initialize", "update", "names"),
    [
        (IN_THE_BUILD_FOLDER, "pass", ["left out", "some", "written"]),
        (IN_THE_SOURCE, "pass", ["left out", "some", "written"]),
        ("pass", ELSEWHERE, ["some", "written"]),
    ],
)
@pytest.mark.parametrize("prepared", [False, True])
def test_written_by_a_hook(sample, tmp_path, monkeypatch, initialize, update, names, prepared):
    """What the hook of the project writes and takes away counts, in the first wheel as in the second."""
    monkeypatch.setattr(WheelBuilder, "hooks", [*WheelBuilder.hooks, hooks])
    written, left_out = (dedent(PLUGIN).replace('"some"', f'"{name}"') for name in ("written", "left out"))
    script = WRITES.format(plugin=written, initialize=initialize, update=update)
    project = sample(PYPROJECT, {"left_out.py": left_out})
    write_tree(project, {"pdm_build.py": script})
    for _ in range(2):
        metadata = None
        if prepared:
            with WheelBuilder(project) as builder:
                metadata = builder.prepare_metadata(str(tmp_path))
        with WheelBuilder(project) as builder:
            wheel = builder.build(str(tmp_path), metadata_directory=metadata)
        with zipfile.ZipFile(wheel) as archive:
            lines = archive.read("sample-1.dist-info/entry_points.txt").decode().splitlines()
        assert [line.partition(" = ")[0] for line in lines if "=" in line] == names


def test_written_for_an_editable(sample, tmp_path, monkeypatch):
    """An editable installation has the entry points of what it leads to, and of what it holds."""
    monkeypatch.setattr(EditableBuilder, "hooks", [*EditableBuilder.hooks, hooks])
    script = WRITES.format(plugin=dedent(PLUGIN).replace('"some"', '"written"'), initialize="pass", update=ELSEWHERE)
    project = sample(PYPROJECT)
    write_tree(project, {"pdm_build.py": script})
    with EditableBuilder(project) as builder:
        wheel = builder.build(str(tmp_path))
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read("sample-1.dist-info/entry_points.txt").decode()
    assert "some = sample.plugins:Some\nwritten = sample.written:Some\n" in text


@pytest.mark.parametrize("dynamic", ["", "dynamic = []"])
@pytest.mark.parametrize("static", ["", '[project.entry-points.sample]\nother = "sample:other"'])
def test_not_dynamic(context, dynamic, static):
    """Entry points that are not dynamic are refused."""
    pyproject = PYPROJECT.replace('dynamic = ["entry-points"]', f"{dynamic}\n{static}")
    assert stops(context(pyproject)) == f'{KEY} needs "entry-points" in project.dynamic, because it fills in that field'


def test_no_longer_a_plugin(context, tmp_path):
    """What is no plugin any more when the metadata are asked for again has no entry point."""
    build = context()
    fill_in(build)
    (tmp_path / "project/src/sample/plugins.py").write_text("")
    build.config.validate()
    assert build.config.metadata["entry-points"] == {}


def test_faulty_table(context):
    """The faults of the table are told with its full key."""
    assert stops(context(PYPROJECT + "includes = []")) == f"{KEY}.includes is not a known key; did you mean 'include'?"
    pyproject = PYPROJECT.replace(f"[{KEY}]", "[tool.pdm.build.hooks]\nplugin-loader = 3")
    assert stops(context(pyproject)) == f"{KEY} must be a table, not a number"
    pyproject = PYPROJECT.replace(f"[{KEY}]", '[tool.pdm.build]\nhooks = ["plugin-loader"]')
    assert stops(context(pyproject)) == f"{KEY} must be a table, not a list"


def test_faulty_source(context):
    """The faults of the source are told with their places."""
    assert stops(context(package={"others.py": PLUGIN})).startswith("src/sample/plugins.py:4: ")


def test_warnings(context, capsys):
    """What fails nothing goes to stderr, for stdout may belong to a front end."""
    build = context(PYPROJECT + 'on-undecided = "warn"', package={"other.py": UNDECIDABLE})
    fill_in(build)
    build.config.validate()
    captured = capsys.readouterr()
    assert build.config.metadata["entry-points"] == FOUND
    assert captured.err.startswith("plugin-loader: src/sample/other.py:")
    assert captured.err.count("plugin-loader:") == 1
    assert captured.out == ""


def test_changes_of_an_earlier_hook(context):
    """What a hook before ours has changed in the configuration counts."""
    build = context(package={"other.py": PLUGIN})
    build.config.data["tool"]["pdm"]["build"]["excludes"] = ["src/sample/other.py"]
    fill_in(build)
    assert build.config.metadata["entry-points"] == FOUND


def test_requires_python(context, tmp_path):
    """What the project says of the versions of Python that it supports decides conditions on the version."""
    pyproject = PYPROJECT.replace('version = "1"', 'version = "1"\n    requires-python = ">=3.10"')
    build = context(pyproject, package={"plugins.py": VERSIONED})
    fill_in(build)
    assert build.config.metadata["entry-points"] == FOUND
    assert build_hook.source_tree(str(tmp_path / "project")).requires_python == ">=3.10"


def test_source_tree(tmp_path):
    """pdm-backend can be asked which modules ship, from anywhere and without a build."""
    write_tree(tmp_path, {"pyproject.toml": PYPROJECT, "src": {"sample": {"__init__.py": "", "plugins.py": PLUGIN}}})
    folder = Path.cwd()
    assert sorted(build_hook.source_tree(str(tmp_path)).modules) == ["sample", "sample.plugins"]
    assert Path.cwd() == folder
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pyproject.toml", "src"]


def test_source_tree_of_a_faulty_project(tmp_path):
    """What pdm-backend has to say against the project is passed on."""
    write_tree(tmp_path, {"pyproject.toml": "[project]\nname = 1\n"})
    with pytest.raises(ConfigError, match=r"^pdm-backend cannot determine which files .*: .*project\.name"):
        build_hook.source_tree(str(tmp_path))
