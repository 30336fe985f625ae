import importlib
import logging
import sys
import threading
import traceback
from importlib.metadata import EntryPoint
from textwrap import dedent
from typing import Generic, TypeVar

import pytest

from plugin import (
    FunctionPlugin,
    Plugin,
    PluginContainer,
    PluginDisabled,
    PluginException,
    PluginLifecycleListener,
    PluginManager,
    PluginSpec,
    plugin,
)
from plugin.exceptions import InvalidPlugin, PluginCycle, PluginNotFound
from toys import GivenPlugins

NAMESPACE = "my.ns"
MODULE = """
    from plugin import Plugin, PluginSpec

    class Named(Plugin):
        namespace = "my.ns"
        name = "{name}"
"""


class Loads(Plugin):
    """Keeps what it was loaded with."""

    def load(self, *args, **kwargs):
        self.loaded_with = (args, kwargs)
        return "value"


def given(*specs, **options):
    """Make a manager over specs, or over pairs of a name and a factory."""
    made = [spec if isinstance(spec, PluginSpec) else PluginSpec(NAMESPACE, *spec) for spec in specs]
    return PluginManager(NAMESPACE, finder=GivenPlugins(*made), **options)


def loading(load):
    """Make a factory of plugins with such a method ``load``."""
    return type("Loading", (Plugin,), {"load": lambda self, *args, **kwargs: load(*args, **kwargs)})


def raising(error):
    def load(*_, **__):
        raise error

    return loading(load)


def install_one(site, name, module=MODULE, **options):
    site.install(f"dist-{name}", {f"run_{name}.py": module.format(name=name)}, {NAMESPACE: {name: f"run_{name}:Named"}})
    return PluginManager(NAMESPACE, **options)


class TestLoad:
    def test_loads_once(self):
        """A plugin is made and loaded once, with the manager's arguments; later calls give the same object."""
        manager = given(("a", Loads), load_args=(1, 2), load_kwargs={"b": 3})
        loaded = manager.load("a")
        assert loaded.loaded_with == ((1, 2), {"b": 3})
        assert manager.load("a") is loaded
        container = manager.get_container("a")
        assert (container.name, container.plugin, container.load_value) == ("a", loaded, "value")
        assert (container.is_resolved, container.is_init, container.is_loaded) == (True, True, True)
        assert (container.is_disabled, container.disabled_reason, container.outcome) == (False, None, None)
        assert (container.resolve_error, container.init_error, container.load_error) == (None, None, None)
        assert container.plugin_spec == PluginSpec(NAMESPACE, "a", Loads)
        assert container.distribution is container.entry_point is None

    def test_three_ways_to_write_a_plugin(self, site):
        """Classes, specs and functions are installed and loaded alike."""
        module = """
            from plugin import Plugin, PluginSpec, plugin

            class A(Plugin):
                namespace = "my.ns"
                name = "a"

            class Service(Plugin):
                def __init__(self, service):
                    self.service = service

            s3 = PluginSpec("my.ns", "s3", lambda: Service("s3"))

            @plugin(namespace="my.ns")
            def on_start():
                return "started"
        """
        values = {"a": "three_ways:A", "s3": "three_ways:s3", "on_start": "three_ways:on_start"}
        site.install("three", {"three_ways.py": module}, {NAMESPACE: values})
        manager = PluginManager(NAMESPACE)
        a, on_start, s3 = manager.load_all()
        assert (a.name, s3.service, on_start()) == ("a", "s3", "started")
        assert isinstance(on_start, FunctionPlugin)

    def test_unknown_name(self):
        """A name that is not there is an error that tells the names that are; it is a ValueError, as it was."""
        manager = given(("a", Loads), ("b", Loads))
        for call in (manager.load, manager.get_container, manager.is_loaded):
            with pytest.raises(PluginNotFound, match=r"no plugin named c in namespace my\.ns; available: a, b") as e:
                call("c")
            assert isinstance(e.value, ValueError)
        assert not manager.exists("c")

    def test_is_loaded(self):
        """A plugin is loaded once load() has returned."""
        manager = given(("a", Loads))
        assert not manager.is_loaded("a")
        manager.load("a")
        assert manager.is_loaded("a")

    def test_marked_function_as_factory(self):
        """A function that @plugin has marked makes its plugin, and is not called, where it serves as a factory."""

        @plugin(namespace=NAMESPACE)
        def fn():
            raise AssertionError

        assert isinstance(given(("a", fn)).load("a"), FunctionPlugin)

    def test_any_object_with_the_two_methods(self):
        """A plugin need not be derived from Plugin."""

        class Duck:
            def should_load(self):
                return True

            def load(self):
                return "quack"

        manager = given(("a", Duck))
        manager.load("a")
        assert manager.get_container("a").load_value == "quack"

    def test_listener_that_comes_later(self, recorder):
        """A listener may be added to a manager that has none; it hears of what comes then."""
        manager = given(("a", Loads), ("b", Loads))
        manager.load("a")
        manager.add_listener(recorder)
        manager.load("b")
        assert {event[1] for event in recorder.events} == {"b"}

    def test_generic(self):
        """Managers can be made and derived from with the type of their plugins, at run time as well."""

        class Special(PluginManager[Loads]):
            pass

        assert type(PluginManager[Loads](NAMESPACE)) is PluginManager
        assert type(Special(NAMESPACE)) is Special
        assert repr(Special(NAMESPACE)) == "Special('my.ns')"
        assert PluginContainer[Loads]

    def test_generic_of_typing(self):
        """A manager that stays generic may be made with the means of typing."""
        T = TypeVar("T", bound=Plugin)

        class Special(PluginManager[T], Generic[T]):
            pass

        assert type(Special[Loads](NAMESPACE)) is Special


