import pickle

import pytest

from plugin import PluginDisabled, PluginException
from plugin.exceptions import (
    ConfigError,
    DiscoveryError,
    DuplicateEntryPoint,
    InvalidEntryPoint,
    InvalidPlugin,
    PluginCycle,
    PluginNotFound,
    describe,
)

EVERY_EXCEPTION = [
    PluginException("message", "ns", "a"),
    PluginDisabled("ns", "a", "a reason"),
    PluginNotFound("ns", "a", ["b", "c"]),
    InvalidPlugin("message", "ns", "a"),
    InvalidEntryPoint("message", "ns", "a", "m:a"),
    DuplicateEntryPoint("ns", "a", ["m:a", "m:b"]),
    PluginCycle("ns", "a"),
    PluginCycle("ns", "a", ["ns:a", "ns:b"]),
    ConfigError(["one", "two"]),
    DiscoveryError(["one", "two"]),
]


@pytest.mark.parametrize("error", EVERY_EXCEPTION, ids=lambda error: type(error).__name__)
def test_pickled(error):
    """An exception crosses the border of a process with its message and its fields."""
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # what was written here
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize("error", EVERY_EXCEPTION, ids=lambda error: type(error).__name__)
def test_one_base(error):
    """Whoever catches the base catches them all."""
    assert isinstance(error, PluginException)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PluginDisabled("ns", "a"), "plugin ns:a is disabled"),
        (PluginDisabled("ns", "a", "no licence"), "plugin ns:a is disabled, reason: no licence"),
        (PluginNotFound("ns", "a"), "no plugin named a in namespace ns; the namespace is empty"),
        (PluginNotFound("ns", "a", ["b", "c"]), "no plugin named a in namespace ns; available: b, c"),
        (PluginCycle("ns", "a"), "plugin ns:a needs itself to be loaded first"),
        (
            PluginCycle("ns", "a", ["ns:a", "ns:b"]),
            "plugin ns:a needs itself to be loaded first: ns:a -> ns:b -> ns:a",
        ),
        (DuplicateEntryPoint("ns", "a", ["m:a", "m:b"]), "Duplicate entry point ns a: it refers to m:a and to m:b"),
        (DiscoveryError(["one", "two"]), "one\ntwo"),
    ],
)
def test_message(error, message):
    """The message says what the fields say."""
    assert str(error) == message


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("wrong"), "ValueError: wrong"),
        (ValueError("on\n  two lines"), "ValueError: on two lines"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
    ],
)
def test_described_in_one_line(error, text):
    """A description is one line, whatever the message looks like."""
    assert describe(error) == text


def test_described_without_message():
    """An exception whose message raises is described all the same."""

    class Broken(Exception):
        def __str__(self):
            raise RuntimeError

    assert describe(Broken()) == "Broken: (its message cannot be read)"
