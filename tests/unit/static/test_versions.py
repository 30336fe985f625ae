"""What ``requires-python`` decides about code that asks for the version it runs on."""

import pytest

from engine import project_of
from plugin.discovery.static.unknown import Unknown, Why, facts
from plugin.discovery.static.versions import NUMBERS, VersionInfo, in_each, supported, version_info
from plugin.discovery.static.worlds import Alternatives


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
