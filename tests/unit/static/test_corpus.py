"""The source that is there: read and parsed once, and what its text tells before."""

import pytest

from engine import module_of, project_of, ran
from plugin.discovery.importgraph import unix_lines
from plugin.discovery.static.corpus import around
from plugin.discovery.static.unknown import Unknown


@pytest.mark.parametrize(
    "text", [b"x = (\n", b"x = 1\0", b"# coding: no-such-coding\n", b"# coding: utf-8\n\xff\n", b"-" * 20_000 + b"1"]
)
def test_text_that_python_does_not_parse(tmp_path, text):
    """What Python cannot parse is a problem, and has no statements."""
    source = module_of(tmp_path, text).source
    assert not source.scope.statements
    assert source.problem is not None
    assert source.problem[1]


def test_file_that_is_gone(tmp_path):
    """A file that cannot be read is empty, and says why."""
    module = module_of(tmp_path, "x = 1\n")
    (tmp_path / "mod.py").unlink()
    assert module.source.text == b""
    assert module.source.problem[1]


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_line_ends(tmp_path, end):
    """Lines count the same, whatever they end with."""
    text = end.join([b"x = 1", b"", b"y = 2", b""])
    assert unix_lines(text) == b"x = 1\n\ny = 2\n"
    assert [each.lineno for each in module_of(tmp_path, text).scope.statements] == [1, 3]


def test_names_around():
    """The packages around a module, the nearest first."""
    assert around("a.b.c") == ["a.b", "a"]
    assert around("a") == []


TREE = {
    "pack": {
        "__init__.py": "'doc'\nfrom __future__ import annotations\nfrom . import one\nimport pack.two.deep\n",
        "one.py": "from .two.deep import x\nfrom .... import y\n",
        "two": {"deep.py": "import os\nx = 1\ndef f():\n    import json\n    from pack import one\n"},
    },
    "top.py": "from . import nothing\n",
}


def test_sources(tmp_path):
    """Absolute names, submodules, docstrings, and what is imported at once."""
    project = project_of(tmp_path, TREE)
    corpus = project.corpus
    pack, one, deep = (corpus.find(name) for name in ("pack", "pack.one", "pack.two.deep"))
    assert pack.is_package
    assert project.find("pack").load("__doc__") == "doc"
    assert project.find("pack.one").load("__doc__") is None
    assert pack.future_annotations
    assert not one.future_annotations
    assert [*pack.submodules(pack.scope.statements[2])] == []
    assert [*pack.submodules(pack.scope.statements[3])] == ["two"]
    assert [*one.submodules(one.scope.statements[0])] == []
    assert one.absolute("two", 1) == "pack.two"
    assert pack.absolute("", 1) == "pack"
    with pytest.raises(ImportError):
        one.absolute("x", 4)
    with pytest.raises(ImportError):
        corpus.find("top").absolute("x", 1)
    assert {"pack.one", "pack.two.deep"} <= pack.imported_at_once
    assert "os" in deep.imported_at_once
    assert corpus.find("pack.two").file is None
    assert corpus.find("pack.nothing") is None
    assert corpus.find("json") is None
    assert corpus.is_foreign("json")
    assert corpus.is_foreign("plugin")
    assert corpus.ships("pack.two")
    assert not corpus.ships("json")


CIRCLES = {
    "one.py": "x = [1]\nimport two\nx += [2]\ny = 3\n",
    "two.py": "from one import x, y\nz = x\n",
}


def test_circles(tmp_path):
    """What a module may be asked for before it is done is known only if nothing changes it afterwards."""
    project = project_of(tmp_path, CIRCLES)
    assert project.circles.reached("one") >= {"two", "one"}
    one, two = project.find("one"), project.find("two")
    assert project.circles.is_early(one, "x", "two", softly=False)
    assert not project.circles.is_early(one, "x", "one", softly=False)
    assert not project.circles.is_early(one, "nothing", "two", softly=False)
    two.run_all()
    assert type(two.namespace.raw("z")) is Unknown


def test_no_circle(tmp_path):
    """Without a circle, what a module does to its names is done before others see them."""
    module = ran(tmp_path, "from one import x\nz = x\n", one="x = [1]\nx += [2]\n")
    assert module.namespace["z"] == [1, 2]
