"""What the process of the import engine does, piece by piece and in the process of the tests."""

import builtins
import os
import sys
import warnings

import pytest

from plugin.core import PluginSpec
from plugin.discovery import SourceTree
from plugin.discovery.importing.child import Child
from plugin.discovery.importing.exchange import Answer, Course, Failure, Made, Record, Request
from plugin.discovery.importing.surroundings import Surroundings

MADE = "from plugin import Plugin, PluginSpec\n{0} = PluginSpec('ns', '{0}', Plugin)\n"


@pytest.fixture
def _own_process(monkeypatch, tmp_path):
    """Have everything put back that is this process's own only here."""
    monkeypatch.setattr(PluginSpec, "__init__", PluginSpec.__init__)
    for name in ("meta_path", "path", "argv", "stdin", "stdout", "stderr", "dont_write_bytecode"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(sys, "meta_path", sys.meta_path[:])
    monkeypatch.chdir(tmp_path)
    before = set(sys.modules)
    limit = sys.getrecursionlimit()
    with warnings.catch_warnings():
        yield
    sys.setrecursionlimit(limit)
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.fixture
def answer(package_folder, tmp_path, _own_process):
    """A function that imports the modules of a tree, and gives the plugins, the lost ones and the failures."""

    def answer(tree, without=(), **blocked):
        modules = SourceTree.of_folder(package_folder(tree)).modules
        wanted = [name for name in modules if name not in without]
        request = Request(str(tmp_path), sys.path, None, modules, wanted, blocked, 9.0, -1)
        request.save(str(tmp_path))
        assert Request.load(str(tmp_path)) == request
        assert Answer.load(str(tmp_path)) is None
        Child(request, Record(str(tmp_path))).answer().save(str(tmp_path))
        found = Answer.load(str(tmp_path))
        course = Course.load(str(tmp_path))
        assert course.executing == []
        return [f"{made.name} {made.module}:{made.attribute}:{made.line}" for made in found.plugins], found.lost, course

    return answer


def test_plugins(answer):
    """The plugins are told with their places, and the record says what was done last."""
    plugins, lost, course = answer({"one.py": MADE.format("a"), "two": {"__init__.py": "from one import a"}})
    assert plugins == ["a one:a:2"]
    assert lost == []
    assert (course.importing, course.looking_at, course.failures) == ("two", "two", [])


def test_failures(answer):
    """Each module that fails is told with its lines; a package, and what is in it, once."""
    tree = {
        "bad.py": "def f():\n    1 / 0\nf()",
        "blocked.py": "raise AssertionError",
        "json.py": "",
        "missing.py": "import surely_not_there",
        "needs.py": "import blocked",
        "pack": {"__init__.py": "x = = 2", "inner.py": ""},
        "plugin.py": "",
    }
    blocked = Failure("blocked", "it ends the process with exit status 1", frames=[])
    plugins, _, course = answer(tree, blocked=blocked)
    assert plugins == []
    failures = {failure.module: failure for failure in course.failures}
    assert failures["bad"].frames == [["bad.py", 3, "f()"], ["bad.py", 2, "1 / 0"]]
    assert failures["blocked"] == blocked
    assert failures["json"].error.startswith("the standard library has a module of that name")
    assert failures["missing"].missing == "surely_not_there"
    assert failures["needs"].error.startswith("ImportError: blocked cannot be imported: it ends the process")
    assert failures["pack"].frames == [["pack/__init__.py", 1, ""]]
    assert failures["pack.inner"].package == "pack"
    assert failures["plugin"].error.startswith("a module of that name was already imported from ")


def test_lost(answer):
    """What a module holds that puts an object in its place, and that object does not, is lost."""
    module = f"import sys\n{MADE.format('a')}class Bare:\n    __slots__ = ()\nsys.modules[__name__] = Bare()\n"
    gone = "import sys\ndel sys.modules[__name__]"
    unwilling = (
        "class Odd:\n    @property\n    def __pluginspec__(self):\n        raise KeyboardInterrupt\nodd = Odd()\n"
    )
    plugins, [lost], course = answer({"bare.py": module, "gone.py": gone, "unwilling.py": unwilling})
    assert plugins == []
    assert lost == Made("ns", "a", "bare", "a", "spec", 3)
    assert [(failure.module, failure.act) for failure in course.failures] == [
        ("gone", "imported"),
        ("unwilling", "looked at"),
    ]


def test_namespace_packages(answer, site):
    """A package without __init__.py has its folders in the tree, and those of other distributions."""
    site.install("theirs", {"child_space": {"theirs.py": "", "inner": {"__init__.py": ""}}})
    site.install("whole", {"child_whole": {"__init__.py": "", "theirs.py": ""}})
    tree = {
        "child_space": {"mine.py": "import child_space.theirs\n" + MADE.format("a")},
        "child_whole": {"mine.py": "import child_whole.theirs\n" + MADE.format("b")},
        "plux_reader.py": "import plux.core.plugin\nc = plux.PluginSpec('ns', 'c', plux.core.plugin.Plugin)",
    }
    assert answer(tree)[0] == ["a child_space.mine:a:3", "b child_whole.mine:b:3", "c plux_reader:c:2"]
    assert "_NamespacePath" in repr(sys.modules["child_space"].__path__)


@pytest.mark.usefixtures("_own_process")
def test_surroundings(tmp_path):
    """What a module changes is put back, and what others may count on is left."""
    surroundings = Surroundings(str(tmp_path))
    finders, path, length = sys.meta_path[:], sys.path[:], builtins.len
    os.chdir("/")
    sys.argv = ["changed"]
    sys.path[:] = ["added"]
    sys.meta_path = None
    builtins.len = None
    sys.stdout = None
    del sys.stderr
    sys.stdin = 5
    os.environ["CHILD_ADDED"] = "1"
    json = sys.modules.pop("json")
    sys.setrecursionlimit(10_000)
    effects = surroundings.put_back()
    assert effects == [
        "changes the working folder, which is restored",
        "changes environment variables for the modules after it: CHILD_ADDED",
    ]
    assert os.getcwd() == str(tmp_path)
    assert sys.argv != ["changed"]
    assert sys.path == ["added", *path]
    assert sys.meta_path == finders
    assert builtins.len is length
    assert sys.modules["json"] is json
    assert sys.getrecursionlimit() != 10_000
    assert os.environ.pop("CHILD_ADDED") == "1"
    os.environ.update({f"CHILD_{number}": "" for number in range(7)})
    names = "CHILD_0, CHILD_1, CHILD_2, CHILD_3, CHILD_4, and 3 others"
    assert surroundings.put_back() == [f"changes environment variables for the modules after it: {names}"]
    for number in range(7):
        del os.environ[f"CHILD_{number}"]
    surroundings.put_back()
    os.mkdir("gone")
    os.chdir("gone")
    os.rmdir(str(tmp_path / "gone"))
    assert surroundings.put_back() == ["changes the working folder, which is restored"]
    assert surroundings.put_back() == []
    assert sys.stdin.read() == ""
    sys.stdout.write("written\n")
    sys.stderr.write("told\n")
    sys.stdin.close()


def test_another_process_is_not_recorded(tmp_path, monkeypatch):
    """A copy of the process that a module makes writes nothing down."""
    (tmp_path / "request").touch()  # as whoever asks writes first
    assert Course.load(str(tmp_path)).executing == []
    record = Record(str(tmp_path))
    record.begins("a")
    monkeypatch.setattr(record, "_process", 0)
    record.ends("a")
    assert Course.load(str(tmp_path)).executing == ["a"]