class TestErrors:
    def check(self, manager, name, attribute, error):
        """An error is kept, and raised by load() as it was, always the same object."""
        for _ in range(3):
            with pytest.raises(type(error)) as caught:
                manager.load(name)
            assert caught.value is error
        container = manager.get_container(name)
        assert getattr(container, attribute) is container.outcome is error
        assert not container.is_loaded
        assert not container.is_disabled

    def test_resolve(self, site, recorder, caplog):
        """A module that cannot be imported fails its plugin alone, which stays in the namespace."""
        install_one(site, "broken", "import surely_not_there")
        manager = install_one(site, "sound", listener=recorder)
        assert [spec.name for spec in manager.list_plugin_specs()] == ["sound"]
        assert manager.list_names() == ["broken", "sound"]
        assert manager.exists("broken")
        container = manager.get_container("broken")
        assert isinstance(container.resolve_error, ModuleNotFoundError)
        self.check(manager, "broken", "resolve_error", container.resolve_error)
        with pytest.raises(ModuleNotFoundError):
            _ = container.plugin_spec
        assert recorder.events == [
            ("on_resolve_exception", "broken", container.resolve_error),
            ("on_resolve_after", "sound"),
        ]
        [record] = caplog.records
        assert (record.levelname, record.name, record.exc_info) == ("ERROR", "plugin.manager", None)
        assert record.message == (
            "plugin my.ns:broken of dist-broken 1.0 cannot be resolved: "
            "ModuleNotFoundError: No module named 'surely_not_there'"
        )

    @pytest.mark.parametrize("module", ["Named = 5", "other = 5", "from plugin import Plugin as Named"])
    def test_resolve_to_no_plugin(self, site, module, caplog):
        """An entry point that leads to nothing, or to no plugin, is an error as well."""
        manager = install_one(site, "wrong", module)
        assert manager.load_all() == []
        self.check(manager, "wrong", "resolve_error", manager.get_container("wrong").resolve_error)

    def test_init(self, recorder, caplog):
        """A factory that raises fails its plugin."""
        error = ValueError("no\nway")

        def factory():
            raise error

        manager = given(("a", factory), listener=recorder)
        self.check(manager, "a", "init_error", error)
        assert recorder.events == [("on_resolve_after", "a"), ("on_init_exception", "a", error)]
        assert [record.message for record in caplog.records] == ["plugin my.ns:a cannot be made: ValueError: no way"]

    @pytest.mark.parametrize(
        ("made", "lacks"), [(None, "should_load"), (type("Half", (), {"should_load": dict})(), "load")]
    )
    def test_init_gives_no_plugin(self, made, lacks, caplog):
        """A factory that gives something else than a plugin fails, with a word about what is missing."""
        manager = given(("a", lambda: made))
        with pytest.raises(InvalidPlugin, match=rf"my\.ns:a returned .* not a plugin: it has no method {lacks}\(\)"):
            manager.load("a")

    def test_load(self, recorder, caplog):
        """A load() that raises fails its plugin."""
        error = ValueError("wrong")
        manager = given(("a", raising(error)), listener=recorder)
        self.check(manager, "a", "load_error", error)
        made = manager.get_container("a").plugin
        assert recorder.heard == ["on_resolve_after", "on_init_after", "on_load_before", "on_load_exception"]
        assert recorder.events[-1] == ("on_load_exception", "a", made, error)
        assert [record.message for record in caplog.records] == ["plugin my.ns:a cannot be loaded: ValueError: wrong"]

    def test_should_load(self, recorder, caplog):
        """A should_load() that raises fails its plugin."""
        error = ValueError("wrong")

        class Undecided(Plugin):
            def should_load(self):
                raise error

        manager = given(("a", Undecided), listener=recorder)
        self.check(manager, "a", "load_error", error)
        assert recorder.heard[-1] == "on_load_exception"

    def test_log_with_traceback(self, caplog):
        """Who debugs sees the traceback in the log."""
        with caplog.at_level(logging.DEBUG, "plugin.manager"):
            given(("a", raising(ValueError()))).load_all()
        assert caplog.records[0].exc_info

    def test_traceback_does_not_grow(self, caplog):
        """An error that is raised again and again keeps the traceback that it came with."""
        manager = given(("a", raising(ValueError("wrong"))))

        def depth():
            with pytest.raises(ValueError, match="wrong") as caught:
                manager.load("a")
            return len(traceback.extract_tb(caught.value.__traceback__))

        first = depth()
        assert [depth() for _ in range(5)] == [first] * 5
        assert any(
            frame.name == "load" for frame in traceback.extract_tb(manager.get_container("a").load_error.__traceback__)
        )

    def test_load_all_goes_on(self, caplog):
        """One plugin that fails does not stop the others; each failure is told once."""
        manager = given(("a", raising(ValueError("a"))), ("b", Loads), ("c", raising(ValueError("c"))), ("d", Loads))
        assert manager.load_all() == [manager.load("b"), manager.load("d")]
        assert manager.load_all() == [manager.load("b"), manager.load("d")]
        assert [record.message[-1] for record in caplog.records] == ["a", "c"]

    def test_load_all_propagates(self, caplog):
        """Who asks for it gets the first error as it was; a disabled plugin is no error."""
        error = ValueError("b")
        manager = given(("a", raising(PluginDisabled(NAMESPACE, "a"))), ("b", raising(error)), ("c", Loads))
        with pytest.raises(ValueError, match="b") as caught:
            manager.load_all(propagate_exceptions=True)
        assert caught.value is error
        assert not manager.is_loaded("c")

    @pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
    def test_interrupt(self, stop, recorder):
        """An interrupt gets through and marks nothing: the plugin can be loaded afterwards."""
        interrupts = [stop()]

        def load():
            if interrupts:
                raise interrupts.pop()
            return "value"

        manager = given(("a", loading(load)), listener=recorder)
        with pytest.raises(stop):
            manager.load_all()
        container = manager.get_container("a")
        assert (container.is_init, container.is_loaded, container.is_busy, container.outcome) == (
            True,
            False,
            False,
            None,
        )
        assert manager.load("a") is container.plugin
        assert container.load_value == "value"
        assert recorder.heard == [
            "on_resolve_after",
            "on_init_after",
            "on_load_before",
            "on_load_before",
            "on_load_after",
        ]

    def test_interrupt_of_an_import(self, site, recorder, monkeypatch):
        """An interrupt while a module is imported gets through as well; the next call imports it anew."""
        module = f"import sys\nif sys.run_interrupt:\n    raise KeyboardInterrupt\n{dedent(MODULE)}"
        manager = install_one(site, "interrupted", module, listener=recorder)
        monkeypatch.setattr(sys, "run_interrupt", True, raising=False)
        with pytest.raises(KeyboardInterrupt):
            manager.list_plugin_specs()
        assert recorder.heard == []
        monkeypatch.setattr(sys, "run_interrupt", False)
        assert manager.load("interrupted").name == "interrupted"

    def test_finder_that_loads(self, caplog):
        """What was loaded while a finder was looking is not loaded again, also if it failed."""
        loads = []

        def load():
            loads.append("a")
            raise ValueError

        class Loading(GivenPlugins):
            is_first = True

            def find_plugins(self):
                if self.is_first:
                    self.is_first = False
                    manager.load_all()
                return super().find_plugins()

        manager = PluginManager(NAMESPACE, finder=Loading(PluginSpec(NAMESPACE, "a", loading(load))))
        manager.load_all()
        assert loads == ["a"]

    def test_failing_finder(self):
        """A finder that raises is the caller's to know; the next call asks it again."""

        class Moody(GivenPlugins):
            fails = True

            def find_plugins(self):
                if self.fails:
                    raise OSError("offline")
                return super().find_plugins()

        finder = Moody(PluginSpec(NAMESPACE, "a", Loads))
        manager = PluginManager(NAMESPACE, finder=finder)
        with pytest.raises(OSError, match="offline"):
            manager.list_names()
        finder.fails = False
        assert manager.list_names() == ["a"]


