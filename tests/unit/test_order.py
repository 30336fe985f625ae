"""The order that plugins state, and the plugins that they require."""

import asyncio
import copy
import itertools
import pickle
import threading

import pytest

from plugin import Plugin, PluginDisabled, PluginManager, PluginSpec, plugin
from plugin.exceptions import InvalidPlugin, PluginCycle, PluginNotAwaited
from plugin.testing import manager_of
from toys import GivenPlugins

NAMESPACE = "my.ns"


def named(plugin_name, **attributes):
    return type("Named", (Plugin,), {"namespace": NAMESPACE, "name": plugin_name, **attributes})


def names(plugins):
    return "".join(made.name for made in plugins)


def raising(*_):
    raise RuntimeError("no voice")


class TestOrder:
    @pytest.mark.parametrize(
        ("stated", "order"),
        [
            ({"a": {"after": ["b"]}}, "bacd"),
            ({"d": {"before": ["b"]}}, "acdb"),
            ({"a": {"after": [f"{NAMESPACE}:c"]}}, "bcad"),
            ({"a": {"after": "c"}}, "bcad"),
            ({"a": {"after": ["b"]}, "b": {"after": ("c",)}, "c": {"after": {"d"}}}, "dcba"),
            ({"a": {"before": ["b"]}, "c": {"before": ["a"]}}, "cabd"),
            ({"a": {"requires_plugins": ["d"]}}, "bcda"),
            ({"a": {"after": ["b"], "priority": 9}, "d": {"priority": 1}}, "dbac"),
            ({"b": {"priority": -1, "before": ["a"]}}, "cdba"),
            ({"a": {"after": ["x", "other.ns:b", "b:c"], "before": ["other.ns:y"]}}, "abcd"),
            ({"a": {"after": [], "before": ()}}, "abcd"),
        ],
    )
    def test_stated(self, stated, order):
        """Each comes after those it wants; else priority and name decide. What is not there changes nothing."""
        manager = manager_of(*(named(name, **stated.get(name, {})) for name in "abcd"))
        assert names(manager.load_all()) == order
        assert names(manager.load_all()) == order
        assert manager.list_names() == [*"abcd"]

    def test_every_order_of_what_is_stated(self):
        """Whatever of all pairs is stated, the order fits it, or those that form a cycle fail and the others load."""
        pairs = [*itertools.permutations("abc", 2)]
        for number in range(1 << len(pairs)):
            wanted = [pair for index, pair in enumerate(pairs) if number >> index & 1]
            stated = {name: [later for earlier, later in wanted if earlier == name] for name in "abc"}
            manager = manager_of(*(named(name, before=stated[name]) for name in "abc"))
            order = names(manager.load_all())
            failed = {*manager.errors}
            assert {*order} | failed == {*"abc"}
            assert all(order.index(one) < order.index(other) for one, other in wanted if {one, other} <= {*order})
            for name in failed:
                cycle = [member.rpartition(":")[2] for member in manager.errors[name].members]
                assert cycle[0] == name
                assert all((later, earlier) in wanted for earlier, later in itertools.pairwise([*cycle, name]))

    def test_name_with_a_colon(self):
        """A name that has a colon itself is no plugin of another namespace."""
        manager = manager_of(named("a", after=["b:c"]), named("b:c"))
        assert [made.name for made in manager.load_all()] == ["b:c", "a"]

    def test_alone(self):
        """Who asks for one plugin gets it: an order is no requirement."""
        manager = manager_of(named("a", after=["b"]), named("b"))
        manager.load("a")
        assert not manager.is_loaded("b")

    def test_of_functions_and_specs(self):
        """A function states it where it is marked, a spec in its arguments, which go before what the factory states."""

        @plugin(namespace=NAMESPACE, after=["s"], api=">=1")
        def f():
            pass

        spec = PluginSpec(NAMESPACE, "s", named("s", after=["f"], before=["a"]), after=["z"], priority=3)
        assert (spec.priority, spec.terms) == (3, {"after": ["z"], "before": ["a"]})
        assert f.__pluginspec__.terms == {"after": ["s"], "api": ">=1"}
        made = f.__pluginspec__.factory()
        assert (made.after, made.before, made.requires_plugins, made.api) == (["s"], (), (), ">=1")
        assert names(manager_of(named("a"), f, spec, named("z")).load_all()) == "zsaf"
        assert names(manager_of(named("a"), named("s", before=["a"])()).load_all()) == "sa"

    def test_copies(self):
        """A spec that is copied or pickled keeps what it states."""
        spec = PluginSpec(NAMESPACE, "a", Plugin, priority=2, requires_plugins=["b"])
        for other in (copy.copy(spec), copy.deepcopy(spec), pickle.loads(pickle.dumps(spec))):  # noqa: S301
            assert (other, other.priority, other.terms) == (spec, 2, {"requires_plugins": ["b"]})
        with pytest.raises(AttributeError, match="immutable"):
            spec.terms = {}

    def test_methods_of_these_names(self):
        """Methods and properties that have such a name by chance state nothing."""

        class Middleware(Plugin):
            namespace, name = NAMESPACE, "m"

            def before(self, request):
                raise AssertionError

            @classmethod
            def after(cls):
                raise AssertionError

            @property
            def api(self):
                raise AssertionError

        manager = manager_of(Middleware, api_version="2")
        assert manager.load("m")
        assert manager.get_container("m").plugin_spec.terms is None

    @pytest.mark.parametrize("term", ["after", "before", "requires_plugins"])
    @pytest.mark.parametrize("stated", [5, [5], [""], {"b": 1}, object()])
    def test_no_names(self, term, stated, caplog):
        """What is no list of names fails the plugin, and says so; the others are loaded."""
        manager = manager_of(named("a", **{term: stated}), named("b", after=["a"]))
        assert names(manager.load_all()) == "b"
        with pytest.raises(InvalidPlugin, match=rf"^{term} of plugin my\.ns:a must be a list of plugins, .* not "):
            manager.load("a")

    @pytest.mark.parametrize("is_in_cycle", [False, True])
    def test_while_it_is_loaded(self, is_in_cycle):
        """A plugin that asks for all while it is loaded is passed over there, also if it is in a cycle with others."""
        manager = manager_of(
            named("a", before=["b"], load=lambda _: manager.load_all()), named("b", before=["a"] if is_in_cycle else [])
        )
        manager.load("a")
        assert manager.is_loaded("a")
        assert manager.is_loaded("b") is not is_in_cycle


