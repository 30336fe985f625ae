"""The versions of Python that a project is for, and those that the syntax of a file needs."""

import ast
import sys

import pytest

from plugin.discovery import SourceTree, importing
from plugin.discovery.pythons import NEW, NUMBERS, is_for_newer, newer_syntax, supported, too_new
from plugin.discovery.scanning import PackagePathPluginFinder
from plugin.discovery.static import find_plugins
from plugin.exceptions import DiscoveryError
from toys import write_tree

HERE = sys.version_info[:2]
THIS = ".".join(map(str, HERE))


@pytest.mark.parametrize(
    ("specifier", "minors"),
    [
        (">=3.10,<3.13", [10, 11, 12]),
        (">=3.11,!=3.12.*,<3.14", [11, 13]),
        ("==3.10.*", [10]),
        ("~=3.10,<3.12", [10, 11]),
        ("", NUMBERS),
        (" ", NUMBERS),
        ("nonsense", []),
        ("<3", []),
    ],
)
def test_supported(specifier, minors):
    """The minor versions are those that the specifier allows."""
    assert sorted({version[1] for version in supported(specifier)}) == minors


def test_micro_versions():
    """Micro versions are told apart where the specifier does."""
    found = supported(">=3.10.4,<3.11")
    assert {version[2] for version in found} >= {4, 5}
    assert not {version[2] for version in found} & {0, 3}
    assert {version[2] for version in supported("==3.10.2")} == {2}
    assert 60 in {version[1] for version in supported(">=3.10")}


@pytest.mark.parametrize(
    ("requires_python", "expected"),
    [(">=3.99", True), (">=3.10", False), ("<3.10", False), ("", False), ("nonsense", False), ("==3.50.*", True)],
)
def test_is_for_newer(requires_python, expected):
    """A project is for newer versions if it supports such, and none up to the one that runs."""
    assert is_for_newer(requires_python) is expected


SYNTAX = {
    "except* alone": (11, "`except*` clauses", "try: pass\nexcept* ValueError: pass"),
    "an index": (11, "indices that unpack", "class A(Generic[*Ts]): x = a[0][*b, c]"),
    "quotes": (12, "f-strings with their own quotes inside", """x = f'{d['k']} {{}} {d["l"]}' + f"{d["m"]!r:>3}" """),
    "a backslash": (12, "f-strings with a backslash in an expression", r"""x = f'{"\n".join(y)}'"""),
    "brackets in brackets": (12, "type parameters", "class A[T: dict[str, int]](B): pass"),
    "over several lines": (
        12,
        "type parameters",
        "class A:\n  async def f[\n    T,\n    **P,\n  ](self): ...",
    ),
    "type as a name": (12, "`type` statements", "type = 1\ntype X = int"),
    "type with parameters": (12, "`type` statements", "type X[T] = list[T]"),
    "one default": (13, "defaults of type parameters", "class A[T = int]: pass\ndef f[U](): pass"),
    "bound and default": (13, "defaults of type parameters", "type X[T: str = str] = list[T]"),
    "two exceptions": (14, "several exceptions without parentheses", "try: pass\nexcept A, b.C: pass"),
    "as in Python 2": (14, "several exceptions without parentheses", "try: pass\nexcept A, e:\n    pass"),
    "except* of two": (14, "several exceptions without parentheses", "try: pass\nexcept* A, B: pass"),
    "templates": (14, "template strings", "x = t'a{x}' rt'b'"),
    "template with a format": (14, "template strings", 'x = [T"{x!r:>{3}}"]'),
    "lazy import": (15, "lazy imports", "lazy import a.b as c"),
    "after what is older": (15, "lazy imports", "class A[T]: pass\nif x:\n    lazy from . import y"),
    "in a string as well": (15, "lazy imports", "'''\nlazy import a\n'''\nlazy  from a import b"),
    "unpacking of iterables": (15, "comprehensions that unpack", "x = [*y for y in z]"),
    "unpacking twice": (
        15,
        "comprehensions that unpack",
        "é = ['é', *{*y for y in z}]; é = (*y for y in [*x for x in z])",
    ),
    "unpacking of mappings": (15, "comprehensions that unpack", "lazy import a\nx = {**y for y in z}"),
}