class TestDisabled:
    def check(self, manager, reason):
        for _ in range(2):
            with pytest.raises(PluginDisabled) as caught:
                manager.load("a")
            assert caught.value is manager.get_container("a").outcome
        container = manager.get_container("a")
        assert (container.is_disabled, container.disabled_reason) == (True, reason)
        assert (container.resolve_error, container.init_error, container.load_error) == (None, None, None)
        assert manager.load_all(propagate_exceptions=True) == []

    def test_should_load(self, recorder, caplog):
        """A plugin that should not load is disabled, and nothing is an error."""

        class Unwanted(Plugin):
            def should_load(self):
                return False

        manager = given(("a", Unwanted), listener=recorder)
        self.check(manager, "Load condition for plugin was false")
        assert recorder.heard == ["on_resolve_after", "on_init_after"]
        assert not caplog.records

    @pytest.mark.parametrize("event", ["on_resolve_after", "on_init_after", "on_load_before", "on_load_after"])
    def test_by_a_listener(self, event, recorder, caplog):
        """A listener disables a plugin at any step, with a reason."""

        def disable(_, plugin_spec, *args):
            raise PluginDisabled(plugin_spec.namespace, plugin_spec.name, "no licence")

        listener = type("Licences", (PluginLifecycleListener,), {event: disable})()
        manager = given(("a", Loads), listener=[listener, recorder])
        self.check(manager, "no licence")
        assert recorder.heard[-1] == event
        assert not caplog.records

    @pytest.mark.parametrize("where", ["factory", "should_load", "load"])
    def test_by_the_plugin(self, where, recorder, caplog):
        """A plugin disables itself by raising."""

        def disable(*_):
            raise PluginDisabled(NAMESPACE, "a", "not today")

        factory = disable if where == "factory" else type("Moody", (Plugin,), {where: disable})
        self.check(given(("a", factory), listener=recorder), "not today")
        assert not any("exception" in event for event in recorder.heard)
        assert not caplog.records

    def test_by_the_module(self, site, recorder, caplog):
        """A module disables its plugin by raising while it is imported."""
        module = "from plugin import PluginDisabled\nraise PluginDisabled('my.ns', 'a', 'not here')"
        manager = install_one(site, "a", module, listener=recorder)
        self.check(manager, "not here")
        assert manager.list_plugin_specs() == []
        assert recorder.heard == []

    def test_by_a_listener_to_an_error(self, caplog):
        """A listener answers an error by disabling the plugin, and then it has not failed."""

        class Lenient(PluginLifecycleListener):
            def on_load_exception(self, plugin_spec, plugin, exception):
                raise PluginDisabled(plugin_spec.namespace, plugin_spec.name, f"not usable: {exception}")

        self.check(given(("a", raising(ValueError("old"))), listener=Lenient()), "not usable: old")
        assert not caplog.records

    def test_because_of_another_plugin(self):
        """A plugin that needs a disabled one says which."""
        manager = given(
            ("a", loading(lambda: manager.load("b"))),
            ("b", raising(PluginDisabled(NAMESPACE, "b", "no licence"))),
        )
        with pytest.raises(PluginDisabled, match=r"my\.ns:b is disabled"):
            manager.load("a")
        assert manager.get_container("a").disabled_reason == "plugin my.ns:b is disabled, reason: no licence"


