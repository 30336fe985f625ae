"""The imports of a file, taken from its text."""

import pytest

from plugin.discovery.importgraph import Import, absolute, read_imports

PACKAGE = "pack.sub"


def found(text: str, package: str = PACKAGE) -> list[tuple[str, str | None, str | None]]:
    return [
        tuple(each) for statement in read_imports(text.encode(), package).statements for each in statement.imports()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import a", [("a", None, None)]),
        ("import a.b, c as d", [("a.b", None, None), ("c", None, "d")]),
        ("from a import b", [("a", "b", "b")]),
        ("from a import b as c, d", [("a", "b", "c"), ("a", "d", "d")]),
        ("from a import *", [("a", "*", "*")]),
        ("from . import a", [("pack.sub", "a", "a")]),
        ("from .a import b", [("pack.sub.a", "b", "b")]),
        ("from .. import a", [("pack", "a", "a")]),
        ("from ..a.b import c", [("pack.a.b", "c", "c")]),
        ("from.a import b", [("pack.sub.a", "b", "b")]),
        ("from . a import b", [("pack.sub.a", "b", "b")]),
        ("from a import(b)", [("a", "b", "b")]),
        ("from a import (\n    b,  # why (not)\n    c as d,\n)", [("a", "b", "b"), ("a", "c", "d")]),
        ("from a import b, \\\n    c", [("a", "b", "b"), ("a", "c", "c")]),
        ("from a \\\n    import b", [("a", "b", "b")]),
        ("from \\\n  a \\\n    import b", [("a", "b", "b")]),
        ("import \\\n    a", [("a", None, None)]),
        ("import a; import b", [("a", None, None), ("b", None, None)]),
        ("x = 1; from a import b", [("a", "b", "b")]),
        ("if x: import a", [("a", None, None)]),
        ("try: from a import b\nexcept ImportError: b = None", [("a", "b", "b")]),
        ("def f():\n    import a", [("a", None, None)]),
        ("import a  # a remark", [("a", None, None)]),
        ("import\ta", [("a", None, None)]),
        ("lazy import a.b, c as d", [("a.b", None, None), ("c", None, "d")]),
        ("lazy from .a import b", [("pack.sub.a", "b", "b")]),
        ("lazy  from  a import (\n    b,  # why\n)", [("a", "b", "b")]),
        ("x = 1; lazy import a; lazy from b import c", [("a", None, None), ("b", "c", "c")]),
        ("if x: lazy import a", [("a", None, None)]),
        ("lazy \\\n    from a import b", [("a", "b", "b")]),
        ("from lazy import a\nfrom lazy import (b,  # why\n c)", [("lazy", each, each) for each in "abc"]),
        ("from .lazy import a", [("pack.sub.lazy", "a", "a")]),
        ("from a import b;x = 1", [("a", "b", "b")]),
        ("import_module('a.b')", [("a.b", None, None)]),
        ("import_module('.b')", [("pack.sub.b", None, None)]),
        ("__import__('a')", [("a", None, None)]),
        ("__import__(name)", []),
        ("import_module(name)", []),
        ("important = 1", []),
        ("reimport = 2\nimporter()", []),
        ("x.import_ = 3", []),
        ("raise ImportError('import')", []),
        ("\ufeffimport a", [("a", None, None)]),
        ("from a import (\n    b,\n    c as d,\n)", [("a", "b", "b"), ("a", "c", "d")]),
        ("from a import (  # why\n    b,\n)", [("a", "b", "b")]),
        ("from a._lazyimport import b", [("a._lazyimport", "b", "b")]),
        (
            "x = 1; from ._import import (b,  # why\n c)",
            [("pack.sub._import", "b", "b"), ("pack.sub._import", "c", "c")],
        ),
    ],
)
def test_imports(text, expected):
    """Every way of writing an import gives the modules and names that it binds."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import a", [None]),
        ("try:\n    import a\nexcept ImportError: pass", [5]),
        ("def f():\n    from a import (\n b, c)\nimport d", [9, None]),
        ("x = 1; import a", [None]),
        ("def f():\n\timport_module('a')", [9]),
    ],
)
def test_indented(text, expected):
    assert [each.indented for each in read_imports(text.encode(), PACKAGE).statements] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import a\nx = a.b\n", ["import a"]),
        ("from a import (\n    b,\n)\nx = b\n", ["from a import (\n    b,\n"]),
        ("y = 2\nimport a\nx = 1; import b\n", ["import a", "x = 1; import b"]),
    ],
)
def test_spans(text, expected):
    """The spans cover import statements, from the beginning of their lines to their end."""
    spans = read_imports(text.encode(), "").spans
    assert [text[start:end] for start, end in spans] == expected


def test_too_many_dots():
    """A relative import that leaves the top keeps what can be told of it."""
    assert absolute("...a", "pack") == "a"
    assert absolute(".a", "") == "a"
    assert absolute(".", "pack") == "pack"


def test_import_is_a_value():
    """Two imports of the same name are equal."""
    [statement] = read_imports(b"from a import b", "").statements
    assert statement.imports() == (Import("a", "b", "b"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import_module(name)", {""}),
        ("__import__(name)", {""}),
        ("import_module('a.b' + name)", {""}),
        ("import_module('a.b')", {"a.b"}),
        ("__import__('a.b', fromlist=['c'])", {"a.b"}),
        ("import_module('.b', __package__)", {"pack.sub.b"}),
        ("from importlib import import_module as load\nload(name)", {""}),
        ("from importlib import (\n    import_module as load,\n)", {""}),
        ("from importlib import (\n    import_module,\n)", set()),
        ("import importlib", set()),
        ("import a\nimportant = 1", set()),
    ],
)
def test_called(text, expected):
    """It is noted which modules are imported by calls, and whether there are some whose names are computed."""
    assert read_imports(text.encode(), PACKAGE).called == expected
