"""Whatever source there is, the static engine raises nothing, and ends.

`ROBUSTNESS=all` in the environment reads the whole standard library and all of site-packages, which takes minutes.
"""

import os
import sysconfig
import zlib
from collections import defaultdict

import pytest

from plugin.discovery import ProblemKind, SourceTree, static
from plugin.discovery.static import find_plugins, worlds

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

FULL = os.environ.get("ROBUSTNESS") == "all"
SHARE = 1 if FULL else 12
"""One of so many packages is read in an ordinary run."""
LARGEST = 10_000 if FULL else 40
"""The modules of the largest package that an ordinary run reads."""


def packages(folder):
    """The modules below a folder, as a tree for each top-level package."""
    tree = SourceTree.of_folder(folder)
    found = defaultdict(dict)
    for name, source in tree.modules.items():
        found[name.partition(".")[0]][name] = source
    return {
        name: SourceTree(tree.root, modules)
        for name, modules in found.items()
        if len(modules) <= LARGEST and zlib.crc32(name.encode()) % SHARE == 0
    }


@pytest.mark.parametrize("folder", sorted({sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")}))
def test_real_code(folder):
    """Every statement of the standard library, and of what is installed here, can be evaluated without an exception."""
    trees = packages(folder)
    assert trees
    for tree in trees.values():
        findings = find_plugins(tree, path=[], everything=True)
        assert not [problem for problem in findings.problems if problem.kind is ProblemKind.CONFLICT]


HEAD = b"from plugin import Plugin, PluginSpec, plugin\n"
TAIL = b'\nlast = PluginSpec("ns", "last", list)\n'

EXTREMES = {
    "100,000 lines": HEAD + b"x = 1\n" * 100_000 + TAIL,
    "a name bound over and over": HEAD + b"x = PluginSpec\n" * 5_000 + TAIL,
    "a huge display": HEAD + b"x = [" + b"1, " * 200_000 + b"]" + TAIL,
    "a huge display of specs": HEAD + b"x = [" + b'PluginSpec("ns", "n", list), ' * 3_000 + b"]" + TAIL,
    "a very long line": HEAD + b"x = '" + b"y" * 2_000_000 + b"'" + TAIL,
    "deep brackets": HEAD + b"x = " + b"(" * 90 + b"1" + b")" * 90 + TAIL,
    "brackets too deep for Python": HEAD + b"x = " + b"(" * 5_000 + b"1" + b")" * 5_000 + TAIL,
    "a deep sum": HEAD + b"x = " + b"1 + " * 3_000 + b"1" + TAIL,
    "deep attributes": HEAD + b"x = PluginSpec" + b".a" * 3_000 + TAIL,
    "deep calls": HEAD + b"def f(x): return x\nx = " + b"f(" * 80 + b"PluginSpec" + b")" * 80 + TAIL,
    "a long chain of elif": HEAD + b"if 0: pass\n" + b"elif PluginSpec is None: x = 1\n" * 900 + TAIL,
    "blocks in blocks": HEAD
    + b"".join(b" " * i + b"if PluginSpec:\n" for i in range(80))
    + b" " * 80
    + b"x = 1"
    + TAIL,
    "recursion without end": HEAD + b"def f(n): return f(n + 1)\nx = PluginSpec('ns', f(0), list)" + TAIL,
    "mutual recursion": HEAD
    + b"def f(n): return g(n)\ndef g(n): return [f(n), f(n)]\nx = PluginSpec('ns', f(0), list)"
    + TAIL,
    "a loop without end": HEAD + b"def f():\n while True: PluginSpec\nf()" + TAIL,
    "a generator without end": HEAD + b"def g():\n while True: yield PluginSpec\nx = list(g())" + TAIL,
    "an iterator without end": HEAD + b"import itertools\nx = [PluginSpec for _ in itertools.count()]" + TAIL,
    "a list that grows while it is run over": HEAD + b"x = [1]\nfor i in x: x.append(PluginSpec)" + TAIL,
    "text that doubles": HEAD + b"s = 'ab'\nfor _ in range(100): s += s\nx = PluginSpec('ns', s, list)" + TAIL,
    "a list that doubles": HEAD + b"s = [PluginSpec]\nfor _ in range(100): s += s" + TAIL,
    "a list within itself": HEAD
    + b"s = [PluginSpec]\ns.append(s)\nx = PluginSpec('ns', str(s), list)\ny = s == s"
    + TAIL,
    "numbers without measure": HEAD
    + b"n = 9\nfor _ in range(50): n = n ** n\nx = PluginSpec('ns', str(n), list)"
    + TAIL,
    "a very long range": HEAD + b"x = range(10 ** 30)\ny = list(x)\nz = PluginSpec('ns', str(len(x)), list)" + TAIL,
    "many conditions": HEAD
    + b"import os\ns = ''\n"
    + b"s += 'a' if os.environ.get('X') else 'b'\n" * 60
    + b"x = PluginSpec('ns', s, list)"
    + TAIL,
    "conditions in conditions": HEAD
    + b"import os\nf = '{}' * 20\n"
    + b"a = 'a' if os.environ.get('X') else 'b'\nx = PluginSpec('ns', f.format(*[a] * 20), list)"
    + TAIL,
    "a class that derives from itself": HEAD
    + b"class A(A): name = 'a'\nclass B(Plugin): pass\nclass B(B): name = 'b'"
    + TAIL,
    "a class that is its own metaclass": HEAD
    + b"class M(type, metaclass=M): pass\nclass A(Plugin, metaclass=M): pass"
    + TAIL,
    "a name that needs itself": HEAD + b"x = PluginSpec(x, x, x)\ndef f(a=f): pass\ny = [y for y in y]" + TAIL,
    "a decorator that decorates itself": HEAD + b"@f\ndef f(): pass\n@plugin(f)\ndef g(): pass" + TAIL,
    "NUL bytes": HEAD + b"x = '\x00'" + TAIL,
    "a byte order mark": b"\xef\xbb\xbf" + HEAD + TAIL,
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf" + HEAD + TAIL,
    "UTF-16": (HEAD + TAIL).decode().encode("utf-16"),
    "an unknown coding": b"# coding: no-such-coding\n" + HEAD + TAIL,
    "a coding that is none of text": b"# coding: rot13\n" + HEAD + TAIL,
    "bytes that are no UTF-8": HEAD + b"x = '\xff\xfe'" + TAIL,
    "surrogates": HEAD + b"x = PluginSpec('ns', '\\ud800', list)\nglobals()['\\ud801'] = x" + TAIL,
    "nothing but brackets": b"(" * 100_000,
    "lines that end with a carriage return": (HEAD + TAIL).replace(b"\n", b"\r"),
    "nothing": b"",
}


@pytest.mark.parametrize("what", EXTREMES)
@pytest.mark.parametrize("everything", [False, True], ids=["what can matter", "everything"])
def test_extremes(what, everything, tmp_path, monkeypatch):
    """Source that is extreme in some way raises nothing, and its budget ends it."""
    monkeypatch.setattr(worlds, "MOST_STEPS", 20_000)
    (tmp_path / "app.py").write_bytes(EXTREMES[what])
    find_plugins(SourceTree.of_folder(tmp_path), path=[], everything=everything)


@pytest.mark.parametrize(
    "what", [each for each in EXTREMES if each not in {"nothing", "nothing but brackets", "UTF-16"}]
)
def test_extremes_hide_nothing(what, tmp_path):
    """A plugin that stands behind something extreme in its file is found; if the file cannot be read, that is told."""
    (tmp_path / "app.py").write_bytes(EXTREMES[what])
    findings = find_plugins(SourceTree.of_folder(tmp_path), path=[])
    found = "last" in {found.entry_point.name for found in findings.plugins}
    assert found is not any(problem.kind is ProblemKind.UNREADABLE for problem in findings.problems)


def test_modules_that_import_each_other(tmp_path):
    """A ring of modules that derive from each other, and import everything from each other, ends."""
    for index in range(30):
        (tmp_path / f"m{index}.py").write_text(
            f"from m{(index + 1) % 30} import *\nfrom m{(index + 2) % 30} import B{(index + 2) % 30}\n"
            f"class B{index}(B{(index + 1) % 30}):\n    name = 'b{index}'\n"
            "from plugin import Plugin\n"
        )
    find_plugins(SourceTree.of_folder(tmp_path), path=[])
    find_plugins(SourceTree.of_folder(tmp_path), path=[], everything=True)


def test_a_long_chain_of_imports(tmp_path):
    """More modules than Python allows calls within each other may import one another, in a chain that is a ring."""
    count = static.DEEPEST + 100
    for index in range(count):
        (tmp_path / f"m{index}.py").write_text(f"import m{(index + 1) % count}\n")
    plugin = "from plugin import Plugin\nclass P(Plugin):\n    namespace, name = 'ns', 'last'\n"
    (tmp_path / f"m{count - 1}.py").write_text(f"import m0\n{plugin}")
    findings = find_plugins(SourceTree.of_folder(tmp_path), path=[])
    assert [found.entry_point.name for found in findings.plugins] == ["last"]
    assert not findings.problems


def test_folder_named_like_a_module(tmp_path):
    """A folder, a link to nowhere and a file without permission that are named like modules are no reason to stop."""
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "nowhere.py").symlink_to(tmp_path / "missing.py")
    (tmp_path / "app.py").write_bytes(HEAD + b"import folder, nowhere" + TAIL)
    findings = find_plugins(SourceTree.of_folder(tmp_path), path=[])
    assert [found.entry_point.name for found in findings.plugins] == ["last"]
