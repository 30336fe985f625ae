"""Classes of libraries that the project says are plugin bases, where their source is not there."""

import pytest

from plugin.discovery import Config, ProblemKind, SourceTree, discover
from plugin.discovery.static import find_plugins
from toys import write_tree

BASES = (("zz_app.api:Face", "zz.faces"), ("zz_app:Voice", "zz.voices"))
WAYS = {
    "from": "from zz_app.api import Face\nclass A(Face): name = 'a'\n",
    "from, renamed": "from zz_app.api import Face as F\nclass A(F): name = 'a'\n",
    "module": "import zz_app.api\nclass A(zz_app.api.Face): name = 'a'\n",
    "module, renamed": "from zz_app import api as a\nclass A(a.Face): name = 'a'\n",
    "hands on": {
        "base.py": "from zz_app.api import *\n",
        "app.py": "from base import Face\nclass A(Face): name = 'a'\n",
    },
    "derived": {
        "base.py": "from zz_app.api import Face\nclass Base(Face): kind = 'a'\n",
        "app.py": "from base import Base\nclass A(Base): name = Base.kind\n",
    },
    "with another": "from zz_app.api import Face\nfrom zz_app.mixins import Mixin\nclass A(Mixin, Face): name = 'a'\n",
    "in a function": (
        "from zz_app.api import Face\ndef make(n):\n    class A(Face): name = n\n    return A\nA = make('a')\n"
    ),
    "in a try": "try:\n    from zz_app.api import Face\nexcept ImportError:\n    raise\nclass A(Face): name = 'a'\n",
}


def look(folder, modules, path=()):
    write_tree(folder, modules if isinstance(modules, dict) else {"app.py": modules})
    tree = SourceTree.of_folder(folder)
    found = find_plugins(tree, path=list(path), bases=BASES)
    everything = find_plugins(tree, path=list(path), bases=BASES, everything=True)
    assert everything.plugins == found.plugins
    return found


@pytest.mark.parametrize("modules", WAYS.values(), ids=WAYS)
def test_found(tmp_path, modules):
    """A class that derives from one of them is found, however the base class is got at."""
    found = look(tmp_path, modules)
    (plugin,) = found.plugins
    assert (plugin.entry_point.group, plugin.entry_point.name, plugin.entry_point.value) == ("zz.faces", "a", "app:A")
    assert not found.problems


def test_two_of_a_package(tmp_path):
    """A package can hold some as well as its modules."""
    text = "from zz_app import Voice, api\nclass A(Voice): name = 'a'\nclass B(api.Face): name = 'b'\n"
    found = look(tmp_path, text)
    assert [(each.entry_point.group, each.entry_point.name) for each in found.plugins] == [
        ("zz.faces", "b"),
        ("zz.voices", "a"),
    ]


def test_others_are_told(tmp_path):
    """What nothing is said of is told, as for any library whose source is not there."""
    text = "from zz_app.api import Face, Other\nclass A(Face): name = 'a'\nclass B(Other):\n    name = 'b'\n"
    found = look(tmp_path, text)
    assert [each.entry_point.name for each in found.plugins] == ["a"]
    (problem,) = found.problems
    assert (problem.kind, problem.references) == (ProblemKind.UNREAD_BASE, ("app:B",))
    assert "`bases`" in problem.hint


def test_not_known_how_it_is_made(tmp_path):
    """What such a class gives to those that derive from it is not known: nothing is said to be missing."""
    found = look(tmp_path, WAYS["from"].replace("name = 'a'", "\n    name = 'a'\n    def __init__(self, path): ..."))
    assert (len(found.plugins), found.problems) == (1, ())


def test_source_goes_first(tmp_path):
    """Where the source of the library is there, that counts."""
    api = "from plugin import Plugin\nclass Face(Plugin): namespace = 'zz.real'\n"
    write_tree(tmp_path / "site", {"zz_app": {"__init__.py": "", "api.py": api}})
    found = look(tmp_path / "project", WAYS["from"], [str(tmp_path / "site")])
    assert [each.entry_point.group for each in found.plugins] == ["zz.real"]


def test_configured(tmp_path):
    """The configuration of a project hands them on."""
    write_tree(tmp_path, {"app.py": WAYS["from"]})
    answer = discover(SourceTree.of_folder(tmp_path), Config(bases=BASES, on_undecided="strict"))
    assert answer.table == {"zz.faces": {"a": "app:A"}}
    assert not answer.problems
