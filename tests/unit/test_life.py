"""Where plugins stand, in which order they are loaded, what keeps them from it, and how they end."""

import importlib
import logging
import sys
from importlib.metadata import distribution
from textwrap import dedent
from types import SimpleNamespace

import pytest
from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion

from plugin import Plugin, PluginDisabled, PluginException, PluginLifecycleListener, PluginManager, PluginSpec, plugin
from plugin.exceptions import InvalidPlugin, PluginCycle, PluginNotFound
from plugin.requirements import unmet
from toys import GivenPlugins

NAMESPACE = "my.ns"
MODULE = """
    from plugin import Plugin

    class Named(Plugin):
        namespace = "my.ns"
        name = "{name}"
        priority = {priority}
"""


def kind(**attributes):
    return type("Kind", (Plugin,), attributes)


def given(specs, **options):
    """Make a manager over a dict of names and factories."""
    return PluginManager(
        NAMESPACE, finder=GivenPlugins(*(PluginSpec(NAMESPACE, *spec) for spec in specs.items())), **options
    )


def noted(calls, made):
    calls.append(made)


def raising(error):
    def fail(*_):
        raise error

    return fail


def install(site, name, priority=0, module=MODULE, value="Named", **options):
    site.install(
        f"dist-{name}",
        {f"life_{name}.py": module.format(name=name, priority=priority)},
        {NAMESPACE: {name: f"life_{name}:{value}"}},
        **options,
    )


class TestState:
    def test_all_is_well(self, site):
        """The state follows the life cycle."""
        install(site, "a")
        states = []

        class Listener(PluginLifecycleListener):
            def on_init_after(self, plugin_spec, plugin):
                states.append(container.state)

            def on_load_before(self, plugin_spec, plugin, load_args, load_kwargs):
                states.append(container.state)

        manager = PluginManager(NAMESPACE, listener=Listener())
        container = manager.get_container("a")
        assert container.state == "found"
        assert container.plugin_spec
        assert container.state == "resolved"
        manager.load("a")
        assert states == ["resolved", "init"]
        assert container.state == "loaded"

    @pytest.mark.parametrize(
        ("factory", "state", "attribute"),
        [
            (raising(ValueError("wrong")), "failed", "init_error"),
            (kind(load=raising(ValueError("wrong"))), "failed", "load_error"),
            (kind(should_load=lambda _: False), "disabled", "disabled_reason"),
        ],
    )
    def test_not_well(self, factory, state, attribute, caplog):
        """A plugin that ends early is disabled or failed, with the reason or the error."""
        manager = given({"a": factory, "b": Plugin})
        assert manager.errors == {}
        manager.load_all()
        container = manager.get_container("a")
        assert container.state == state
        assert getattr(container, attribute)
        assert manager.errors == ({"a": container.outcome} if state == "failed" else {})

    def test_errors_by_name(self, caplog):
        """The errors of a manager are those of the plugins that were asked for, by name."""
        manager = given({name: kind(load=raising(ValueError(name))) for name in "cab"})
        manager.load_all()
        assert {name: str(error) for name, error in manager.errors.items()} == {"a": "a", "b": "b", "c": "c"}
        assert list(manager.errors) == manager.list_names() == ["c", "a", "b"]


