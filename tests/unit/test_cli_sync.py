"""What `plugin-loader sync` writes, and what it leaves alone."""

import io
import os
import sys

import pytest

from plugin.cli import main
from plugin.discovery.pyproject import parse_toml
from toys import write_tree

PYPROJECT = """\
# what everybody should know
[build-system]
requires = ["uv_build>=0.9,<1"]   # as `uv init` has it
build-backend = "uv_build"

[project]
name = "my-app"
version = "1.0"  # the first

[project.entry-points."my.faces"]
smile = "my_app:Smile"  # by hand
"""
SOURCE = """\
from plugin import Plugin

class Face(Plugin):
    namespace = "my.faces"

class A(Face):
    name = "a"

class B(Face):
    name = "b"
"""
SYNCED = """\
smile = "my_app:Smile"  # by hand
a = "my_app:A"
b = "my_app:B"

[tool.plugin-loader.synced]
"my.faces" = ["a", "b"]
"""


@pytest.fixture
def project(tmp_path):
    write_tree(tmp_path, {"pyproject.toml": PYPROJECT, "src": {"my_app": {"__init__.py": SOURCE}}})
    return tmp_path


def run(folder, *arguments):
    out, err = io.StringIO(), io.StringIO()
    status = main(["sync", str(folder), *arguments], out, err)
    return status, out.getvalue(), err.getvalue()


def text_of(folder):
    return (folder / "pyproject.toml").read_text(encoding="utf-8")


