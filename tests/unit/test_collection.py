"""A manager as a collection, what its plugins are called, and what its errors say."""

import abc
import pydoc
import sys

import pytest

import plugin
import plugin.core
from plugin import Plugin, PluginManager, PluginSpec
from plugin.exceptions import InvalidPlugin, PluginDisabled, PluginException, PluginFailed, PluginNotFound
from toys import GivenPlugins

NAMESPACE = "my.ns"
MODULE = "from plugin import Plugin\n\nclass P(Plugin):\n    namespace, name = 'my.ns', 'a'\n"
NOTES = pytest.mark.skipif(sys.version_info < (3, 11), reason="exceptions have notes from Python 3.11 on")


class Face(Plugin, abc.ABC):
    """A base class, of which no plugin can be made."""

    namespace = NAMESPACE

    @abc.abstractmethod
    def smile(self):
        raise NotImplementedError


class Happy(Face):
    name = "happy"

    def smile(self):
        return ":)"


def given(*specs, **options):
    return PluginManager(NAMESPACE, finder=GivenPlugins(*(PluginSpec(NAMESPACE, *spec) for spec in specs)), **options)


def failing(step, error):
    """A class whose plugins raise an error at a step."""

    def fail(*_):
        raise error

    return type("Failing", (Plugin,), {step: fail})


class TestNames:
    def test_factory(self):
        """Whatever makes it, a plugin knows what it is called."""
        manager = given(("a", Plugin), ("b", lambda: Plugin()), ("c", type("Own", (Plugin,), {"name": "own"})))  # noqa: PLW0108
        assert [(each.namespace, each.name) for each in manager.load_all()] == [
            (NAMESPACE, "a"),
            (NAMESPACE, "b"),
            (NAMESPACE, "own"),
        ]

    def test_without_attributes(self):
        """An object that takes no attributes is a plugin as well."""

        class Slots:
            __slots__ = ()

            def should_load(self):
                return True

            def load(self):
                pass

        assert type(given(("a", Slots)).load("a")) is Slots

    def test_base_class(self, site):
        """A base class says which namespace is meant."""
        site.install("one", {"collection_one.py": MODULE}, {NAMESPACE: {"a": "collection_one:P"}})
        assert PluginManager(Face).namespace == NAMESPACE
        assert PluginManager(Face, allow=["a"]).load("a").name == "a"

    @pytest.mark.parametrize("base", [Plugin, 5, None, Happy.smile, type("Odd", (Plugin,), {"namespace": ""})])
    def test_no_base_class(self, base):
        """What has no namespace is refused."""
        with pytest.raises(InvalidPlugin, match="a manager needs a namespace, or a plugin base class that has one"):
            PluginManager(base)


class TestCollection:
    def test_names(self):
        """It holds names in the order of its finder; nothing is imported or made for that."""
        manager = given(("b", failing("load", OSError())), ("a", Happy))
        assert (list(manager), len(manager), "a" in manager, "c" in manager, 5 in manager) == (
            ["b", "a"],
            2,
            True,
            False,
            False,
        )
        assert manager.items() == []
        assert not any(container.is_resolved for container in manager.list_containers())

    def test_items(self):
        """To ask for one loads it; its items are those that are loaded."""
        manager = given(("b", Happy), ("a", Happy))
        happy = manager["b"]
        assert manager.items() == [("b", happy)]
        assert manager.load("b") is happy

    @pytest.mark.parametrize("name", ["c", 5])
    def test_missing(self, name):
        """What is not there is a KeyError, as of any mapping, and a ValueError, as it has always been."""
        for kind in (KeyError, ValueError, PluginNotFound):
            with pytest.raises(kind) as caught:
                given(("a", Happy))[name]
            assert caught.value.__context__ is None
            assert str(caught.value).startswith(f"no plugin named {name} in namespace my.ns; available: a")