class TestPriority:
    def test_higher_first(self, site):
        """Plugins of a higher priority are loaded first; else the name decides. Listing pays no regard to it."""
        for name, priority in {"a": -1, "b": 0, "c": 5, "d": 0, "e": 5, "f": 1}.items():
            install(site, name, priority)
        manager = PluginManager(NAMESPACE)
        assert manager.list_names() == ["a", "b", "c", "d", "e", "f"]
        assert [made.name for made in manager.load_all()] == ["c", "e", "f", "b", "d", "a"]
        assert [made.name for made in manager.load_all()] == ["c", "e", "f", "b", "d", "a"]

    def test_read_without_another_plugin(self, site):
        """To read the priority of a plugin, its module is imported, and no other; the plugin is not made."""
        install(site, "a", 3)
        install(site, "b", 4)
        container = PluginManager(NAMESPACE).get_container("a")
        assert container.priority == 3
        assert container.state == "resolved"
        assert "life_b" not in sys.modules

    def test_of_a_function(self):
        """A function states its priority where it is marked, a factory as its attribute."""

        @plugin(namespace=NAMESPACE, priority=7)
        def marked():
            pass

        def factory():
            return Plugin()

        factory.priority = 2
        manager = given({"a": Plugin, "b": factory, "c": marked, "d": marked.__pluginspec__.factory})
        assert [container.priority for container in manager.list_containers()] == [0, 2, 7, 7]
        assert manager.load_all()[0].priority == 7

    def test_that_cannot_be_told(self, site, caplog):
        """A plugin that cannot be resolved, or states no number, stands where those without a priority stand."""
        install(site, "a", module="raise ValueError")
        install(site, "b", "'high'")
        assert [container.priority for container in PluginManager(NAMESPACE).list_containers()] == [0, 0]

    def test_asked_for_from_within(self):
        """The order is the same when a plugin asks for all while it is loaded."""
        order = []
        manager = given(
            {
                "a": kind(load=lambda _: order.append("a")),
                "b": kind(load=lambda _: [manager.load_all(), order.append("b")], priority=1),
            }
        )
        assert len(manager.load_all()) == 2
        assert order == ["a", "b"]


class TestRequirements:
    @pytest.mark.parametrize(
        ("requirements", "reason"),
        [
            ((), None),
            (["packaging"], None),
            (["packaging>=20", "pytest"], None),
            (["packaging>=999"], "requires packaging>=999, found {packaging}"),
            (["not-there"], "requires not-there, which is not installed"),
            (
                ["not-there>2", "pytest<1"],
                "requires not-there>2, which is not installed; requires pytest<1, found {pytest}",
            ),
            (["not-there; python_version < '3'"], None),
            (["not-there; extra == 'some'"], None),
        ],
    )
    def test_reason(self, requirements, reason):
        """What is missing disables the plugin, in words that tell what was found; it is not loaded."""
        from importlib.metadata import version  # noqa: PLC0415

        loaded = []
        manager = given({"a": kind(requirements=requirements, load=lambda made: noted(loaded, made))})
        manager.load_all(propagate_exceptions=True)
        if reason:
            reason = reason.format(packaging=version("packaging"), pytest=version("pytest"))
        container = manager.get_container("a")
        assert (container.disabled_reason, container.is_loaded, bool(loaded)) == (reason, not reason, not reason)

    @pytest.mark.parametrize("metadata", ["", "Name: mute\n", "Name: mute\nVersion:\n"])
    def test_version_that_nobody_knows(self, site, metadata):
        """A distribution that tells no version is there, and has none of those that are required."""
        site.install("mute")
        (site.path / "mute-1.0.dist-info" / "METADATA").write_text(metadata)
        assert unmet(["mute"]) is None
        assert unmet(["mute>=1"]) == "requires mute>=1, found one without a version"

    @pytest.mark.parametrize(
        ("version", "reason"),
        [
            ("of my own", "requires odd>=1, found of my own"),
            ("0.9", "requires odd>=1, found 0.9"),
            ("1.0b1", "found 1.0b1"),
            ("1.1rc1", None),
        ],
    )
    def test_odd_versions(self, site, version, reason):
        """A pre-release may do; what is no version does not, and is named."""
        site.install("odd", version=version)
        told = unmet(["odd>=1"])
        assert told is None if reason is None else told.endswith(reason)

    def test_no_requirement(self, caplog):
        """What is no requirement fails the plugin, and all of them are told."""
        manager = given({"a": kind(requirements=["packaging >", "sound", 5])})
        with pytest.raises(InvalidPlugin, match=r"'packaging >' .*, 5 \("):
            manager.load("a")

    @pytest.mark.parametrize(
        ("requirement", "reason"),
        [
            ("kettle", None),
            ("kettle[fast]", "requires kettle[fast], which needs boiler>=2, found 1.4"),
            ("Kettle[Fast]>=1", "requires Kettle[Fast]>=1, which needs boiler>=2, found 1.4"),
            ("kettle[whistle-loud]", "requires kettle[whistle-loud], which needs zz-none, which is not installed"),
            ("kettle[whistle_loud]", "requires kettle[whistle_loud], which needs zz-none, which is not installed"),
            (
                "kettle[all]",
                "requires kettle[all], which needs kettle[slow], which needs zz-spring, which is not installed",
            ),
            (
                "kettle[fast,slow]",
                "which needs boiler>=2, found 1.4; requires kettle[fast,slow], which needs zz-spring",
            ),
            ("kettle[slow]", "requires kettle[slow], which needs zz-spring, which is not installed"),
            ("kettle[round]", None),
            ("kettle[boiled]", "requires kettle[boiled], which needs boiler[hot], which needs odd>1, found of my own"),
            ("kettle[unknown]", None),
            ("kettle[fast]>=3", "requires kettle[fast]>=3, found 2.0"),
            ("kettle[fast]; python_version < '3'", None),
        ],
    )
    def test_extras(self, site, monkeypatch, requirement, reason):
        """What an extra needs is looked at as well, also by way of other extras, and in circles; the rest is not."""
        needed = {
            "fast": ("boiler>=2", "boiler>=9; python_version < '3'"),
            "Whistle_Loud": ("zz-none",),
            "all": ("kettle[slow]", "kettle[all]"),
            "slow": ("zz-spring",),
            "round": ("kettle[round]", "boiler", "kettle"),
            "boiled": ("boiler[hot]",),
        }
        requires = [
            f"{text} and extra == '{extra}'" if ";" in text else f"{text}; extra == '{extra}'"
            for extra, texts in needed.items()
            for text in texts
        ]
        site.install("kettle", version="2.0", requires=("zz-not-looked-at", "no requirement ???", *requires))
        site.install("boiler", version="1.4", requires=("odd>1; extra == 'hot'",))
        site.install("odd", version="of my own")
        asked = []
        monkeypatch.setattr("plugin.requirements.distribution", lambda name: asked.append(name) or distribution(name))
        found = unmet([requirement])
        assert len(asked) < 10
        assert found is None if reason is None else reason in found
        assert bool(given({"a": kind(requirements=[requirement])}).load_all()) is (reason is None)

    def test_extras_of_what_cannot_be_read(self, site):
        """A distribution whose metadata cannot be read needs nothing that anybody knows of."""
        site.install("kettle", version="2.0")
        (site.path / "kettle-2.0.dist-info" / "METADATA").write_bytes(b"Name: kettle\nRequires-Dist: \xff\n")
        assert unmet(["kettle[fast]"]) is None

    def test_versions_that_are_none(self, site, monkeypatch):
        """So it is with every packaging: some raise where they compare what PEP 440 does not know."""
        site.install("odd", version="of my own")

        def refuse(*_, **__):
            raise InvalidVersion("of my own")

        monkeypatch.setattr(SpecifierSet, "contains", refuse)
        assert unmet(["odd>=1"]) == "requires odd>=1, found of my own"

    def test_of_a_function(self):
        """A function states its requirements where it is marked."""

        @plugin(namespace=NAMESPACE, requirements=["not-there"])
        def marked():
            pass

        assert given({"a": marked}).load_all() == []

    def test_one_string(self):
        """One requirement may stand by itself."""
        assert unmet("packaging") is None