class TestCycle:
    def test_members(self, recorder, caplog):
        """The members fail, each with the cycle from its side, and the listeners hear of it; the others are loaded."""
        manager = manager_of(
            *(named("a", after=["b"]), named("b", after=["c"]), named("c", before=["x"], after=["a"])),
            *(named("d", after=["a"], before=["e"]), named("e")),
            listener=recorder,
        )
        assert names(manager.load_all()) == "de"
        assert {name: [*error.members] for name, error in manager.errors.items()} == {
            "a": ["my.ns:a", "my.ns:b", "my.ns:c"],
            "b": ["my.ns:b", "my.ns:c", "my.ns:a"],
            "c": ["my.ns:c", "my.ns:a", "my.ns:b"],
        }
        with pytest.raises(PluginCycle, match=r"my\.ns:a -> my\.ns:b -> my\.ns:c -> my\.ns:a"):
            manager.load("a")
        with pytest.raises(PluginCycle):
            manager.load_all(propagate_exceptions=True)
        told = [event[1:] for event in recorder.events if event[0] == "on_init_exception"]
        assert sorted(told, key=lambda each: each[0]) == [*manager.errors.items()]
        assert len(caplog.records) == 3

    def test_of_one(self):
        """A plugin that wants to come after itself is a cycle as well."""
        manager = manager_of(named("a", after=["a"]), named("b"))
        assert names(manager.load_all()) == "b"
        assert manager.errors["a"].members == ("my.ns:a",)

    def test_several(self):
        """Each cycle is found, also where one goes through another."""
        stated = {"a": "b", "b": "a", "c": "d", "d": "c", "e": "a"}
        manager = manager_of(*(named(name, after=[other]) for name, other in stated.items()))
        assert names(manager.load_all()) == "e"
        assert [*manager.errors] == [*"abcd"]

    def test_what_is_loaded_stays(self):
        """A member that is loaded already stays so."""
        manager = manager_of(named("a", after=["b"]), named("b", after=["a"]))
        manager.load("a")
        assert names(manager.load_all()) == "a"
        assert [*manager.errors] == ["b"]

    def test_another_chance(self):
        """With the next look, the members have another chance."""
        finder = GivenPlugins(*(PluginSpec(NAMESPACE, *each) for each in (("a", Plugin), ("b", Plugin))))
        finder.specs[:] = [
            PluginSpec(NAMESPACE, "a", named("a"), after=["b"]),
            PluginSpec(NAMESPACE, "b", named("b"), after=["a"]),
        ]
        manager = PluginManager(NAMESPACE, finder=finder)
        assert manager.load_all() == []
        finder.specs.pop()
        manager.reload()
        assert names(manager.load_all()) == "a"


