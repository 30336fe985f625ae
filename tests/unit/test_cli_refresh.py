"""`plugin-loader refresh` has editable installations offer what their sources say by now."""

import base64
import hashlib
import importlib
import io
import json
import os
import sys
from importlib import metadata

import pytest

from plugin.cli import main
from toys import write_tree

PYPROJECT = """\
[build-system]
requires = ["hatchling", "python-plugin-loader"]
build-backend = "hatchling.build"

[project]
name = "{0}"
version = "1"
dynamic = ["entry-points"]

[tool.hatch.metadata.hooks.plugin-loader]
"""
SOURCE = "from plugin import Plugin\nclass A(Plugin):\n    namespace = 'my.faces'\n    name = 'a'\n"
ENTRY_POINTS = "[console_scripts]\nmy-app = my_app:main\n\n[my.faces]\na = my_app:A\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder on `sys.path`, and nothing else that is installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [str(folder), *(path for path in sys.path if "site-packages" not in path)])
    importlib.invalidate_caches()
    return folder


def install(site, name="my-app", entry_points=ENTRY_POINTS, origin=None):
    """A project, and its editable installation; gives its source and its metadata."""
    module = name.replace("-", "_")
    project = site.parent / name
    write_tree(project, {"pyproject.toml": PYPROJECT.format(name), "src": {module: {"__init__.py": SOURCE}}})
    info = site / f"{module}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    where = {"url": project.as_uri(), "dir_info": {"editable": True}} if origin is None else origin
    (info / "direct_url.json").write_text(json.dumps(where))
    (info / "RECORD").write_text(f"{info.name}/METADATA,,\n{info.name}/{'entry_points.txt'},sha256=x,1\n")
    if entry_points is not None:
        (info / "entry_points.txt").write_text(entry_points)
    return project / "src" / module / "__init__.py", info


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    status = main(["refresh", *arguments], out, err)
    return status, out.getvalue(), err.getvalue()


def test_refreshed(site):
    """Plugins that are added, renamed and gone are followed; scripts stay; RECORD says what the file holds now."""
    source, info = install(site)
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


def test_none_before(site):
    """An installation from a time when there was no plugin gets its file."""
    _, info = install(site, entry_points=None)
    assert run() == (0, "my-app\n  + my.faces: a = my_app:A\n", "")
    assert (info / "entry_points.txt").read_text() == "[my.faces]\na = my_app:A\n"


def test_some_of_many(site):
    """By default all are refreshed, by name one; what is no editable installation is left alone."""
    (one, _), (two, _) = install(site, "one"), install(site, "two")
    install(site, "three", origin={"url": "https://example.org/three.whl", "archive_info": {}})
    install(site, "four", origin=["nonsense"])
    for source in (one, two):
        source.write_text("")
    status, out, _ = run("two")
    assert (status, out.splitlines()[0]) == (0, "two")
    status, out, _ = run()
    assert [line for line in out.splitlines() if not line.startswith(" ")] == ["one", "two is up to date"]


def test_not_there(site):
    """A name that is not editable is answered with one that is near."""
    assert run() == (0, "there are no editable installations\n", "")
    install(site)
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
def test_faults(site, change, message):
    """Where a build would fail, or fill in nothing, the installation is left as it is, and the reason told."""
    source, info = install(site)
    change(source, source.parents[2] / "pyproject.toml")
    status, out, err = run()
    assert (status, out) == (1, "")
    assert err.startswith("my-app is left as it is: ")
    assert message in err
    assert (info / "entry_points.txt").read_text() == ENTRY_POINTS


def test_interrupted(site, monkeypatch):
    """What goes wrong while it is written leaves the old file."""
    source, info = install(site)
    source.write_text("")

    def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "replace", fail)
    assert run() == (2, "", "the disk is full\n")
    assert (info / "entry_points.txt").read_text() == ENTRY_POINTS