class TestDisabling:
    def test_allow(self, site):
        """With a list of names, all others are disabled and not imported."""
        for name in ("a", "b1", "b2", "c"):
            install(site, name)
        manager = PluginManager(NAMESPACE, allow=["a", "b*"])
        assert [made.name for made in manager.load_all()] == ["a", "b1", "b2"]
        assert "life_c" not in sys.modules
        assert manager.get_container("c").disabled_reason == "excluded by allow=['a', 'b*']"

    def test_allow_with_a_finder(self):
        """So it is with plugins that need no import."""
        assert [type(made) for made in given({"a": Plugin, "b": kind()}, allow={"a"}).load_all()] == [Plugin]
        assert given({"a": Plugin}, allow=()).load_all() == []

    def test_allow_is_no_string(self):
        """One string is a mistake that would allow its letters."""
        with pytest.raises(TypeError, match=r"write allow=\['abc'\]"):
            PluginManager(NAMESPACE, allow="abc")


class TestUnload:
    def test_and_load_again(self, recorder):
        """An unloaded plugin is let go, after its unload() was called; the next load makes another one."""
        calls = []
        manager = given({"a": kind(load=lambda _: "value", unload=lambda made: noted(calls, made))}, listener=recorder)
        first = manager.load("a")
        manager.unload("a")
        container = manager.get_container("a")
        assert calls == [first]
        assert (container.state, container.plugin, container.load_value) == ("found", None, None)
        assert not manager.is_loaded("a")
        assert recorder.events[-1] == ("on_unload_after", "a", first)
        assert manager.load("a") is not first
        assert recorder.heard.count("on_resolve_after") == 2

    def test_what_is_not_loaded(self):
        """What is not loaded is not unloaded; what is not there is an error."""
        manager = given({"a": kind(unload=raising(AssertionError()))})
        manager.unload("a")
        assert manager.get_container("a").state == "found"
        with pytest.raises(PluginNotFound):
            manager.unload("b")

    def test_without_the_method(self):
        """A plugin need not have a method unload()."""
        duck = type("Duck", (), {"should_load": lambda _: True, "load": lambda _: None})
        manager = given({"a": duck})
        manager.load("a")
        manager.unload("a")
        assert not manager.is_loaded("a")

    def test_that_fails(self, recorder, caplog):
        """An unload() that raises fails the plugin, is told, and reaches the caller."""
        error = ValueError("stuck")
        manager = given({"a": kind(unload=raising(error))}, listener=recorder)
        made = manager.load("a")
        with pytest.raises(ValueError, match="stuck") as caught:
            manager.unload("a")
        assert caught.value is error
        container = manager.get_container("a")
        assert (container.state, container.unload_error, container.load_error) == ("failed", error, None)
        assert (container.plugin, container.is_loaded) == (None, False)
        assert manager.errors == {"a": error}
        assert recorder.events[-1] == ("on_unload_exception", "a", made, error)
        assert [record.message for record in caplog.records] == ["plugin my.ns:a cannot be unloaded: ValueError: stuck"]

    def test_while_it_is_loaded(self, caplog):
        """A plugin cannot be unloaded by what it waits for itself."""
        manager = given({"a": kind(load=lambda _: manager.unload("a"))})
        with pytest.raises(PluginCycle):
            manager.load("a")

    def test_context_manager(self):
        """At the end everything is unloaded, the last one that was loaded first."""
        order = []

        def noting(name, needs=()):
            return kind(
                load=lambda _: [manager.load(each) for each in needs], unload=lambda _: order.append(name), name=name
            )

        with given({"a": noting("a", needs="c"), "b": noting("b"), "c": noting("c")}) as manager:
            manager.load_all()
        assert order == ["b", "a", "c"]
        assert not any(container.is_loaded for container in manager.list_containers())

    def test_context_manager_with_errors(self, caplog):
        """One plugin that cannot be unloaded does not stop the others; an error of the block itself goes first."""
        unloaded = []
        kinds = {
            "a": kind(unload=lambda made: noted(unloaded, made)),
            "b": kind(unload=raising(ValueError("b"))),
            "c": kind(unload=raising(ValueError("c"))),
        }
        with pytest.raises(ValueError, match="c"), given(kinds) as manager:
            manager.load_all()
        assert len(unloaded) == 1
        assert set(manager.errors) == {"b", "c"}
        with pytest.raises(PluginNotFound), given(kinds) as manager:
            [manager.load(name) for name in ("a", "b", "c", "not there")]
        assert len(unloaded) == 2


