"""What ``requires-python`` decides about code that asks for the version it runs on."""

import pytest

from engine import project_of
from plugin.discovery.static.unknown import Undecided, Unknown
from plugin.discovery.static.versions import Varying, supported, version_info
from plugin.discovery.static.worlds import Alternatives


@pytest.mark.parametrize(
    ("specifier", "minors"),
    [
        (">=3.10,<3.13", [10, 11, 12]),
        (">=3.11,!=3.12.*,<3.14", [11, 13]),
        ("==3.10.*", [10]),
        ("~=3.10,<3.12", [10, 11]),
        ("", []),
        ("nonsense", []),
        ("<3", []),
        (" ", []),
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
        ("bool(sys.version_info)", True),
        ("sys.version_info.minor - 20 > 0", None),
        ("{sys.version_info: 1}", None),
        ("sys.hexversion >> 24", None),
        ("list(sys.version_info)[0]", 3),
        ("sys.platform", None),
        ("hasattr(sys.version_info, 'nothing')", False),
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


def test_nothing_is_stated(tmp_path):
    """Without ``requires-python`` the version is not known."""
    module = project_of(tmp_path, {"mod.py": "import sys\na = sys.version_info >= (3, 8)\n"}).find("mod")
    module.run_all()
    assert type(module.namespace.raw("a")) is Unknown
    assert version_info("") == {}


def test_varying():
    """A value that is the same everywhere is that value; another one is asked nothing."""
    varying = Varying([0, 1], "x")
    assert varying.each(lambda value: value * 0, "y") == 0
    assert type(varying.each(lambda value: value + 1, "y")) is Varying
    for ask in (bool, str, repr, hash, format):
        with pytest.raises(Undecided):
            ask(varying)
    with pytest.raises(AttributeError):
        varying.major  # noqa: B018 - it is no version
