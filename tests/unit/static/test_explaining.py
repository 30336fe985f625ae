"""Conditions in words: as short as they can be told."""

import pytest

from plugin.discovery.static.explaining import in_words, simplified
from plugin.discovery.static.unknown import Condition

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