class TestNotFound:
    def test_near_names(self):
        """The names that were perhaps meant are named."""
        manager = given(("json", Happy), ("yaml", Happy))
        with pytest.raises(PluginNotFound, match="available: json, yaml; did you mean 'json'"):
            manager.load("jsn")

    @pytest.mark.usefixtures("only_ours")
    @pytest.mark.parametrize("namespace", ["my.n", "My.Ns", "my_ns"])
    def test_near_namespaces(self, site, namespace):
        """Where the namespace is empty, it is perhaps another one that was meant."""
        site.install("one", {"collection_one.py": MODULE}, {NAMESPACE: {"a": "collection_one:P"}})
        with pytest.raises(PluginNotFound, match=r"the namespace is empty; did you mean 'my\.ns'"):
            PluginManager(namespace).load("a")

    def test_nothing_near(self):
        """Nothing is guessed."""
        with pytest.raises(PluginNotFound, match=r"the namespace is empty$"):
            PluginManager("nobody.offers.this").load("a")


class TestFailures:
    @NOTES
    @pytest.mark.parametrize(
        ("module", "step"),
        [
            ("1 / 0", "resolved"),
            (f"{MODULE}    def __init__(self): 1 / 0", "made"),
            (f"{MODULE}    def load(self): 1 / 0", "loaded"),
        ],
    )
    def test_note(self, site, module, step):
        """An error reaches the caller as it was raised, with a note that says whose it is: one, however often."""
        site.install("one", {"collection_fails.py": module}, {NAMESPACE: {"a": "collection_fails:P"}})
        manager = PluginManager(NAMESPACE)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError) as caught:
                manager.load("a")
            assert caught.value.__notes__ == [f"plugin my.ns:a of one 1.0 (collection_fails:P) cannot be {step}"]
        sys.modules.pop("collection_fails", None)

    @NOTES
    def test_note_of_a_spec(self):
        """Without an entry point, the note names the plugin."""
        with pytest.raises(OSError, match=r"^full") as caught:
            given(("a", failing("load", OSError("full")))).load("a")
        assert caught.value.__notes__ == ["plugin my.ns:a cannot be loaded"]

    @NOTES
    def test_no_note(self):
        """What names the plugin by itself needs none."""
        manager = given(("a", failing("load", InvalidPlugin("odd", NAMESPACE, "a"))), ("b", lambda: None))
        for name in manager:
            with pytest.raises(InvalidPlugin) as caught:
                manager.load(name)
            assert not hasattr(caught.value, "__notes__")

    @pytest.mark.parametrize(("step", "said"), [("__init__", "made"), ("load", "loaded")])
    def test_wrapped(self, step, said):
        """Who wants every error to be a PluginException gets that, with the error as its cause."""
        error = OSError("full")
        manager = given(("a", failing(step, error)), wrap_errors=True)
        with pytest.raises(PluginException) as caught:
            manager.load("a")
        assert type(caught.value) is PluginFailed
        assert (caught.value.namespace, caught.value.name, caught.value.step) == (NAMESPACE, "a", said)
        assert caught.value.__cause__ is error
        assert str(caught.value) == f"plugin my.ns:a cannot be {said}: OSError: full"
        assert manager.errors == {"a": error}
        with pytest.raises(PluginFailed):
            given(("a", failing(step, error)), wrap_errors=True).load_all(propagate_exceptions=True)

    def test_not_wrapped(self):
        """What is a PluginException already stays as it is."""
        manager = given(("a", failing("load", PluginDisabled(NAMESPACE, "a", "not here"))), wrap_errors=True)
        with pytest.raises(PluginDisabled):
            manager.load("a")


@pytest.mark.parametrize("module", [plugin, plugin.core])
def test_shown(module):
    """What is imported on demand is shown as well."""
    assert {*module.__all__} <= {*dir(module)}
    text = pydoc.render_doc(module, renderer=pydoc.plaintext)
    assert "class PluginDisabled" in text
    assert "class PluginLifecycleListener" in text