class TestRequired:
    def test_loaded_first(self):
        """What a plugin requires is loaded before it, and only that."""
        loaded = []
        manager = manager_of(
            *(named(name, load=lambda made: loaded.append(made.name)) for name in "bd"),
            named("a", requires_plugins=["c"], load=lambda made: loaded.append(made.name)),
            named("c", requires_plugins=[f"{NAMESPACE}:d"], load=lambda made: loaded.append(made.name)),
        )
        manager.load("a")
        assert loaded == [*"dca"]
        assert names(manager.load_all()) == "bdca"

    def test_not_for_one_that_should_not_load(self):
        """Nothing is loaded for a plugin that is disabled itself."""
        manager = manager_of(named("a", requires_plugins=["b"], should_load=lambda _: False), named("b"))
        with pytest.raises(PluginDisabled):
            manager.load("a")
        assert manager.get_container("b").state == "found"

    @pytest.mark.parametrize(
        ("required", "attributes", "reason"),
        [
            ("c", {}, "requires plugin c, which does not exist"),
            (
                "b",
                {"should_load": lambda _: False},
                "requires plugin b, which is disabled: Load condition for plugin was false",
            ),
            ("b", {"load": raising}, "requires plugin b, which fails: RuntimeError: no voice"),
            ("b", {"requirements": ["zz-none"]}, "which is disabled: requires zz-none, which is not installed"),
            ("b", {"requires_plugins": ["zz"]}, "which is disabled: requires plugin zz, which does not exist"),
        ],
    )
    @pytest.mark.parametrize("wrap_errors", [False, True])
    def test_not_there(self, required, attributes, reason, wrap_errors, caplog):
        """A plugin that has to do without is disabled, and says why; it is not loaded."""
        manager = manager_of(
            named("a", requires_plugins=[required], load=raising), named("b", **attributes), wrap_errors=wrap_errors
        )
        manager.load_all()
        container = manager.get_container("a")
        assert container.state == "disabled"
        assert container.disabled_reason.endswith(reason)

    def test_all_that_are_missing(self):
        """All that are missing are named, with what was perhaps meant; nothing else is loaded."""
        manager = manager_of(named("alpha", requires_plugins=["betta", "beta", "x"]), named("beta"))
        with pytest.raises(PluginDisabled) as caught:
            manager.load("alpha")
        assert caught.value.reason == (
            "requires plugin betta, which does not exist; did you mean 'beta'?; requires plugin x, which does not exist"
        )
        assert not manager.is_loaded("beta")

    def test_of_another_namespace(self, caplog):
        """A plugin of another namespace cannot be required: its manager is not known here."""
        manager = manager_of(named("a", requires_plugins=["other.ns:b"]))
        with pytest.raises(InvalidPlugin, match=r"requires plugin other\.ns:b, but can only require .* own"):
            manager.load("a")

    def test_each_other(self, caplog):
        """Plugins that require each other fail with the cycle, whichever is asked for; who requires one is disabled."""
        required = {"a": "b", "b": "a", "c": "a"}
        for asks_for_all in (False, True):
            manager = manager_of(*(named(name, requires_plugins=[other]) for name, other in required.items()))
            if asks_for_all:
                assert manager.load_all() == []
            with pytest.raises(PluginCycle):
                manager.load("a")
            with pytest.raises(PluginDisabled, match="requires plugin a, which fails: PluginCycle: "):
                manager.load("c")
            assert [sorted(error.members) for error in manager.errors.values()] == [["my.ns:a", "my.ns:b"]] * 2

    def test_over_a_load(self, caplog):
        """A cycle is found as well if one of its steps is a plugin that loads another one."""
        manager = manager_of(named("a", requires_plugins=["b"]), named("b", load=lambda _: manager.load("a")))
        with pytest.raises(PluginCycle) as caught:
            manager.load("b")
        assert {*caught.value.members} == {"my.ns:a", "my.ns:b"}

    def test_disabled_from_outside(self, monkeypatch):
        """What is disabled by whoever runs the application is named by those that require it."""
        monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "my.ns:b")
        manager = manager_of(named("a", requires_plugins=["b"]), named("b"))
        assert manager.load_all() == []
        assert manager.get_container("a").disabled_reason == (
            "requires plugin b, which is disabled: excluded by PLUGIN_LOADER_DISABLE=my.ns:b"
        )

    def test_threads(self):
        """Threads that load plugins which require the same one load that once, and do not wait for ever."""
        loaded = []
        required = named("x", load=lambda _: loaded.append("x"))
        manager = manager_of(required, *(named(name, requires_plugins=["x"]) for name in "abcdefgh"))
        threads = [threading.Thread(target=manager.load, args=(name,)) for name in "abcdefgh"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=10)
        assert loaded == ["x"]
        assert len(manager.items()) == 9


