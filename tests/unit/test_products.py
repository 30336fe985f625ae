"""What the text of a file tells before it is parsed: where names stand, and what definitions mention."""

import ast

import pytest

from plugin.discovery import SourceTree
from plugin.discovery.static.interpreter import Interpreter
from plugin.discovery.static.kinds import uses
from plugin.discovery.static.modules import Module, parse
from plugin.discovery.static.products import File, LibraryFile
from plugin.discovery.static.texts import unix_lines
from plugin.discovery.static.tree import walk, walk_lines


@pytest.fixture
def module(tmp_path):
    """Makes a module from a text."""

    def make(text: str | bytes, kind: type[File] = File) -> File:
        (tmp_path / "mod.py").write_bytes(text if isinstance(text, bytes) else text.encode())
        tree = SourceTree.of_folder(tmp_path)
        return kind(Module("mod", tree.modules["mod"], Interpreter(tree, []), shipped=False))

    return make


def test_mentions_are_whole_words(module):
    """A name is mentioned where it stands as a whole word, and not in an import statement."""
    file = module("from a import Base\nBases = 1\nx = Base\nmyBase = éBase = 2\nclass A(lib.Base): ...\n")
    assert [file.module.line_of(position) for position in file.positions("Base")] == [3, 5]
    assert not list(file.positions("a"))


def test_lines_of_a_piece_of_code(module):
    """The lines of a function or class on which names stand; several names on a line count once."""
    text = "Base\ndef f():\n    Base, Other\n    pass\n    Base\nBase\n"
    file = module(text)
    function = ast.parse(text).body[1]
    assert file.lines_within(["Base", "Other"], function) == [3, 5]
    assert file.lines_within(["Base"], ast.parse(text)) == [1]
    assert file.lines_within(["Base"], ast.parse(text).body[2]) == [6]
    text = "def f():\n    Größe\n    Gr\n"
    assert module(text).lines_within(["Größe"], ast.parse(text).body[0]) == [2]


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_line_ends(module, end):
    """Lines count the same, whatever they end with."""
    text = end.join([b"x = 1", b"", b"y = Base", b""])
    assert unix_lines(text) == b"x = 1\n\ny = Base\n"
    file = module(text)
    assert [file.module.line_of(position) for position in file.positions("Base")] == [3]
    assert file.module.line_of(file.text.index(b"Base")) == 3


def test_words_of_definitions(module):
    """The words in the definitions of a name, with its decorators; of branches too, and of each definition."""
    file = module(
        "@first\n@second(3)\ndef made(a):\n    return third\n"
        "class Held(Base):\n    inner = fourth\n"
        "async def later(): ...\n"
        "value: int = fifth\n"
        "if sixth:\n    value = seventh\nelse:\n    value = eighth\n"
        "call(\n    value=1,\n)\n",
        LibraryFile,
    )
    assert isinstance(file, LibraryFile)
    assert {"first", "second", "third"} <= file.words("made")
    assert "Base" not in file.words("made")
    assert {"Base", "fourth"} <= file.words("Held")
    assert {"fifth", "sixth", "seventh"} <= file.words("value")
    assert "later" in file.definitions
    assert "inner" not in file.definitions
    assert file.words("nothing") == set()


def names(text: str, **options: object) -> list[tuple[str, tuple[str, ...], bool]]:
    (node,) = ast.parse(text).body
    return sorted((use.root, use.attributes, use.is_used_up) for use in uses(node, **options))  # type: ignore[arg-type]


def test_uses():
    """Names are used with their attributes; variables of a function and annotations are no uses."""
    assert names("x = a.b.c") == [("a", ("b", "c"), False)]
    assert names("x += a") == [("a", (), False), ("x", (), False)]
    assert names("a.b(c, d=e)") == [("a", ("b",), True), ("c", (), False), ("e", (), False)]
    assert names("isinstance(a, B)") == [("B", (), True), ("a", (), True), ("isinstance", (), True)]
    assert names("a().b") == [("a", (), True)]
    assert names("def f(p: A = d, *args, k=e, **kw) -> B:\n    v, w = p\n    return v(x)") == [
        ("d", (), False),
        ("e", (), False),
        ("x", (), False),
    ]
    assert names("@deco\ndef f(): return lambda q: q + r") == [("deco", (), False), ("r", (), False)]
    assert names("@deco\ndef f(): ...", with_decorators=False) == []
    assert names("@deco\nclass C(B): ...", with_decorators=False) == [("B", (), False)]
    assert names("def f():\n    a\n    b", lines=[3]) == [("b", (), False)]


def test_walks():
    """The nodes below a node: all, those on some lines, those outside functions."""
    tree = ast.parse("a\ndef f():\n    b\n@d\nclass C:\n    c\n")
    assert {node.id for node in walk(tree) if isinstance(node, ast.Name)} == {"a", "b", "c", "d"}
    without = walk(tree, without=(ast.FunctionDef, ast.ClassDef))
    assert {node.id for node in without if isinstance(node, ast.Name)} == {"a"}
    assert {node.id for node in walk_lines(tree, [3, 4]) if isinstance(node, ast.Name)} == {"b", "d"}


@pytest.mark.parametrize("text", [b"x = (\n", b"x = 1\0", b"# coding: no-such-coding\n", b"# coding: utf-8\n\xff\n"])
def test_text_that_python_does_not_parse(text):
    """What Python cannot parse is a problem, and has no statements."""
    tree, problem = parse(text, "mod.py")
    assert not tree.body
    assert problem is not None
    assert problem.text


def test_code_that_is_nested_too_deeply():
    """Code that is nested deeper than Python's parser goes is a problem."""
    tree, problem = parse(b"-" * 20_000 + b"1", "mod.py")
    assert not tree.body
    assert problem is not None


def test_file_that_is_gone(tmp_path):
    """A file that cannot be read is empty, and says why."""
    (tmp_path / "mod.py").write_text("x = 1\n", encoding="utf-8")
    tree = SourceTree.of_folder(tmp_path)
    gone = Module("mod", tree.modules["mod"], Interpreter(tree, []), shipped=True)
    (tmp_path / "mod.py").unlink()
    assert gone.text == b""
    assert gone.problem is not None
    assert "cannot be read" in gone.problem.text
    assert repr(gone) == "<module mod>"