class TestListeners:
    def test_all_is_well(self, recorder):
        """The events of a plugin that loads, in their order, with all that they tell; nothing is told twice."""
        manager = given(("a", Loads), load_args=(1,), load_kwargs={"b": 2}, listener=recorder)
        loaded = manager.load("a")
        manager.load("a")
        manager.load_all()
        manager.list_plugin_specs()
        assert recorder.events == [
            ("on_resolve_after", "a"),
            ("on_init_after", "a", loaded),
            ("on_load_before", "a", loaded, (1,), {"b": 2}),
            ("on_load_after", "a", loaded, "value"),
        ]

    def test_one_several_or_later(self, recorder):
        """A manager takes one listener or several, and more later."""
        manager = given(("a", Loads), listener=(recorder, recorder))
        manager.list_plugin_specs()
        assert recorder.heard == ["on_resolve_after"] * 2
        manager.add_listener(recorder)
        manager.load("a")
        assert recorder.heard[2:5] == ["on_init_after"] * 3

    def test_failing_listener_changes_nothing(self, recorder, caplog):
        """A listener that raises is logged, and the plugin loads."""

        class Failing(PluginLifecycleListener):
            def on_load_before(self, plugin_spec, plugin, load_args, load_kwargs):
                raise ValueError("wrong")

        manager = given(("a", Loads), listener=[Failing(), recorder])
        assert manager.load("a").loaded_with
        assert len(recorder.events) == 4
        assert "failed in on_load_before: ValueError: wrong" in caplog.text

    @pytest.mark.parametrize(
        ("event", "attribute", "told"),
        [
            ("on_resolve_after", "resolve_error", None),
            ("on_init_after", "init_error", "on_init_exception"),
            ("on_load_before", "load_error", "on_load_exception"),
            ("on_load_after", "load_error", "on_load_exception"),
        ],
    )
    def test_plugin_exception_fails_the_plugin(self, event, attribute, told, recorder, caplog):
        """A PluginException of a listener fails the plugin at that step, and load() raises it."""
        error = PluginException("not allowed")

        def forbid(*_):
            raise error

        listener = type("Strict", (PluginLifecycleListener,), {event: forbid})()
        manager = given(("a", Loads), listener=[listener, recorder])
        with pytest.raises(PluginException) as caught:
            manager.load("a")
        assert caught.value is error
        assert getattr(manager.get_container("a"), attribute) is error
        assert recorder.heard[-1] == (told or event)

    def test_plugin_exception_takes_the_place_of_an_error(self, caplog):
        """A listener answers an error with another, which keeps the first as its context."""

        class Translating(PluginLifecycleListener):
            def on_init_exception(self, plugin_spec, exception):
                raise PluginException("in other words")

        def factory():
            raise ValueError("wrong")

        manager = given(("a", factory), listener=Translating())
        with pytest.raises(PluginException, match="in other words") as caught:
            manager.load("a")
        assert isinstance(caught.value.__context__, ValueError)
        assert manager.get_container("a").init_error is caught.value

    def test_entry_point_of_a_resolve_error(self, site, recorder, caplog):
        """Listeners get the entry point as importlib.metadata has it, with its distribution."""
        heard = []

        class Listener(PluginLifecycleListener):
            def on_resolve_exception(self, namespace, entrypoint, exception):
                heard.append((namespace, entrypoint))

        install_one(site, "broken", "import surely_not_there", listener=Listener()).load_all()
        [(namespace, entry_point)] = heard
        assert namespace == NAMESPACE
        assert isinstance(entry_point, EntryPoint)
        assert (entry_point.value, entry_point.dist.name) == ("run_broken:Named", "dist-broken")


