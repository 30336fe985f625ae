from itertools import pairwise

import pytest

from plugin.discovery import Config, Lookout, SourceTree
from plugin.exceptions import DiscoveryError
from toys import PLUGIN, UNDECIDABLE, write_tree


@pytest.fixture
def tree(tmp_path):
    """A function that writes modules, and gives the source tree."""

    def tree(**modules):
        write_tree(tmp_path, {f"{name}.py": text for name, text in modules.items()})
        return SourceTree.of_folder(tmp_path)

    return tree


def test_state(tree, tmp_path):
    """It changes when a module comes, goes or is written."""
    states = [tree(a="").state(), tree(b="").state(), tree(b="pass").state()]
    (tmp_path / "b.py").unlink()
    vanished = tree().state()
    states.append(vanished)
    assert all(one != other for one, other in pairwise(states))
    assert vanished == tree().state()
    gone = tree()
    (tmp_path / "a.py").unlink()
    assert gone.state() != vanished


def test_looks_again_where_something_has_changed(tree, monkeypatch):
    """It looks as often as something has changed, in the modules or in what others have filled in."""
    looks = []
    monkeypatch.setattr("plugin.discovery.looking.build_entry_points", lambda *_, static: looks.append(static) or {})
    lookout = Lookout(Config(), print)
    for modules, static in [({}, {}), ({}, {}), ({"a": PLUGIN}, {}), ({}, {}), ({}, {"g": {"x": "y:z"}})]:
        lookout.look(tree(**modules), static)
    assert looks == [{}, {}, {"g": {"x": "y:z"}}]


def test_says_nothing_until_it_is_asked(tree):
    """What there is to say is said when the entry points are asked for: each message once."""
    said = []
    lookout = Lookout(Config(on_undecided="warn"), said.append)
    lookout.look(tree(a=UNDECIDABLE, b=PLUGIN), {})
    assert said == []
    assert lookout.entry_points() == {"sample": {"some": "b:Some"}}
    lookout.look(tree(c=""), {})
    assert lookout.entry_points() == {"sample": {"some": "b:Some"}}
    assert [message.partition(" ")[0] for message in said] == ["a.py:4:"]
    lookout.look(tree(d=PLUGIN), {})
    with pytest.raises(DiscoveryError):
        lookout.entry_points()
    lookout.look(tree(d=""), {})
    assert lookout.entry_points() == {"sample": {"some": "b:Some"}}
    assert len(said) == 1
