"""`plugin-loader refresh` has editable installations offer what their sources say by now."""

import base64
import hashlib
import io
import os
import sys
from importlib import metadata

import pytest

from editables import ENTRY_POINTS, PYPROJECT, SOURCE, install_editable as install
from plugin.cli import main
from toys import write_tree


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    status = main(["refresh", *arguments], out, err)
    return status, out.getvalue(), err.getvalue()


def test_refreshed(editable_site):
    """Plugins that are added, renamed and gone are followed; scripts stay; RECORD says what the file holds now."""
    source, info = install(editable_site)
    assert run() == (0, "my-app is up to date\n", "")
    source.write_text(SOURCE.replace("'a'", "'b'") + "class C(A):\n    name = 'c'\n")
    assert run() == (
        0,
        "my-app\n  - my.faces: a = my_app:A\n  + my.faces: b = my_app:A\n  + my.faces: c = my_app:C\n",
        "",
    )
    text = (info / "entry_points.txt").read_bytes()
    assert text.decode() == ENTRY_POINTS.replace("a = my_app:A", "b = my_app:A\nc = my_app:C")
    digest = base64.urlsafe_b64encode(hashlib.sha256(text).digest()).rstrip(b"=").decode()
    assert (info / "RECORD").read_text().splitlines() == [
        f"{info.name}/METADATA,,",
        f"{info.name}/entry_points.txt,sha256={digest},{len(text)}",
    ]
    assert {each.name for each in metadata.entry_points(group="my.faces")} == {"b", "c"}
    assert run("My.App") == (0, "my-app is up to date\n", "")


def test_none_before(editable_site):
    """An installation from a time when there was no plugin gets its file."""
    _, info = install(editable_site, entry_points=None)
    assert run() == (0, "my-app\n  + my.faces: a = my_app:A\n", "")
    assert (info / "entry_points.txt").read_text() == "[my.faces]\na = my_app:A\n"


def test_some_of_many(editable_site):
    """By default all are refreshed, by name one; what is no editable installation is left alone."""
    (one, _), (two, _) = install(editable_site, "one"), install(editable_site, "two")
    install(editable_site, "three", origin={"url": "https://example.org/three.whl", "archive_info": {}})
    install(editable_site, "four", origin=["nonsense"])
    for source in (one, two):
        source.write_text("")
    status, out, _ = run("two")
    assert (status, out.splitlines()[0]) == (0, "two")
    status, out, _ = run()
    assert [line for line in out.splitlines() if not line.startswith(" ")] == ["one", "two is up to date"]


def test_not_there(editable_site):
    """A name that is not editable is answered with one that is near."""
    assert run() == (0, "there are no editable installations\n", "")
    install(editable_site)
    assert run("my-ap") == (1, "", "there is no editable installation of 'my-ap'; did you mean 'my-app'?\n")
    assert run("other") == (1, "", "there is no editable installation of 'other'\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda source, _: source.write_text(SOURCE.replace("'a'", "__import__('os').sep")), "cannot be read from"),
        (lambda _, pyproject: pyproject.write_text("[project"), "pyproject.toml is not valid TOML"),
        (
            lambda source, pyproject: (
                pyproject.write_text(PYPROJECT.format("my-app").replace(', "python-plugin-loader"', "")),
                source.write_text(SOURCE.replace("'a'", "'b'")),
            ),
            'add "python-plugin-loader" to build-system.requires [PL204]',
        ),
    ],
)
def test_faults(editable_site, change, message):
    """Where a build would fail, or fill in nothing, the installation is left as it is, and the reason told."""
    source, info = install(editable_site)
    change(source, source.parents[2] / "pyproject.toml")
    status, out, err = run()
    assert (status, out) == (1, "")
    assert err.startswith("my-app is left unchanged: ")
    assert message in err
    assert (info / "entry_points.txt").read_text() == ENTRY_POINTS


SETUP_PY = """\
[build-system]
requires = ["setuptools", "python-plugin-loader"]

[tool.plugin-loader]
"""


def test_entry_points_from_elsewhere(editable_site):
    """What a setup.py may give beside the plugins stays, unless the source plainly has it no longer."""
    stay = "[my.faces]\nby-hand = my_app:tool\n\n[my.tools]\nother = elsewhere:x\ntool = my_app:tool\n"
    gone = "old = my_app:Old\nrenamed = my_app:A\n\n[my.gone]\nb = my_app.gone:B\n"
    source, info = install(
        editable_site, pyproject=SETUP_PY, source=f"{SOURCE}tool = 1\n", entry_points=f"{stay}\n[my.faces]\n{gone}"
    )
    assert run()[1].splitlines()[1:] == [
        "  + my.faces: a = my_app:A",
        "  - my.faces: by-hand = my_app:tool",
        "  - my.faces: old = my_app:Old",
        "  - my.faces: renamed = my_app:A",
        "  - my.gone: b = my_app.gone:B",
        "  - my.tools: other = elsewhere:x",
        "  - my.tools: tool = my_app:tool",
    ]
    (info / "entry_points.txt").write_text(f"{stay}\n[my.faces]\n{gone}")
    (source.parents[2] / "setup.cfg").write_text("[options.entry_points]\n")
    assert run()[1].splitlines()[1:] == [
        "  + my.faces: a = my_app:A",
        "  - my.faces: old = my_app:Old",
        "  - my.faces: renamed = my_app:A",
        "  - my.gone: b = my_app.gone:B",
    ]
    assert (info / "entry_points.txt").read_text() == stay.replace("[my.faces]\n", "[my.faces]\na = my_app:A\n")


def test_project_of_others(editable_site):
    """A project without plugins, whose entry points another hook fills in, keeps them."""
    pyproject = PYPROJECT.replace("plugin-loader]", "other]")
    install(editable_site, pyproject=pyproject, source="")
    assert run() == (0, "my-app is up to date\n", "")


def test_left_in_the_source(editable_site):
    """What setuptools leaves in a project, which hides the installation where Python is started there, is refreshed."""
    source, _ = install(editable_site, source=SOURCE.replace("'a'", "'b'"))
    copies = [folder / "my_app.egg-info" for folder in source.parents[1:3]]
    for folder in (*copies, source.parents[2] / "other.egg-info"):
        write_tree(folder, {"entry_points.txt": ENTRY_POINTS})
    assert run() == (0, "my-app\n  - my.faces: a = my_app:A\n  + my.faces: b = my_app:A\n", "")
    assert {(copy / "entry_points.txt").read_text() for copy in copies} == {ENTRY_POINTS.replace("a = my", "b = my")}
    assert (source.parents[2] / "other.egg-info" / "entry_points.txt").read_text() == ENTRY_POINTS


def test_new_package(editable_site):
    """An installation that names its packages does not know a new one, whose plugins cannot be loaded yet."""
    source, _ = install(editable_site)
    sys.path.remove(str(source.parents[1]))
    status, out, err = run()
    assert (status, out) == (1, "my-app is up to date\n")
    assert err.startswith("my-app: `my_app` cannot be imported yet")
    assert err.endswith(f"run `pip install --editable {source.parents[2]}`\n")


def test_interrupted(editable_site, monkeypatch):
    """What goes wrong while it is written leaves the old file."""
    source, info = install(editable_site)
    source.write_text("")

    def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "replace", fail)
    assert run() == (2, "", "the disk is full\n")
    assert (info / "entry_points.txt").read_text() == ENTRY_POINTS