class TestLaziness:
    def test_listing_imports_nothing(self, site):
        """Names, existence and containers are told without importing a plugin."""
        manager = install_one(site, "quiet", "raise AssertionError")
        assert manager.list_names() == ["quiet"]
        assert manager.exists("quiet")
        [container] = manager.list_containers()
        assert manager.get_container("quiet") is container
        assert container.distribution.metadata["Name"] == "dist-quiet"
        assert container.entry_point.value == "run_quiet:Named"
        assert not container.is_resolved
        assert "run_quiet" not in sys.modules

    def test_load_imports_one(self, site):
        """Loading a plugin imports the module of that plugin alone."""
        install_one(site, "one")
        manager = install_one(site, "two")
        manager.load("one")
        assert "run_one" in sys.modules
        assert "run_two" not in sys.modules

    def test_spec_imports_one(self, site, recorder):
        """Asking for the spec resolves a plugin, once."""
        manager = install_one(site, "one", listener=recorder)
        container = manager.get_container("one")
        assert container.plugin_spec.name == "one"
        assert container.plugin_spec is container.plugin_spec
        assert (container.is_resolved, container.is_init) == (True, False)
        assert recorder.heard == ["on_resolve_after"]

    def test_list_specs_imports_all(self, site):
        """Listing the specs resolves every plugin, and makes none."""
        install_one(site, "one")
        manager = install_one(site, "two")
        assert [spec.name for spec in manager.list_plugin_specs()] == ["one", "two"]
        assert not any(container.is_init for container in manager.list_containers())