@pytest.mark.parametrize(("minor", "what", "text"), SYNTAX.values(), ids=SYNTAX)
def test_syntax(minor, what, text):
    """Source is parsed from the version on that is named for it; before, that is what is said of it."""
    if (3, minor) <= HERE:
        ast.parse(text)
        assert newer_syntax(text.encode()) == ""
    else:
        with pytest.raises(SyntaxError):
            ast.parse(text)
        assert newer_syntax(text.encode()) == f"{what} need Python 3.{minor} or newer"


def test_all_syntax_is_tried():
    """Each kind of new syntax is among what is tried."""
    assert {(each.version[1], each.what) for each in NEW} < {(minor, what) for minor, what, _ in SYNTAX.values()}


@pytest.mark.parametrize(
    "text",
    [
        "class A(:",
        "print 'a'",
        "lazy import",
        "x = lazy import y",
        "lazy import a\nclass A(:",
        "try: pass\nexcept A, B as c: pass",
        "def f[T](x): print x",
        "type X int",
        "x = [*y, *z for y in z]",
        "x = [*y for y in z]\nclass A(:",
        "x = {**y for y in z}\n" * 3 + "lazy import a\nx = = 1",
        "x = tt'a'",
        "x = y t'x'",
        "x = f'{y' z '}'",
        "x = f'{d['",
        "x = [*y for y in z",
        "\0lazy import a",
        "# coding: no-such-coding\nlazy import a",
        "(" * 20_000,
    ],
)
def test_what_no_python_parses(text):
    """Of source that is wrong in every version, no version is named."""
    assert newer_syntax(text.encode()) == ""


def test_too_new():
    """Without syntax that is known to be new, `requires-python` says it; it says nothing of source that is parsed."""
    assert too_new(b"x = = 1") == ""
    assert too_new(b"x = = 1", ">=3.10") == ""
    assert too_new(b"x = = 1", ">=3.99") == f"; the project requires Python >=3.99, and this is {THIS}"
    assert too_new(b"x = 1", ">=3.99") == ""


def test_requires_python(tmp_path):
    """It says it of the source of the project, and not of that of libraries; both engines say the same."""
    head = "from plugin import Plugin\n"
    write_tree(tmp_path / "site", {"lib.py": f"{head}class Base(Plugin): x = = 1"})
    write_tree(tmp_path / "project", {"app.py": f"{head}from lib import Base\nx = = Plugin\nclass A(Base): name = 'a'"})
    tree = SourceTree.of_folder(tmp_path / "project")._replace(requires_python=">=3.99")
    [static] = find_plugins(tree, path=[str(tmp_path / "site")]).problems
    [imported] = importing.find_plugins(tree).problems
    assert (
        f"app cannot be read: invalid syntax; the project requires Python >=3.99, and this is {THIS}" == static.message
    )
    assert f" (app.py, line 3); the project requires Python >=3.99, and this is {THIS}" in imported.message
    tree = tree._replace(
        modules={"app": tree.modules["app"]._replace(text=b"from lib import Base\nclass A(Base): pass")}
    )
    assert ">=3.99" not in str(find_plugins(tree, path=[str(tmp_path / "site")]).problems)


@pytest.mark.skipif(HERE >= (3, 15), reason="this Python has lazy imports")
class TestTooNew:
    """What is said of source that is too new."""

    TEXT = "x = 1\nlazy from plugin import Plugin\nclass A(Plugin):\n    namespace, name = 'ns', 'a'\n"
    SAID = f"; lazy imports need Python 3.15 or newer, and this is {THIS}"

    def test_static(self, tmp_path):
        """The static engine names the version; a lazy import is one, so that the file is looked at, and no other."""
        write_tree(tmp_path, {"new.py": self.TEXT, "other.py": "lazy import x"})
        [problem] = find_plugins(SourceTree.of_folder(tmp_path), path=[]).problems
        assert problem.message == f"new cannot be read: invalid syntax{self.SAID}"
        assert problem.place.line == 2

    def test_importing(self, tmp_path):
        """So does the import engine, once for all that import the module."""
        write_tree(tmp_path, {"new.py": self.TEXT, "user.py": "import new"})
        [problem] = importing.find_plugins(SourceTree.of_folder(tmp_path)).problems
        assert problem.message == (
            f"new cannot be imported: SyntaxError: invalid syntax (new.py, line 2){self.SAID}"
            "; nor can user, because of what they import"
        )

    def test_scanning(self, tmp_path):
        """So do the finders that import."""
        write_tree(tmp_path, {"newer_pack": {"__init__.py": self.TEXT}})
        with pytest.raises(DiscoveryError, match=self.SAID):
            PackagePathPluginFinder(str(tmp_path)).load_modules()
