from pathlib import Path

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


def stops(context):
    """:return: what the user is told"""
    with pytest.raises(SystemExit) as caught:
        hooks.pdm_build_initialize(context)
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


@pytest.mark.parametrize("builder", [WheelBuilder, EditableBuilder, SdistBuilder])
def test_initialize(context, builder):
    """Whatever is built, the entry points of the wheel are filled in, and are dynamic no more."""
    build = context(builder=builder)
    hooks.pdm_build_initialize(build)
    assert build.config.metadata["entry-points"] == FOUND
    assert build.config.metadata["dynamic"] == []
    build.config.validate()


def test_again(context):
    """Running twice changes nothing."""
    build = context()
    hooks.pdm_build_initialize(build)
    once = repr(build.config.data)
    hooks.pdm_build_initialize(build)
    assert repr(build.config.data) == once


def test_nothing_is_written(context, tmp_path):
    """Asking pdm-backend for the files leaves no trace in the project."""
    build = context()
    before = sorted(tmp_path.rglob("*"))
    hooks.pdm_build_initialize(build)
    assert sorted(tmp_path.rglob("*")) == before


def test_other_hooks_stay_asleep(context, tmp_path):
    """Asking pdm-backend for the files calls no hook of the project."""
    write_tree(
        tmp_path / "project", {"pdm_build.py": "def pdm_build_update_files(context, files):\n    raise OSError\n"}
    )
    build = context()
    hooks.pdm_build_initialize(build)
    assert build.config.metadata["entry-points"] == FOUND


@pytest.mark.parametrize("dynamic", ["", "dynamic = []"])
@pytest.mark.parametrize("static", ["", '[project.entry-points.sample]\nother = "sample:other"'])
def test_not_dynamic(context, dynamic, static):
    """Entry points that are not dynamic are refused, unless they hold already what would be filled in."""
    pyproject = PYPROJECT.replace('dynamic = ["entry-points"]', f"{dynamic}\n{static}")
    assert stops(context(pyproject)) == f'{KEY} needs "entry-points" in project.dynamic, because it fills in that field'


def test_filled_in_already(context):
    """A project from an sdist has the entry points as static ones, and they are right."""
    static = '[project.entry-points.sample]\nsome = "sample.plugins:Some"'
    build = context(PYPROJECT.replace('dynamic = ["entry-points"]', static))
    hooks.pdm_build_initialize(build)
    assert build.config.metadata["entry-points"] == FOUND
    assert "dynamic" not in build.config.metadata


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
    hooks.pdm_build_initialize(build)
    captured = capsys.readouterr()
    assert build.config.metadata["entry-points"] == FOUND
    assert captured.err.startswith("plugin-loader: src/sample/other.py:")
    assert captured.out == ""


def test_changes_of_an_earlier_hook(context):
    """What a hook before ours has changed in the configuration counts."""
    build = context(package={"other.py": PLUGIN})
    build.config.data["tool"]["pdm"]["build"]["excludes"] = ["src/sample/other.py"]
    hooks.pdm_build_initialize(build)
    assert build.config.metadata["entry-points"] == FOUND


def test_requires_python(context, tmp_path):
    """What the project says of the versions of Python that it supports decides conditions on the version."""
    pyproject = PYPROJECT.replace('version = "1"', 'version = "1"\n    requires-python = ">=3.10"')
    build = context(pyproject, package={"plugins.py": VERSIONED})
    hooks.pdm_build_initialize(build)
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
    with pytest.raises(ConfigError, match=r"^pdm-backend cannot tell which files the wheel will hold: .*project\.name"):
        build_hook.source_tree(str(tmp_path))