def test_written(project):
    """What is found stands in the file, which is otherwise as it was; doing it again changes nothing."""
    status, out, err = run(project)
    assert (status, err) == (0, "")
    assert out == "+ my.faces: a = my_app:A\n+ my.faces: b = my_app:B\npyproject.toml is updated\n"
    assert text_of(project) == PYPROJECT.replace('smile = "my_app:Smile"  # by hand\n', SYNCED)
    assert run(project) == (0, "pyproject.toml is up to date\n", "")
    assert [path.name for path in project.iterdir() if path.is_file()] == ["pyproject.toml"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_that_follow(project, end):
    """New tables stand apart from those that follow, and leave no trace when they are gone."""
    project_table = '[project]\nname = "my-app"\nversion = "1"\n\n'
    ours, other = "[tool.plugin-loader]\nexclude = []\n\n", '[tool.x]\na = """\n[b]\n"""\n[build-system]\n'
    system = 'requires = []\nbuild-backend = "uv_build"\n'
    before = f"{project_table}{ours}{other}{system}".replace("\n", end)
    (project / "pyproject.toml").write_bytes(before.encode())
    assert run(project)[0] == 0
    entry_points = '[project.entry-points."my.faces"]\na = "my_app:A"\nb = "my_app:B"\n\n'
    synced = '[tool.plugin-loader.synced]\n"my.faces" = ["a", "b"]\n\n'
    after = f"{project_table}{entry_points}{ours}{synced}{other}{system}".replace("\n", end)
    assert (project / "pyproject.toml").read_bytes().decode() == after
    (project / "src" / "my_app" / "__init__.py").write_text("")
    run(project)
    assert (project / "pyproject.toml").read_bytes().decode() == before


def test_comments_behind(project):
    """A comment stays that stands behind entries which go, for it may be on what follows."""
    run(project)
    remark = "\n# on the tests\n[tool.x]\n"
    (project / "pyproject.toml").write_text(
        text_of(project).replace('smile = "my_app:Smile"  # by hand\n', "") + remark
    )
    (project / "src" / "my_app" / "__init__.py").write_text("")
    assert run(project)[0] == 0
    assert text_of(project).endswith(remark)
    assert "my_app:A" not in text_of(project)


def test_inline_tables(project):
    """Entries go into an inline table, if that is where they stand."""
    table = 'entry-points = { "my.faces" = { smile = "my_app:Smile" } }  # by hand\n'
    text = PYPROJECT.partition("\n[project.entry")[0] + table
    (project / "pyproject.toml").write_text(text)
    assert run(project)[0] == 0
    (line,) = [line for line in text_of(project).splitlines() if "by hand" in line]
    assert parse_toml(line.encode(), "")["entry-points"]["my.faces"] == {
        "smile": "my_app:Smile",
        "a": "my_app:A",
        "b": "my_app:B",
    }


def test_dotted_keys(project):
    """A layout that cannot be written to is reported, and the file left alone."""
    keys = 'project.entry-points."my.faces".x = "my_app:X"\nproject.entry-points."other".smile = "my_app:S"\n'
    text = 'project.name = "my-app"\n' + keys + PYPROJECT.partition("[project]")[0]
    source = SOURCE.replace('"a"', '"a"\n    namespace = "another"')
    (project / "pyproject.toml").write_text(text)
    (project / "src" / "my_app" / "__init__.py").write_text(source)
    status, out, err = run(project)
    assert (status, out) == (2, "")
    assert err == (
        "pyproject.toml has a layout that cannot be changed safely: give [project.entry-points] and "
        "[tool.plugin-loader] headers of their own instead of dotted keys\n"
    )
    assert text_of(project) == text


def test_source_changes(project):
    """Plugins that are renamed, moved or gone are followed; what was written by hand stays."""
    run(project)
    source = project / "src" / "my_app" / "__init__.py"
    source.write_text(SOURCE.replace('"b"', '"c"').replace("class A", "class Other"))
    assert run(project)[1].splitlines() == [
        "~ my.faces: a = my_app:Other",
        "- my.faces: b = my_app:B",
        "+ my.faces: c = my_app:B",
        "pyproject.toml is updated",
    ]
    source.write_text("")
    run(project)
    assert text_of(project).strip() == PYPROJECT.strip()


def test_by_hand_goes_first(project):
    """An entry by hand that has the name of a plugin is left as it is, and is nobody's to take out."""
    by_hand = PYPROJECT.replace("smile", "a")
    (project / "pyproject.toml").write_text(by_hand)
    run(project)
    assert 'a = "my_app:Smile"  # by hand\nb = "my_app:B"\n' in text_of(project)
    assert '"my.faces" = ["b"]' in text_of(project)
    (project / "src" / "my_app" / "__init__.py").write_text("")
    run(project)
    assert text_of(project).strip() == by_hand.strip()


def test_check(project):
    """With `--check`, the file is left alone, and what would change is shown as a diff."""
    status, out, _ = run(project, "--check")
    assert status == 1
    assert '+a = "my_app:A"\n+b = "my_app:B"\n' in out
    assert text_of(project) == PYPROJECT
    run(project)
    assert run(project, "--check") == (0, "pyproject.toml is up to date\n", "")


def test_poetry(project):
    """Where a project has Poetry's own table of plugins, they go there."""
    text = '[build-system]\nbuild-backend = "poetry.core.masonry.api"\n[tool.poetry]\nname = "my-app"\nversion = "1"\n'
    (project / "pyproject.toml").write_text(text)
    run(project)
    assert text_of(project).startswith(f'{text}\n[tool.poetry.plugins."my.faces"]\na = "my_app:A"\nb = "my_app:B"\n')
    assert run(project) == (0, "pyproject.toml is up to date\n", "")
    (project / "src" / "my_app" / "__init__.py").write_text("")
    run(project)
    assert text_of(project).strip() == text.strip()


def test_poetry_by_hand(project):
    """What stands in Poetry's table by hand stays as well, and the file is up to date afterwards."""
    system = '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n'
    by_hand = '[tool.poetry.plugins."my.faces"]\na = "my_app:Other"  # by hand\n'
    (project / "pyproject.toml").write_text(f'{system}[project]\nname = "my-app"\nversion = "1"\n{by_hand}')
    assert run(project) == (0, "+ my.faces: b = my_app:B\npyproject.toml is updated\n", "")
    assert f'{by_hand}b = "my_app:B"\n' in text_of(project)
    assert run(project) == (0, "pyproject.toml is up to date\n", "")
    out, err = io.StringIO(), io.StringIO()
    assert main(["discover", str(project)], out, err) == 0, err.getvalue()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            'version = "1.0"',
            'version = "1.0"\ndynamic = ["entry-points"]',
            'remove "entry-points" from project.dynamic',
        ),
        ("[project]", "[project", "pyproject.toml is not valid TOML: "),
        ("uv_build", "flit_core.buildapi\n", "pyproject.toml is not valid TOML: "),
        ('smile = "my_app:Smile"', "smile = 1", "must be an object reference, not a number"),
        ("[project.entry", '[tool.plugin-loader]\nsynced = ["a"]\n[project.entry', "synced must be a table, not "),
        ("[project.entry", "[tool.plugin-loader.synced]\na = 1\n[project.entry", "synced.a must be a list of names"),
        (
            "[project.entry",
            "[tool.plugin-loader]\nmodules = 1\n[project.entry",
            "modules must be a list of paths such ",
        ),
        (
            'requires = ["uv_build>=0.9,<1"] ',
            "requires = 'uv_build'",
            "build-system.requires must be a list, not a string",
        ),
        (
            "[project.entry",
            "[tool.uv]\nbuild-backend = 1\n[project.entry",
            "tool.uv.build-backend must be a table, not a number",
        ),
        (
            "[project.entry",
            "[tool.poetry.plugins]\na = 1\n[project.entry",
            "tool.poetry.plugins.a must be a table, not ",
        ),
        ("[project.entry", '[tool.plugin-loader]\nmodules = [""]\n[project.entry', "modules[0] must be a path, not ''"),
        ("[project.entry", '[tool.plugin-loader]\nmodules = ["x"]\n[project.entry', "found no module that `mod"),
    ],
)
def test_faults(project, before, after, message):
    """Who has made a mistake is told which, and the file is left alone."""
    text = PYPROJECT.replace(before, after)
    (project / "pyproject.toml").write_text(text)
    status, out, err = run(project)
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
    assert text_of(project) == text


