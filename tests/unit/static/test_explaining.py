"""Conditions and exceptions in words: as short as they can be told."""

import pytest

from plugin.discovery import SourceTree
from plugin.discovery.static import find_plugins
from plugin.discovery.static.explaining import in_words, simplified
from plugin.discovery.static.unknown import Condition
from toys import write_tree

A, B = Condition("a"), Condition("b", "no b")


@pytest.mark.parametrize(
    ("paths", "text"),
    [
        ([{A: True}], "a"),
        ([{A: False}], "not (a)"),
        ([{B: False}], "no b"),
        ([{A: True, B: True}], "a and b"),
        ([{A: True}, {A: False}], None),
        ([{A: True}, {B: True}], "a or b"),
        ([{A: True, B: True}, {A: True, B: False}], "a"),
        ([{A: True, B: True}, {A: True, B: False}, {A: False}], None),
        ([{A: True}, {A: True, B: True}], "a"),
        ([{A: True, B: True}, {A: True}], "a"),
        ([{}], None),
        ([{A: True}, {}], None),
        ([{A: True, B: False}, {A: False, B: True}], "a and no b or not (a) and b"),
    ],
)
def test_in_words(paths, text):
    """Worlds that can be told as one are, and those that are all there are need not be told."""
    assert in_words(paths) == text


def test_nothing_is_changed():
    """The worlds that are given stay as they are."""
    paths = [{A: True}, {A: False}]
    assert simplified(paths) == [{}]
    assert paths == [{A: True}, {A: False}]


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        ("ValueError('no name')", "ValueError: no name"),
        ("KeyError", "KeyError: "),
        ("Odd()", "Odd"),  # its text cannot be had
    ],
)
def test_what_raises(tmp_path, raised, told):
    """Of a statement that always raises an exception, that is said, with its line."""
    source = f"""
        from plugin import PluginSpec

        class Odd(Exception):
            def __str__(self):
                raise RuntimeError

        def name():
            raise {raised}

        spec = PluginSpec("ns", name(), list)
    """
    write_tree(tmp_path, {"app.py": source})
    (problem,) = find_plugins(SourceTree.of_folder(tmp_path), path=[]).problems
    assert (str(problem.place), problem.message) == ("app.py:11", f"app cannot be imported: it raises {told}")


def test_argument_that_a_hook_requires(tmp_path):
    """What Python says of arguments names the function of the project."""
    source = """
        from plugin import Plugin

        class Base(Plugin):
            def __init_subclass__(cls, *, kind): ...

        class Own(Base):
            namespace, name = "ns", "own"
    """
    write_tree(tmp_path, {"app.py": source})
    (problem,) = find_plugins(SourceTree.of_folder(tmp_path), path=[]).problems
    assert problem.message.endswith("Base.__init_subclass__() missing 1 required keyword-only argument: 'kind'")