class TestReload:
    def test_new_and_removed(self, site):
        """Looking again shows what has come and what has gone."""
        install(site, "a")
        manager = PluginManager(NAMESPACE)
        assert manager.list_names() == ["a"]
        install(site, "b")
        (site.path / "dist_a-1.0.dist-info" / "entry_points.txt").unlink()
        assert manager.list_names() == ["a"]
        manager.reload()
        assert manager.list_names() == ["b"]
        assert manager.load("b")

    def test_loaded_plugins_stay(self, site, caplog):
        """A plugin that is loaded stays as it is, whatever became of its distribution, until it is unloaded."""
        for name in ("gone", "moved", "same"):
            install(site, name)
        manager = PluginManager(NAMESPACE)
        loaded = manager.load_all()
        (site.path / "dist_gone-1.0.dist-info" / "entry_points.txt").unlink()
        install(site, "moved", value="Other", module=MODULE + "\nOther = Named", version="1.0")
        manager.reload()
        assert manager.load_all() == loaded
        assert manager.list_names() == ["gone", "moved", "same"]
        assert manager.get_container("moved").entry_point.value == "life_moved:Named"
        for name in ("gone", "moved", "same"):
            manager.unload(name)
        assert manager.list_names() == ["moved", "same"]
        assert manager.get_container("moved").entry_point.value == "life_moved:Other"
        assert [made.name for made in manager.load_all()] == ["same"]  # the module is not imported again
        assert "has no attribute 'Other'" in caplog.text

    def test_while_a_plugin_is_loaded(self, site):
        """A plugin that is being loaded stays as well."""
        install(site, "a", module=dedent(MODULE) + "    def load(self):\n        __import__('life_reload').reload()\n")
        manager = PluginManager(NAMESPACE)

        def reload():
            install(site, "a", value="Other")
            manager.reload()

        sys.modules["life_reload"] = SimpleNamespace(reload=reload)
        loaded = manager.load("a")
        assert manager.is_loaded("a")
        assert manager.load("a") is loaded

    def test_order_that_is_not_known_yet(self, site):
        """While a module is imported nobody knows its priority; the next call finds the order anew."""
        install(site, "a")
        install(site, "b", priority=5, module="__import__('life_reload').load_all()\n" + dedent(MODULE))
        manager = PluginManager(NAMESPACE)
        sys.modules["life_reload"] = SimpleNamespace(load_all=manager.load_all)
        manager.load("b")
        assert [made.name for made in manager.load_all()] == ["b", "a"]

    def test_while_the_order_is_found(self, site):
        """Who looks again while a module is imported for its priority sees the new plugins with the next call."""
        install(site, "a")
        install(site, "b", module="__import__('life_reload').reload()\n" + dedent(MODULE))
        manager = PluginManager(NAMESPACE)

        def reload():
            install(site, "c")
            manager.reload()

        sys.modules["life_reload"] = SimpleNamespace(reload=reload)
        manager.load_all()
        assert [made.name for made in manager.load_all()] == ["a", "b", "c"]

    def test_another_chance(self, site, caplog):
        """A plugin that has failed gets another chance, and a mended module is imported."""
        install(site, "a", module="raise ValueError")
        manager = PluginManager(NAMESPACE)
        assert manager.load_all() == []
        install(site, "a")
        manager.reload()
        assert manager.errors == {}
        assert manager.load("a").name == "a"

    def test_containers_that_have_not_changed(self, site):
        """What is known of a plugin is kept if nothing has changed."""
        install(site, "a")
        manager = PluginManager(NAMESPACE)
        container = manager.get_container("a")
        manager.reload()
        assert manager.get_container("a") is container
        assert manager.load_all() == [container.plugin]

    @pytest.mark.parametrize("how", ["unload", "reload", "unload and reload"])
    @pytest.mark.parametrize("is_imported_anew", [False, True])
    def test_module_that_was_reloaded(self, site, how, is_imported_anew):
        """What is unloaded, or was not loaded yet when the manager looked again, is of the class that there is now."""
        install(site, "a")
        manager = PluginManager(NAMESPACE)
        if "unload" in how:
            manager.load("a")
        [spec] = manager.list_plugin_specs()
        install(site, "a", module=MODULE + "        size = 2\n", priority=1)
        module = sys.modules.pop("life_a") if is_imported_anew else importlib.reload(sys.modules["life_a"])
        if "unload" in how:
            assert manager.load("a").priority == 0
            manager.unload("a")
        if "reload" in how:
            manager.reload()
        made = manager.load("a")
        assert (made.priority, made.size, type(made)) == (1, 2, sys.modules["life_a"].Named)
        assert (module is sys.modules["life_a"]) == (not is_imported_anew)
        assert (spec.priority, [spec.priority for spec in manager.list_plugin_specs()]) == (0, [1])

    def test_order_after_a_module_was_reloaded(self, site):
        """The priority of a plugin that is resolved anew counts."""
        install(site, "a", priority=1)
        install(site, "b")
        with PluginManager(NAMESPACE) as manager:
            assert [made.name for made in manager.load_all()] == ["a", "b"]
        install(site, "a", priority=-1)
        importlib.reload(sys.modules["life_a"])
        assert [made.name for made in manager.load_all()] == ["b", "a"]

    def test_another_thread_at_work(self, site):
        """What another thread is at work on, or has loaded, does not start over."""
        manager = given({"a": kind()})
        container = manager.get_container("a")
        with container.lock:
            container.spec = "kept"
            manager.reload()
        assert container.spec == "kept"
        container.start_over()
        assert container.spec is None
        made = manager.load("a")
        container.start_over()
        assert manager.load("a") is made

    def test_variable_is_read_again(self, monkeypatch):
        """What the environment disables is read again as well."""
        manager = given({"a": Plugin})
        monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "my.ns:a")
        manager.reload()
        assert manager.load_all() == []
        monkeypatch.delenv("PLUGIN_LOADER_DISABLE")
        manager.reload()
        assert len(manager.load_all()) == 1


