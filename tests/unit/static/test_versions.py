"""What ``requires-python`` decides about code that asks for the version it runs on."""

import builtins

import pytest

from comparing import in_words
from engine import project_of
from plugin.discovery import SourceTree
from plugin.discovery.pythons import VersionInfo
from plugin.discovery.static import find_plugins
from plugin.discovery.static.unknown import Unknown, Why, facts
from plugin.discovery.static.versions import in_each, version_info
from plugin.discovery.static.worlds import Alternatives
from toys import write_tree


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("sys.version_info >= (3, 8)", True),
        ("sys.version_info < (3, 10)", False),
        ("sys.version_info[0] == 3", True),
        ("sys.version_info.major", 3),
        ("sys.version_info[:2] >= (3, 10)", True),
        ("sys.version_info >= (3, 11)", None),
        ("sys.version_info.minor > 9", True),
        ("sys.version_info.minor > 11", None),
        ("sys.hexversion > 0x030A0000", True),
        ("(3, 9) < sys.version_info", True),
        ("sys.version_info != (3, 9)", True),
        ("sys.version_info == (3, 9)", False),
        ("sys.version_info <= (3, 9)", False),
        ("sys.version_info[0] + 1", 4),
        ("f'{sys.version_info.minor}'", None),
        ("str(sys.version_info)", None),
        ("sys.version_info.releaselevel", "final"),
        ("3 in sys.version_info", True),
        ("bool(sys.version_info)", None),
        ("sys.version_info.minor - 20 > 0", None),
        ("{sys.version_info: 1}", None),
        ("sys.hexversion >> 24", None),
        ("list(sys.version_info)[0]", None),
        ("[*map(str, sys.version_info)]", None),
        ("sys.version_info[:2] in ((3, 8), (2, 7))", False),
        ("3 if sys.version_info.major == sys.version_info[0] else 2", 3),
        ("getattr(sys, 'version_info').nothing if 0 else 1", 1),
        ("sys.platform", None),
        ("hasattr(sys.version_info, 'nothing')", None),
        ("repr(sys.version_info.minor)", None),
        ("sys.maxsize", None),
    ],
)
def test_decided(tmp_path, code, expected):
    """What comes out the same in all supported versions is known, and everything else is not."""
    project = project_of(tmp_path, {"mod.py": f"import sys\na = {code}\n"}, requires_python=">=3.10")
    module = project.find("mod")
    module.run_all()
    raw = module.namespace.raw("a")
    if expected is None:
        assert type(raw) is Unknown or type(raw) is Alternatives
    else:
        assert raw == expected


@pytest.mark.parametrize("requires_python", ["", "nonsense", "<3"])
def test_nothing_is_stated(tmp_path, requires_python):
    """Without ``requires-python``, or with one that no version fits, it is any Python 3."""
    code = "import sys\na = sys.version_info >= (3, 8)\nb = sys.version_info[0] == 2\nc, *d = sys.version_info\n"
    module = project_of(tmp_path, {"mod.py": code}, requires_python=requires_python).find("mod")
    module.run_all()
    found = {name: module.namespace.raw(name) for name in "abcd"}
    assert (found["b"], found["c"]) == (False, 3)
    assert type(found["a"]) is type(found["d"]) is Unknown


def test_one_version():
    """Where one version fits, it is known."""
    assert version_info("==3.10.2")["version_info"] == VersionInfo(3, 10, 2)


def test_in_each():
    """What comes out the same in each version is known; what does not is so again for what is computed of it."""
    varying, nothing = Unknown("x", Why("a test"), values=(0, 1)), Unknown("y", Why("a test"))
    assert in_each(lambda value: value * 0, (varying,), nothing) == 0
    made = in_each(lambda value, more: value + more, (varying, 1), nothing)
    assert facts(made).values == (1, 2)
    assert in_each(lambda value, more: value - more, (made, varying), nothing) == 1
    assert in_each(max, (varying, nothing), nothing) is nothing


ANNOTATED = """from plugin import Plugin
class A(Plugin):
    namespace = "ns"
    name = "a"
    kind: NotThere
"""


@pytest.mark.parametrize(
    ("requires_python", "plugins", "problems"),
    [
        (">=3.14", ["class ns:a app:A"], []),
        ("<3.14", [], ["undecidable app.py:2"]),
        (">=3.10", ["class ns:a app:A if sys.version_info >= (3, 14)"], ["conditional app.py:2"]),
        ("", ["class ns:a app:A if sys.version_info >= (3, 14)"], ["conditional app.py:2"]),
    ],
)
@pytest.mark.parametrize("everything", [False, True])
def test_annotations(tmp_path, requires_python, plugins, problems, everything):
    """An annotation in a class may raise where a version is supported that evaluates it at once (PEP 649)."""
    write_tree(tmp_path, {"app.py": ANNOTATED})
    tree = SourceTree.of_folder(tmp_path)._replace(requires_python=requires_python)
    assert in_words(find_plugins(tree, path=[], everything=everything)) == (plugins, problems)


def kind_of(folder, code, requires_python):
    """Give of what kind a value is that may be missing: a text that says that it is, or not known."""
    text = f"try:\n    {code}\nexcept (AttributeError, ImportError, NameError):\n    a = 'missing'\n"
    module = project_of(folder, {"mod.py": text}, requires_python=requires_python).find("mod")
    module.run_all()
    return type(module.namespace["a"])


@pytest.mark.parametrize("code", ["from itertools import not_yet as a", "import math; a = math.not_yet"])
def test_what_a_newer_python_has(tmp_path, code):
    """What this Python has not is not known in a project for newer ones, and missing in all others."""
    assert kind_of(tmp_path, code, ">=3.99") is Unknown
    assert kind_of(tmp_path, code, ">=3.10") is str


def test_newer_builtins(tmp_path):
    """So it is with builtins; a name that no Python has is missing in any case."""
    if not hasattr(builtins, "frozendict"):
        assert kind_of(tmp_path, "a = frozendict", ">=3.99") is Unknown
        assert kind_of(tmp_path, "a = frozendict", ">=3.10") is str
    assert kind_of(tmp_path, "a = frozen_dict", ">=3.99") is str
