import copy
import pickle
from enum import Enum

import pytest

import plugin as api
from plugin import FunctionPlugin, Plugin, PluginFinder, PluginSpec, PluginSpecResolver, core, manager, plugin
from plugin.exceptions import InvalidPlugin


class S3(Plugin):
    namespace = "my.services"
    name = "s3"


@plugin(namespace="my.hooks")
def on_start(what="all"):
    """Starts."""
    return f"started {what}"


class TestPlugin:
    def test_defaults(self):
        """A plugin that overrides nothing should load, takes any arguments, and loads nothing."""
        assert S3().should_load() is True
        assert S3().load("any", argument="goes") is None


class TestPluginSpec:
    def test_equal_by_its_parts(self):
        """Two specs with the same three parts are the same, and count once in a set."""
        assert PluginSpec("ns", "a", S3) == PluginSpec("ns", "a", S3)
        assert len({PluginSpec("ns", "a", S3), PluginSpec("ns", "a", S3)}) == 1

    @pytest.mark.parametrize(
        "other", [PluginSpec("other", "a", S3), PluginSpec("ns", "b", S3), PluginSpec("ns", "a", Plugin)]
    )
    def test_differs_in_any_part(self, other):
        """Specs that differ in one part are not equal."""
        assert PluginSpec("ns", "a", S3) != other

    @pytest.mark.parametrize("other", [None, "ns:a", ("ns", "a", S3), S3, object()])
    def test_compares_with_other_types(self, other):
        """A spec compares unequal with anything else, instead of raising."""
        assert (PluginSpec("ns", "a", S3) == other) is False
        assert PluginSpec("ns", "a", S3) != other

    def test_parts_are_plain_text(self):
        """A namespace or a name that is the member of an enum stands for its text, also where it is written."""

        class Word(str, Enum):
            NAMESPACE = "ns"
            NAME = "a"

        spec = PluginSpec(Word.NAMESPACE, Word.NAME, S3)
        assert (type(spec.namespace), type(spec.name)) == (str, str)
        assert spec == PluginSpec("ns", "a", S3)
        assert repr(spec).startswith("PluginSpec(ns.a = ")

    def test_priority(self):
        """A spec has the priority that its factory states, if that is a number."""

        def made(priority):
            return PluginSpec("ns", "a", type("Prior", (S3,), {"priority": priority})).priority

        @plugin(namespace="ns", priority=3)
        def marked():
            """Say nothing."""

        assert [made(5), made(-1), made("high"), PluginSpec("ns", "a", S3).priority] == [5, -1, 0, 0]
        assert PluginSpec("ns", "a", S3.mro).priority == 0  # which states none
        assert PluginSpec("ns", "a", marked).priority == 3

    def test_factory_need_not_be_hashable(self):
        """A spec is hashable whatever its factory is."""

        class Unhashable:
            __hash__ = None

            def __call__(self):
                return S3()

        assert isinstance(hash(PluginSpec("ns", "a", Unhashable())), int)

    @pytest.mark.parametrize("part", ["namespace", "name", "factory"])
    def test_is_immutable(self, part):
        """No part of a spec can be set or deleted."""
        spec = PluginSpec("ns", "a", S3)
        with pytest.raises(AttributeError, match=f"immutable.*{part}"):
            setattr(spec, part, "b")
        with pytest.raises(AttributeError, match=f"immutable.*{part}"):
            delattr(spec, part)
        assert spec == PluginSpec("ns", "a", S3)

    def test_subclass_has_fields_of_its_own(self):
        """A class derived from a spec may carry more, which is no part of the spec."""

        class Noted(PluginSpec):
            pass

        spec = Noted("ns", "a", S3)
        spec.note = "mine"
        del spec.note
        assert not hasattr(spec, "note")

    @pytest.mark.parametrize("wrong", [None, "", 5, b"a"])
    def test_names_are_checked(self, wrong):
        """Namespace and name must be non-empty strings; the message says which is not."""
        with pytest.raises(InvalidPlugin, match="the namespace of a plugin"):
            PluginSpec(wrong, "a", S3)
        with pytest.raises(InvalidPlugin, match="the name of a plugin"):
            PluginSpec("ns", wrong, S3)

    def test_factory_is_checked(self):
        """What cannot be called makes no plugin."""
        with pytest.raises(InvalidPlugin, match="factory of plugin ns:a is not callable: 'S3'"):
            PluginSpec("ns", "a", "S3")

    def test_copies(self):
        """A spec survives copying and pickling."""
        spec = PluginSpec("ns", "a", S3)
        assert copy.deepcopy(spec) == pickle.loads(pickle.dumps(spec)) == spec  # noqa: S301  # what was written above

    def test_shown(self):
        """A spec shows its three parts."""
        assert repr(PluginSpec("ns", "a", S3)) == f"PluginSpec(ns.a = {S3!r})"