class TestAwaited:
    """The same of plugins whose ``load`` is awaited."""

    def run(self, stated, ask):
        """Make plugins whose load takes its time, and write down what begins and ends."""
        log = []

        async def load(made):
            log.append(f"{made.name}<")
            await asyncio.sleep(0)
            log.append(f"{made.name}>")

        manager = manager_of(*(named(name, load=load, **attributes) for name, attributes in stated.items()))
        try:
            asyncio.run(asyncio.wait_for(ask(manager), 30))
        except PluginDisabled as disabled:
            log.append(disabled.reason)
        return manager, " ".join(log)

    @pytest.mark.parametrize(
        ("stated", "log"),
        [
            ({"a": {}, "b": {}}, "a< b< a> b>"),
            ({"a": {"after": ["b"]}, "b": {}}, "b< b> a< a>"),
            ({"a": {"before": ["c"]}, "b": {}, "c": {}}, "a< b< a> b> c< c>"),
            ({"a": {"requires_plugins": ["c"]}, "b": {}, "c": {}}, "b< c< b> c> a< a>"),
            ({"a": {"priority": 1}, "b": {}, "c": {"priority": 1, "after": ["b"]}}, "a< a> b< b> c< c>"),
            ({"a": {"after": ["b"]}, "b": {"after": ["a"]}, "c": {}}, "c< c>"),
            ({"a": {"after": 5}, "b": {}, "c": {"after": ["a"]}}, "b< b> c< c>"),
        ],
    )
    def test_order(self, stated, log, caplog):
        """Plugins that are loaded at a time wait for those that they are to come after."""
        _, found = self.run(stated, lambda manager: manager.aload_all(concurrency=5))
        assert found == log

    def test_required(self):
        """What a plugin requires is awaited before it."""
        stated = {"a": {"requires_plugins": ["b"]}, "b": {"requires_plugins": ["c"]}, "c": {}}
        assert self.run(stated, lambda manager: manager.aload("a"))[1] == "c< c> b< b> a< a>"

    @pytest.mark.parametrize(
        ("required", "reason"),
        [
            ({"name": "x"}, "requires plugin b, which does not exist"),
            (
                {"should_load": lambda _: False},
                "requires plugin b, which is disabled: Load condition for plugin was false",
            ),
            ({"__init__": raising}, "requires plugin b, which fails: RuntimeError: no voice"),
        ],
    )
    def test_not_there(self, required, reason, caplog):
        """A plugin that has to do without is disabled."""
        _, log = self.run({"a": {"requires_plugins": ["b"]}, "b": required}, lambda manager: manager.aload("a"))
        assert log == reason

    def test_cycle(self, caplog):
        """Plugins that require each other fail with the cycle, also in tasks of their own."""

        async def ask(manager):
            return await asyncio.gather(manager.aload("a"), manager.aload("b"), return_exceptions=True)

        manager, log = self.run({"a": {"requires_plugins": ["b"]}, "b": {"requires_plugins": ["a"]}}, ask)
        assert log == ""
        assert [sorted(error.members) for error in manager.errors.values()] == [["my.ns:a", "my.ns:b"]] * 2

    def test_not_awaited(self, caplog):
        """Who does not await a plugin hears that of one that requires it as well, and may await it after that."""
        manager, _ = self.run({"a": {"requires_plugins": ["b"]}, "b": {}}, lambda _: asyncio.sleep(0))
        with pytest.raises(PluginNotAwaited, match=r"load\(\) of plugin my\.ns:b must be awaited"):
            manager.load("a")
        assert asyncio.run(manager.aload("a")).name == "a"
        assert manager.is_loaded("b")