class TestOrderAndConflicts:
    def test_by_name(self, site):
        """Plugins are listed and loaded by name, whatever the order they are found in."""
        for name in ("b", "c", "D", "a"):
            manager = install_one(site, name)
        assert manager.list_names() == ["D", "a", "b", "c"]
        assert [type(plugin).name for plugin in manager.load_all()] == manager.list_names()
        assert [container.name for container in manager.list_containers()] == manager.list_names()

    def test_order_of_a_finder(self):
        """Plugins stand in the order of the finder that gave them, and are loaded in it, but for their priorities."""

        class First(Loads):
            priority = 1

        manager = given(("b", Loads), ("a", Loads), ("c", First))
        assert manager.list_names() == ["b", "a", "c"]
        assert [*map(manager.get_container, manager.list_names())] == manager.list_containers()
        loaded = manager.load_all()
        assert loaded == [manager.load(name) for name in "cba"]

    def test_first_on_the_path_wins(self, site, second_site, caplog):
        """Of two distributions that offer a name the first on the path is used, and the other is told and kept."""
        second_site.install("aaa", {"run_a.py": MODULE.format(name="a")}, {NAMESPACE: {"a": "run_a:Named"}})
        site.install("zzz", {"run_z.py": MODULE.format(name="a")}, {NAMESPACE: {"a": "run_z:Named"}})
        manager = PluginManager(NAMESPACE)
        assert type(manager.load("a")).__module__ == "run_z"
        container = manager.get_container("a")
        assert container.distribution.metadata["Name"] == "zzz"
        assert [shadowed.distribution.metadata["Name"] for shadowed in container.shadowed] == ["aaa"]
        [record] = caplog.records
        assert record.levelname == "WARNING"
        assert record.message == (
            "plugin my.ns:a is offered twice: a = run_z:Named (of zzz 1.0) is used, a = run_a:Named (of aaa 1.0) is not"
        )

    def test_finder_gives_a_name_twice(self, caplog):
        """The first spec of a finder is used, and another one is told; an equal one is the same."""
        first = PluginSpec(NAMESPACE, "a", Loads)
        assert given(first, ("a", Loads)).list_plugin_specs() == [first]
        assert not caplog.records
        manager = given(first, ("a", Plugin))
        assert manager.list_plugin_specs() == [first]
        assert manager.get_container("a").shadowed == [PluginSpec(NAMESPACE, "a", Plugin)]
        assert "is offered twice" in caplog.text

    def test_other_namespaces_are_passed_over(self):
        """A finder may give plugins of several namespaces."""
        assert given(("a", Loads), PluginSpec("other", "b", Loads)).list_names() == ["a"]

    def test_plugin_that_calls_itself_otherwise(self, site, caplog):
        """The name of the entry point counts; a plugin that has another one is told, for its metadata may be stale."""
        site.install("dist", {"run_other.py": MODULE.format(name="new")}, {NAMESPACE: {"old": "run_other:Named"}})
        manager = PluginManager(NAMESPACE)
        assert manager.load("old").name == "new"
        assert [record.message for record in caplog.records] == ["plugin my.ns:old of dist 1.0 calls itself 'new'"]

    def test_shown(self, site):
        """A container shows where its plugin comes from."""
        manager = install_one(site, "one")
        assert repr(manager.get_container("one")) == "<PluginContainer one = run_one:Named (of dist-one 1.0)>"


