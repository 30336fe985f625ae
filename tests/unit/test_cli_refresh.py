"""`plugin-loader refresh` has editable installations offer what their sources say by now."""

import base64
import hashlib
import io
import os
from importlib import metadata

import pytest

from editables import ENTRY_POINTS, PYPROJECT, SOURCE, install_editable as install
from plugin.cli import main


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
    assert run("my-ap") == (1, "", "no editable installation of 'my-ap' is here; did you mean 'my-app'?\n")
    assert run("other") == (1, "", "no editable installation of 'other' is here\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda source, _: source.write_text(SOURCE.replace("'a'", "__import__('os').sep")), "cannot be read from"),
        (lambda _, pyproject: pyproject.write_text("[project"), "pyproject.toml is no valid TOML"),
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
    assert err.startswith("my-app is left as it is: ")
    assert message in err
    assert (info / "entry_points.txt").read_text() == ENTRY_POINTS


def test_interrupted(editable_site, monkeypatch):
    """What goes wrong while it is written leaves the old file."""
    source, info = install(editable_site)
    source.write_text("")

    def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "replace", fail)
    assert run() == (2, "", "the disk is full\n")
    assert (info / "entry_points.txt").read_text() == ENTRY_POINTS
