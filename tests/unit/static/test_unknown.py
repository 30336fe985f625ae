"""Values that are not known: whoever asks them anything is stopped, and nobody who only keeps them is harmed."""

import copy
import dataclasses
import functools
import inspect
import operator
import typing

import pytest

from plugin.discovery.findings import Place
from plugin.discovery.static.unknown import (
    LONGEST_CHAIN,
    Condition,
    Internal,
    OutOfBudget,
    Undecided,
    Unknown,
    Why,
    facts,
    first_unknown,
    is_a,
    show,
    show_call,
)


def made(text="u"):
    return Unknown(text, Why("a test"))


NOT_SPECIAL = {
    "__class__",
    "__delattr__",
    "__dict__",
    "__doc__",
    "__getattribute__",
    "__getstate__",
    "__init__",
    "__init_subclass__",
    "__module__",
    "__new__",
    "__setattr__",
    "__slots__",
    "__subclasshook__",
    "__firstlineno__",
    "__static_attributes__",
    "__setstate__",
    "__class_getitem__",
    "__annotations__",
    "__annotate__",
    "__annotate_func__",
    "__text_signature__",
    "__alloc__",
    "__buffer__",
    "__getformat__",
    "__getnewargs__",
    "__setformat__",
    "__release_buffer__",
}


def special_methods():
    """Give the special methods that any type of Python has."""
    types = [
        object,
        int,
        float,
        complex,
        str,
        bytes,
        bytearray,
        list,
        dict,
        set,
        range,
        type(iter([])),
        memoryview,
        typing.Generic,
    ]
    found = {
        name for kind in types for name in dir(kind) if name.startswith("__") and callable(getattr(kind, name, None))
    }
    extra = {
        "__enter__",
        "__exit__",
        "__fspath__",
        "__missing__",
        "__call__",
        "__await__",
        "__matmul__",
        "__imatmul__",
        "__bytes__",
    }
    return sorted((found | extra) - NOT_SPECIAL)


@pytest.mark.parametrize("name", special_methods())
def test_special_methods(name):
    """Every special method that a type may have stops who calls it."""
    method = inspect.getattr_static(Unknown, name)
    with pytest.raises(Undecided):
        method(made())


@pytest.mark.parametrize(
    "ask",
    [
        bool,
        str,
        repr,
        hash,
        len,
        iter,
        next,
        int,
        float,
        complex,
        bytes,
        abs,
        round,
        dir,
        vars,
        reversed,
        list,
        set,
        sum,
        sorted,
        ascii,
        operator.index,
        operator.neg,
        operator.not_,
        copy.copy,
        copy.deepcopy,
        "{}".format,
        "%s".__mod__,
        "".join,
        any,
        all,
        max,
        lambda u: u(),
        lambda u: u.x,
        lambda u: u[0],
        lambda u: u == 1,
        lambda u: 1 == u,
        lambda u: u < 1,
        lambda u: 1 in u,
        lambda u: u in [1],
        lambda u: u + 1,
        lambda u: 1 + u,
        lambda u: [] + u,
        lambda u: {**u},
        lambda u: [*u],
        lambda u: f"{u}",
        lambda u: {u},
        lambda u: {u: 1},
        lambda u: {}.get(u),
        lambda u: setattr(u, "x", 1),
        lambda u: delattr(u, "x"),
        lambda u: isinstance(1, u),
        lambda u: issubclass(int, u),
        lambda u: isinstance(u, int),
        lambda u: "x" * u,
        lambda u: getattr(u, "x", None),
        lambda u: hasattr(u, "x"),
        lambda u: [1, 2][u],
        lambda u: range(u),
        lambda u: open(u),
        lambda u: exec(u),
        lambda u: functools.wraps(u)(len),
    ],
)
def test_asking(ask):
    """Whatever native code asks of an unknown value, it gets no answer."""
    with pytest.raises((Undecided, TypeError)):
        ask(made())


def test_with_statement():
    """A context manager that is not known cannot be entered."""
    with pytest.raises(Undecided), made():
        pass


def test_what_keeps_it_is_unharmed():
    """Containers, classes, descriptors, defaults and dataclasses take an unknown value as any other."""
    unknown = made()
    assert [unknown][0] is unknown
    assert {"k": unknown}["k"] is unknown
    assert (1, unknown)[1] is unknown
    assert unknown in [unknown]  # itself, which is not asked

    class Holder:
        attribute = unknown

        def method(self, default=unknown):
            return default

    assert Holder.attribute is unknown
    assert Holder().attribute is unknown
    assert Holder().method() is unknown
    assert type("C", (Holder,), {"x": unknown}).x is unknown
    assert functools.partial(lambda x: x, unknown)() is unknown
    assert dataclasses.field(default=unknown).default is unknown
    with pytest.raises(AttributeError):
        unknown.__set_name__  # noqa: B018 - which is not there, as Python asks for it


def test_nobody_catches_it():
    """What stops the asker is no ``Exception``."""
    assert not issubclass(Internal, Exception)
    assert issubclass(Undecided, Internal)
    assert issubclass(OutOfBudget, Internal)
    assert OutOfBudget().why.text == "it takes too long to follow"
    assert str(Undecided(Why("because"))) == "because"


def test_reasons():
    """The reasons of a value are told from the nearest on, as far as they are of use."""
    why = Why("first", Place("a.py", 1))
    for index in range(20):
        why = Why(f"then {index}", None, why)
    chain = why.chain()
    assert chain[0].text == "then 19"
    assert len(chain) == LONGEST_CHAIN
    assert Why("x", Place("a.py", 1)).chain()[0].place == Place("a.py", 1)


def test_conditions_in_words():
    """A condition is told as it is, or as its opposite."""
    assert Condition("x").say(holds=True) == "x"
    assert Condition("x").say(holds=False) == "not (x)"
    assert Condition("x", "y").say(holds=False) == "y"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        ("x", "'x'"),
        ([1, "a"], "[1, 'a']"),
        (("x",), "('x',)"),
        (len, "len"),
        (int, "int"),
        (list[int], "<GenericAlias>"),
        ({}, "<dict>"),
        ("x" * 99, "'" + "x" * 59),
    ],
)
def test_show(value, text):
    """Values are shown as code, without asking what might run interpreted code."""
    assert show(value) == text


def test_show_unknown():
    """An unknown value is shown as the code that gave it."""
    unknown = made("lib.x")
    assert show(unknown) == "lib.x"
    assert show([unknown]) == "<list>"
    assert show_call("f", (1, unknown), {"k": "v"}) == "f(1, lib.x, k='v')"
    assert facts(unknown).text == "lib.x"
    assert not facts(unknown).product
    assert facts(Unknown("x", Why("y"), product=True)).product


def test_finding_one():
    """The first unknown value among some is found, and asked nothing."""
    unknown = made()
    assert first_unknown([1, unknown, made()]) is unknown
    assert first_unknown([1]) is None
    assert not is_a(unknown, Unknown)
    assert is_a(1, int)