class TestThreads:
    def run(self, work, count=16):
        """Call a function in several threads that start at once; give what they returned or raised."""
        barrier = threading.Barrier(count)
        results = []

        def task():
            barrier.wait()
            try:
                results.append(work())
            except Exception as error:  # noqa: BLE001  # it is what is asked for
                results.append(error)

        threads = [threading.Thread(target=task, daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert len(results) == count
        return results

    def test_one_load(self, site):
        """However many threads ask, a plugin is imported, made and loaded once, and all get the same object."""
        module = """
            import time
            from plugin import Plugin

            class Slow(Plugin):
                namespace, name = "my.ns", "slow"
                made = loaded = 0

                def __init__(self):
                    time.sleep(0.01)
                    type(self).made += 1

                def load(self):
                    time.sleep(0.01)
                    type(self).loaded += 1
        """
        site.install("dist", {"run_slow.py": module}, {NAMESPACE: {"slow": "run_slow:Slow"}})
        manager = PluginManager(NAMESPACE)
        results = self.run(lambda: manager.load("slow"))
        assert len({id(result) for result in results}) == 1
        assert (results[0].made, results[0].loaded) == (1, 1)

    def test_one_failure(self, caplog):
        """A load() that raises is called once as well, and all get its error."""
        calls = []

        def load():
            calls.append(1)
            raise ValueError("wrong")

        manager = given(("a", loading(load)))
        results = self.run(lambda: manager.load("a"))
        assert len({id(result) for result in results}) == len(calls) == len(caplog.records) == 1

    def test_load_all(self):
        """Several threads that load everything get the same plugins."""
        manager = given(*((f"p{number}", Loads) for number in range(50)))
        results = self.run(manager.load_all)
        assert len({tuple(map(id, result)) for result in results}) == 1

    def test_others_are_not_blocked(self):
        """While one plugin loads, another thread loads another one and lists the specs."""
        loading_a, go_on = threading.Event(), threading.Event()

        def load():
            loading_a.set()
            assert go_on.wait(60)

        manager = given(("a", loading(load)), ("b", Loads))
        thread = threading.Thread(target=manager.load, args=("a",), daemon=True)
        thread.start()
        assert loading_a.wait(60)
        assert manager.load("b")
        assert len(manager.list_plugin_specs()) == 2
        assert manager.get_container("a").is_busy
        go_on.set()
        thread.join(60)
        assert manager.is_loaded("a")


class TestPluginsThatLoadPlugins:
    def test_another(self):
        """A plugin may load another one while it is loaded."""
        manager = given(("a", loading(lambda: manager.load("b"))), ("b", Loads))
        manager.load("a")
        assert manager.get_container("a").load_value is manager.load("b")

    def test_all_others(self, caplog):
        """A plugin may load all others while it is loaded: it is passed over itself."""
        manager = given(
            ("a", loading(lambda: manager.load_all(propagate_exceptions=True))),
            ("b", loading(lambda: manager.load_all(propagate_exceptions=True))),
            ("c", Loads),
        )
        a, b, c = manager.load_all()
        assert manager.get_container("a").load_value == [b, c]
        assert manager.get_container("b").load_value == [c]
        assert (a, c) == (manager.load("a"), manager.load("c"))
        assert not caplog.records

    def test_itself(self, caplog):
        """A plugin that loads itself is an error, not an endless recursion."""
        manager = given(("a", loading(lambda: manager.load("a"))))
        with pytest.raises(PluginCycle, match=r"plugin my\.ns:a needs itself"):
            manager.load("a")
        assert not manager.get_container("a").is_busy

    def test_cycle(self, caplog):
        """Two plugins that load each other are an error."""
        manager = given(("a", loading(lambda: manager.load("b"))), ("b", loading(lambda: manager.load("a"))))
        with pytest.raises(PluginCycle, match=r"plugin my\.ns:a needs itself"):
            manager.load("a")
        assert isinstance(manager.get_container("b").load_error, PluginCycle)

    def test_module_that_lists_while_it_is_imported(self, site):
        """A module may list the specs of its own namespace: the plugin that is being imported is not among them."""
        module = """
            from plugin import Plugin, PluginManager
            import run_holder

            specs = run_holder.manager.list_plugin_specs()

            class Named(Plugin):
                namespace = "my.ns"
                name = "{name}"
        """
        install_one(site, "other")
        site.install("holder", {"run_holder.py": "from plugin import PluginManager\nmanager = PluginManager('my.ns')"})
        install_one(site, "lister", module)
        run_holder = importlib.import_module("run_holder")
        run_holder.manager.load("lister")
        assert [spec.name for spec in sys.modules["run_lister"].specs] == ["other"]
        assert [spec.name for spec in run_holder.manager.list_plugin_specs()] == ["lister", "other"]