class TestConflicts:
    class Listener(PluginLifecycleListener):
        def __init__(self):
            self.heard = []

        def on_conflict(self, namespace, used, unused):
            self.heard.append((namespace, used, unused))

    def test_told_to_listeners(self, site, second_site, caplog):
        """Listeners hear of a conflict, with both entry points, once."""
        listener = self.Listener()
        site.install("one", {}, {NAMESPACE: {"a": "m:one"}})
        second_site.install("two", {}, {NAMESPACE: {"a": "m:two"}})
        manager = PluginManager(NAMESPACE, listener=listener)
        manager.list_names()
        manager.reload()
        [(namespace, used, unused)] = listener.heard
        assert (namespace, used.value, used.dist.name, unused.value, unused.dist.name) == (
            *(NAMESPACE, "m:one", "one"),
            *("m:two", "two"),
        )
        assert len(caplog.records) == 1

    def test_that_comes_later(self, site, second_site, caplog):
        """A conflict that a later look shows is told as well, also of a plugin that is loaded."""
        listener = self.Listener()
        install(site, "a")
        manager = PluginManager(NAMESPACE, listener=listener)
        manager.load_all()
        second_site.install("two", {}, {NAMESPACE: {"a": "m:two"}})
        manager.reload()
        assert [unused.value for _, _, unused in listener.heard] == ["m:two"]
        assert len(manager.get_container("a").shadowed) == 1

    def test_of_specs(self, caplog):
        """If they come from a finder, listeners get the specs."""
        first, second = (PluginSpec(NAMESPACE, "a", each) for each in (Plugin, kind()))
        listener = self.Listener()
        PluginManager(NAMESPACE, finder=GivenPlugins(first, second), listener=listener).list_names()
        assert listener.heard == [(NAMESPACE, first, second)]

    def test_listener_that_objects(self, caplog):
        """A listener may object, and that is told; the namespace can be listed all the same."""

        class Strict(PluginLifecycleListener):
            def on_conflict(self, namespace, used, unused):
                raise PluginException("no conflicts here")

        specs = [PluginSpec(NAMESPACE, "a", each) for each in (Plugin, kind())]
        assert PluginManager(NAMESPACE, finder=GivenPlugins(*specs), listener=Strict()).list_names() == ["a"]
        assert caplog.records[-1].message == "no conflicts here"


def test_one_line_of_log(site, caplog):
    """A plugin that fails is one line of the log: plugin, distribution and cause."""
    install(site, "a", module="import not_there_at_all")
    manager = PluginManager(NAMESPACE)
    manager.load_all()
    manager.load_all()
    with pytest.raises(ModuleNotFoundError):
        manager.load("a")
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert "plugin my.ns:a of dist-a 1.0" in record.message
    assert "not_there_at_all" in record.message


def test_disabled_by_a_listener_when_it_is_unloaded(caplog):
    """A listener that raises PluginDisabled when a plugin was unloaded disables it from then on."""

    class Once(PluginLifecycleListener):
        def on_unload_after(self, plugin_spec, plugin):
            raise PluginDisabled(plugin_spec.namespace, plugin_spec.name, "once is enough")

    manager = given({"a": Plugin}, listener=Once())
    manager.load("a")
    with pytest.raises(PluginDisabled):
        manager.unload("a")
    assert manager.get_container("a").disabled_reason == "once is enough"
