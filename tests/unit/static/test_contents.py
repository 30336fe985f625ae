"""What objects hold is taken, compared, and put back."""

import collections
import copy
import types

import pytest

from plugin.discovery.static.contents import MISSING, Contents, Variables, same
from plugin.discovery.static.unknown import Unknown, Why


class Plain:
    """Stands for a class of interpreted code, with attributes."""


class Slotted:
    __slots__ = ("x", "y")


class Both(Slotted):
    pass


class OwnList(list):
    pass


class OwnDict(dict):
    pass


class OwnSet(set):
    pass


class OwnDeque(collections.deque):
    pass


OWN = (Plain, Slotted, Both, OwnList, OwnDict, OwnSet, OwnDeque)


@pytest.fixture
def contents():
    return Contents(lambda cls: cls in OWN or cls.__name__ == "Changing", lambda _: ())


def plain(**fields):
    made = Plain()
    vars(made).update(fields)
    return made


def slotted(kind=Slotted):
    made = kind()
    made.x = 1
    return made


def changing():
    return type("Changing", (), {"x": 1, "f": len})


def with_slot():
    made = slotted()
    made.y = 3
    del made.x
    return made


CHANGES = {
    "list": (lambda: [1, 2], lambda it: it.append(3)),
    "emptied list": (lambda: [1, 2], lambda it: it.clear()),
    "sorted list": (lambda: [2, 1], lambda it: it.sort()),
    "dict": (lambda: {"a": 1}, lambda it: it.update(b=2)),
    "order of a dict": (lambda: {"a": 1, "b": 2}, lambda it: it.update(a=it.pop("a"))),
    "ordered dict": (lambda: collections.OrderedDict(a=1, b=2), lambda it: it.move_to_end("a")),
    "set": (lambda: {1}, lambda it: it.add(2)),
    "deque": (lambda: collections.deque([1], maxlen=3), lambda it: it.appendleft(2)),
    "bytearray": (lambda: bytearray(b"x"), lambda it: it.extend(b"y")),
    "defaultdict": (lambda: collections.defaultdict(list, a=[]), lambda it: it["b"]),
    "counter": (lambda: collections.Counter("aab"), lambda it: it.update("c")),
    "iterator of a list": (lambda: iter([1, 2, 3]), next),
    "iterator of a tuple": (lambda: iter((1, 2, 3)), next),
    "iterator of a text": (lambda: iter("abc"), next),
    "attributes": (lambda: plain(x=1), lambda it: setattr(it, "x", 2)),
    "more attributes": (lambda: plain(x=1), lambda it: setattr(it, "y", 2)),
    "fewer attributes": (lambda: plain(x=1), lambda it: delattr(it, "x")),
    "slots": (slotted, lambda it: setattr(it, "x", 2)),
    "a slot that was empty": (slotted, lambda it: setattr(it, "y", 2)),
    "a slot that is emptied": (slotted, lambda it: delattr(it, "x")),
    "another slot": (with_slot, lambda it: setattr(it, "x", 2)),
    "own list": (lambda: OwnList([1]), lambda it: it.append(2)),
    "own dict": (lambda: OwnDict(a=1), lambda it: it.update(b=2)),
    "own set": (lambda: OwnSet([1]), lambda it: it.add(2)),
    "own deque": (lambda: OwnDeque([1]), lambda it: it.append(2)),
    "own list with attributes": (lambda: OwnList([1]), lambda it: setattr(it, "x", 2)),
    "a class": (changing, lambda it: setattr(it, "y", 2)),
    "a method of a class": (changing, lambda it: setattr(it, "f", repr)),
    "a class without": (changing, lambda it: delattr(it, "x")),
    "a function": (lambda: types.FunctionType((lambda: 0).__code__, {}), lambda it: setattr(it, "x", 2)),
    "a namespace": (lambda: types.SimpleNamespace(x=1), lambda it: setattr(it, "x", 2)),
}


def in_any_order(content):
    """Leave out in which order a class has its attributes, which is not put back."""
    return dict(sorted(content.items())) if isinstance(content, dict) else content  # which only a class gives


@pytest.mark.parametrize("title", CHANGES)
def test_round_trip(contents, title):
    """What an object held is put back, whatever was done to it, and it can be told that something was done."""
    make, change = CHANGES[title]
    thing = make()
    before = contents.of(thing)
    assert same(before, contents.of(thing))
    change(thing)
    after = contents.of(thing)
    assert not same(before, after)
    assert contents.put(thing, before)
    assert same(in_any_order(contents.of(thing)), in_any_order(before))
    assert contents.put(thing, after)
    assert same(in_any_order(contents.of(thing)), in_any_order(after))
    if isinstance(thing, collections.deque) and type(thing) is collections.deque:
        assert thing.maxlen == 3


@pytest.mark.parametrize(("thing", "change"), [(iter([1]), list), (zip([1]), next)])
def test_iterators_that_cannot_be_put_back(contents, thing, change):
    """An iterator that has come to its end, or runs over another, cannot be put back, and that is told."""
    before = contents.of(thing)
    change(thing)
    assert not same(contents.of(thing), before)
    assert not contents.put(thing, before)


@pytest.mark.parametrize(
    "value", [1, "x", 1.5, None, b"x", len, (1, 2), frozenset([1]), int, Variables(), types, True], ids=repr
)
def test_what_does_not_change(contents, value):
    """Constants, types of Python and modules hold nothing that could change."""
    assert contents.of(value) is None or value in ((1, 2), frozenset([1]))


def test_unknown(contents):
    """A value that is not known is asked nothing."""
    assert contents.of(Unknown("u", Why("a test"))) is None


def test_reachable(contents):
    """What can be got to from an object, through containers, attributes, methods, classes, as far as asked."""

    class Hidden:
        pass

    inner, default = [], {}
    thing = plain(items=({"k": inner},))

    def function(x=default):
        return x

    found = [*contents.reachable([thing, function, types.MethodType(function, thing), Hidden()])]
    assert any(each is inner for each in found)
    assert any(each is default for each in found)
    assert any(each is Plain for each in found)
    assert not any(each is inner for each in contents.reachable([thing], depth=2))
    loop = []
    loop.append(loop)
    assert len([*contents.reachable(loop)]) == 1


def test_reachable_from_a_class(contents):
    """The attributes and bases of an interpreted class can be got to, those of one of Python cannot."""
    cls = changing()
    cls.items = items = [5]
    assert any(each is items for each in contents.reachable(cls))
    assert [*contents.reachable(int)] == [int]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, 2),
        ("a", "b"),
        ([1], [1, 2]),
        ({"a": 1}, {"b": 1}),
        ({1}, {2}),
        ([1], (1,)),
        (Variables(), Variables()),
        (object(), object()),
    ],
)
def test_different(left, right):
    """Different contents are told apart; those of two objects that tell nothing count as different."""
    assert not same(left, right)


def test_same_means_the_same_objects():
    """Equal objects are not the same, unless they are constants."""
    assert not same([[]], [copy.copy([object()])])
    assert same(["x" * 1000], ["".join(["x"] * 1000)])
    assert repr(MISSING) == "MISSING"