def test_build_with_hook(project):
    """A project whose build fills in the entry points has nothing to sync."""
    hook = '[tool.hatch.metadata.hooks.plugin-loader]\n[build-system]\nbuild-backend = "hatchling.build"\n'
    project_table = '[project]\nname = "my-app"\nversion = "1"\ndynamic = ["entry-points"]\n'
    (project / "pyproject.toml").write_text(hook + project_table)
    status, _, err = run(project)
    assert status == 2
    assert err.startswith("[tool.hatch.metadata.hooks.plugin-loader] makes the build fill in the entry points")


def test_undecided(project):
    """If a plugin cannot be decided on, nothing is written."""
    source = SOURCE.replace('"b"', "__import__('os').environ['B']")
    (project / "src" / "my_app" / "__init__.py").write_text(source)
    status, out, err = run(project)
    assert (status, out) == (1, "")
    assert "src/my_app/__init__.py:9: error: the name of plugin my_app:B cannot be read from the source" in err
    assert err.endswith("pyproject.toml is left unchanged\n")
    assert text_of(project) == PYPROJECT


def test_no_project(tmp_path):
    """A folder without a project is said to have none."""
    status, _, err = run(tmp_path)
    assert status == 2
    assert err == f"{tmp_path / 'pyproject.toml'} cannot be read: No such file or directory\n"


def test_no_tomlkit(project, monkeypatch):
    """Who has installed the library alone is told what the command needs."""
    monkeypatch.setitem(sys.modules, "tomlkit", None)
    assert run(project) == (
        2,
        "",
        'writing pyproject.toml requires tomlkit: run `pip install "python-plugin-loader[cli]"`\n',
    )


def test_interrupted(project, monkeypatch):
    """What goes wrong while the file is written leaves the old one, and nothing beside it."""

    def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "replace", fail)
    assert run(project) == (2, "", "the disk is full\n")
    assert text_of(project) == PYPROJECT
    assert [path.name for path in project.iterdir() if path.is_file()] == ["pyproject.toml"]


def test_mode_and_link(project):
    """The file keeps its mode, and a link to it stays a link."""
    real = project / "real.toml"
    (project / "pyproject.toml").rename(real)
    real.chmod(0o640)
    (project / "pyproject.toml").symlink_to(real)
    run(project)
    assert (project / "pyproject.toml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert 'a = "my_app:A"' in real.read_text()


def test_base_class_that_is_not_there(project, tmp_path, monkeypatch):
    """What was synced where a library is installed does not vanish where it is not; new plugins are reported there."""
    write_tree(tmp_path / "site", {"zz_faces.py": SOURCE})
    write_tree(
        project / "src" / "my_app", {"__init__.py": "from zz_faces import Face\nclass C(Face):\n    name = 'c'\n"}
    )
    status, out, err = run(project)
    assert (status, out) == (0, "pyproject.toml is up to date\n")
    assert err.startswith("src/my_app/__init__.py:2: warning: class my_app:C may be a plugin: the source of `zz_faces`")
    with monkeypatch.context() as patch:
        patch.syspath_prepend(str(tmp_path / "site"))
        assert run(project)[:2] == (0, "+ my.faces: c = my_app:C\npyproject.toml is updated\n")
    before = text_of(project)
    status, out, err = run(project)
    assert (status, out) == (1, "")
    assert err.startswith("src/my_app/__init__.py:2: error: class my_app:C may be a plugin: the source of `zz_faces`")
    assert err.endswith("pyproject.toml is left unchanged\n")
    assert text_of(project) == before