class TestPluginDecorator:
    def test_function_stays_as_it_is(self):
        """A marked function is called like any other."""
        assert on_start("now") == "started now"
        assert on_start.__name__ == "on_start"

    def test_spec_makes_a_function_plugin(self):
        """The spec of a marked function makes a plugin that can be called like the function."""
        spec = PluginSpecResolver().resolve(on_start)
        made = spec.factory()
        assert (spec.namespace, spec.name) == (made.namespace, made.name) == ("my.hooks", "on_start")
        assert isinstance(made, FunctionPlugin)
        assert made("now") == made.fn("now") == "started now"
        assert made.__doc__ == "Starts."
        assert made.load("anything") is None

    def test_each_plugin_is_made_anew(self):
        """A factory makes a plugin of its own each time."""
        spec = PluginSpecResolver().resolve(on_start)
        assert spec.factory() is not spec.factory()

    def test_name_and_load(self):
        """A name of its own and a load function can be given."""

        @plugin(namespace="my.hooks", name="other", load=lambda *args, **kwargs: (args, kwargs))
        def fn():
            pass

        spec = PluginSpecResolver().resolve(fn)
        assert spec.name == "other"
        assert spec.factory().load(1, b=2) == ((1,), {"b": 2})

    @pytest.mark.parametrize(
        ("should_load", "expected"),
        [
            (None, True),
            (True, True),
            (False, False),
            (lambda: True, True),
            (lambda: False, False),
            ("", False),
            (1, True),
        ],
    )
    def test_should_load(self, should_load, expected):
        """The condition is a value or a function; any false value but None counts as false."""

        @plugin(namespace="my.hooks", should_load=should_load)
        def fn():
            pass

        assert PluginSpecResolver().resolve(fn).factory().should_load() is expected

    @pytest.mark.parametrize("namespace", ["", None, 7])
    def test_namespace_is_checked(self, namespace):
        """A wrong namespace is an error where the function is decorated, not later."""
        with pytest.raises(InvalidPlugin, match="namespace"):
            plugin(namespace=namespace)(lambda: None)

    @pytest.mark.parametrize("bases", [(), (Plugin,)])
    def test_class(self, bases):
        """A class would be passed over by all that look for plugins, so it is refused, with the way out."""
        message = "@plugin is for functions, but Screen is a class: derive it from Plugin and set its namespace"
        with pytest.raises(InvalidPlugin, match=message):
            plugin(namespace="my.hooks")(type("Screen", bases, {"namespace": "my.hooks", "name": "screen"}))


class TestPluginSpecResolver:
    def test_spec_stands_for_itself(self):
        """A spec is its own answer."""
        spec = PluginSpec("ns", "a", S3)
        assert PluginSpecResolver().resolve(spec) is spec

    def test_class(self):
        """A plugin class is its own factory."""
        assert PluginSpecResolver().resolve(S3) == PluginSpec("my.services", "s3", S3)

    @pytest.mark.parametrize(
        ("source", "reason"),
        [
            (Plugin, "no namespace and no name"),
            (type("Nameless", (Plugin,), {"namespace": "ns"}), "it has no name"),
            (type("Empty", (Plugin,), {"namespace": "ns", "name": ""}), "non-empty string"),
            (str, "not derived from Plugin"),
            (len, "no plugin spec"),
            ("s3", "no plugin spec"),
            (S3(), "no plugin spec"),
        ],
    )
    def test_no_plugin(self, source, reason):
        """What stands for no plugin is an error that says why, and a ValueError as it was in earlier loaders."""
        with pytest.raises(InvalidPlugin, match=reason) as caught:
            PluginSpecResolver().resolve(source)
        assert isinstance(caught.value, ValueError)


def test_finder_is_abstract():
    """A finder that does not say how it finds plugins cannot be made."""
    with pytest.raises(TypeError, match="find_plugins"):
        PluginFinder()


def test_public_names():
    """Everything that the package promises is there, and so are the names that earlier loaders had in modules."""
    assert all(hasattr(api, name) for name in api.__all__)
    assert set(api.__all__) >= {
        "CompositePluginLifecycleListener",
        "FunctionPlugin",
        "MatchingPluginFilter",
        "Plugin",
        "PluginContainer",
        "PluginDisabled",
        "PluginException",
        "PluginFactory",
        "PluginFinder",
        "PluginLifecycleListener",
        "PluginManager",
        "PluginSpec",
        "PluginSpecResolver",
        "PluginType",
        "__version__",
        "global_plugin_filter",
        "plugin",
    }
    assert all(hasattr(core, name) for name in core.__all__)
    assert manager.PluginManager is api.PluginManager
    assert manager.PluginSpecResolver is api.PluginSpecResolver
    with pytest.raises(AttributeError, match="PluginManagr"):
        _ = api.PluginManagr
