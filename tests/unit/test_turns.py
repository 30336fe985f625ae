"""Threads: each plugin is loaded once, nobody waits in vain, and a cycle is an error that names its members."""

import importlib
import sys
import threading
from functools import partial

import pytest

from plugin import Plugin, PluginManager, PluginSpec, container, turns
from plugin.exceptions import PluginCycle
from toys import GivenPlugins

NAMESPACE = "my.ns"


@pytest.fixture(autouse=True)
def _nothing_left_behind():
    yield
    assert not container.at_work
    assert not container.awaited


def loading(load):
    return type("Loading", (Plugin,), {"load": lambda self: load()})


def given(**loads):
    specs = (PluginSpec(NAMESPACE, name, loading(load)) for name, load in loads.items())
    return PluginManager(NAMESPACE, finder=GivenPlugins(*specs))


def in_threads(*tasks):
    """Run functions at the same time; give what each returned or raised."""
    results = [None] * len(tasks)

    def run(position):
        try:
            results[position] = tasks[position]()
        except Exception as error:  # noqa: BLE001  # it is what is asked for
            results[position] = error

    threads = [threading.Thread(target=run, args=(position,), daemon=True) for position in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive(), "a thread waits in vain"
    return results


def members(error):
    """Give the members of a cycle, the first by the alphabet first."""
    assert isinstance(error, PluginCycle), error
    first = error.members.index(min(error.members))
    return [*error.members[first:], *error.members[:first]]


def test_itself():
    """A plugin that loads itself is a cycle of one."""
    manager = given(a=lambda: manager.load("a"))
    with pytest.raises(PluginCycle, match=r"needs itself to be loaded first: my\.ns:a -> my\.ns:a$") as caught:
        manager.load("a")
    assert caught.value.members == ("my.ns:a",)


def test_in_one_thread():
    """A cycle names all that take part, in the order of need, and no others."""
    manager = given(
        a=lambda: manager.load("b"),
        b=lambda: manager.load("c"),
        c=lambda: manager.load("d"),
        d=lambda: manager.load("b"),
    )
    with pytest.raises(PluginCycle) as caught:
        manager.load("a")
    assert members(caught.value) == ["my.ns:b", "my.ns:c", "my.ns:d"]


def test_over_several_managers():
    """Managers know of each other."""
    first = given(a=lambda: second.load("x"))
    second = PluginManager("other", finder=GivenPlugins(PluginSpec("other", "x", loading(lambda: first.load("a")))))
    with pytest.raises(PluginCycle) as caught:
        first.load("a")
    assert members(caught.value) == ["my.ns:a", "other:x"]


@pytest.mark.parametrize("count", [2, 3, 5])
def test_over_threads(count, caplog):
    """A cycle over threads is an error in all of them, which names the members, and no deadlock."""
    names = [f"p{number}" for number in range(count)]
    together = threading.Barrier(count)

    def needing(name):
        def load():
            together.wait(30)
            return manager.load(name)

        return load

    manager = given(**{name: needing(names[(number + 1) % count]) for number, name in enumerate(names)})
    results = in_threads(*(lambda name=name: manager.load(name) for name in names))
    assert all(members(result) == [f"my.ns:{name}" for name in names] for result in results)
    assert len({id(result) for result in results}) == 1  # one of them found it, and the others failed by it


def test_inner_plugins_are_named(caplog):
    """What a thread loads in between is a member as well."""
    together = threading.Barrier(2)

    def meet_and(load):
        together.wait(30)
        return load()

    manager = given(
        a=lambda: manager.load("b"),
        b=lambda: meet_and(lambda: manager.load("c")),
        c=lambda: meet_and(lambda: manager.load("a")),
    )
    results = in_threads(lambda: manager.load("a"), lambda: manager.load("c"))
    assert [members(result) for result in results] == [["my.ns:a", "my.ns:b", "my.ns:c"]] * 2


def test_waiting_is_no_cycle():
    """A thread that waits for a plugin gets it, also if it holds another one meanwhile."""
    is_loading, go_on = threading.Event(), threading.Event()
    manager = given(
        slow=lambda: [is_loading.set(), go_on.wait(30)], a=lambda: [go_on.set(), manager.load("slow")], b=lambda: None
    )

    def wait_for_slow():
        assert is_loading.wait(30)
        return manager.load("a")

    slow, a = in_threads(lambda: manager.load("slow"), wait_for_slow)
    assert manager.is_loaded("slow")
    assert manager.is_loaded("a")
    assert (slow, a) == (manager.load("slow"), manager.load("a"))


def test_once_each(caplog):
    """Many threads that load many plugins, which load each other, call each load() once, also if it raises."""
    calls = []
    managers = []

    def noting(name, *needs):
        def load():
            calls.append(name)
            for need in needs:
                managers[-1].load(need)
            if name.startswith("bad"):
                raise ValueError(name)

        return load

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(20):
            calls.clear()
            manager = given(
                a=noting("a", "b", "c"), b=noting("b", "c", "d"), c=noting("c", "d"), d=noting("d"), bad=noting("bad")
            )
            managers.append(manager)
            results = in_threads(*[manager.load_all] * 8, *(partial(manager.load, name) for name in "abcd"))
            assert sorted(calls) == ["a", "b", "bad", "c", "d"]
            assert all(len(result) == 4 for result in results[:8])
    finally:
        sys.setswitchinterval(interval)


def test_cycle_of_others(monkeypatch):
    """Who waits for members of a cycle, and is none, leaves it to them to find it."""
    manager = given(a=lambda: None, b=lambda: None)
    a, b = manager.list_containers()
    of_a, of_b, mine = container.Turn(), container.Turn(), container.Turn()
    of_a.thread, of_b.thread = -1, -2
    at_work = {a: of_a, b: of_b}
    first, second, me = (turns.Waiter(*wish, None, {}, {}) for wish in ((b, of_a), (a, of_b), (a, mine)))
    monkeypatch.setattr(turns, "_waiters", [first, second, me])
    assert turns.find_cycle(me, at_work) == []
    assert turns.find_cycle(second, at_work) == ["my.ns:a", "my.ns:b"]


def test_cycle_over_an_import(monkeypatch):
    """A cycle may lead over a thread that imports what another one imports, which waits for a plugin of the first."""
    manager = given(a=lambda: None, b=lambda: None)
    a, b = manager.list_containers()
    of_a, of_b, importing = container.Turn(), container.Turn(), container.Turn()
    of_a.thread, of_b.thread, importing.thread = -1, -2, -3
    first, third = (turns.Waiter(*wish, None, {}, {}) for wish in ((b, of_a), (a, importing)))
    monkeypatch.setattr(turns, "_waiters", [first, third])
    monkeypatch.setattr(turns, "_imports", {-2: ("module", -3)}.get)
    at_work = {a: of_a, b: of_b}
    assert turns.find_cycle(first, at_work) == ["my.ns:b", "the import of module", "my.ns:a"]
    monkeypatch.setattr(turns, "_waiters", [first])
    assert turns.find_cycle(first, at_work) == []


def test_one_finds_it():
    """Just one member of a cycle finds it, and the others get their turn."""
    manager = given(a=lambda: None, b=lambda: None)
    a, b = manager.list_containers()
    of_a, of_b = container.Turn(), container.Turn()
    of_a.thread, of_b.thread = -1, -2
    at_work = {a: of_a, b: of_b}
    signal = threading.Lock()
    with turns.Waiter(b, of_a, signal, at_work, {}) as first, turns.Waiter(a, of_b, signal, at_work, {}) as second:
        with pytest.raises(PluginCycle):
            first.has_turn()
        assert not second.has_turn()
        del at_work[a]
        assert second.has_turn()


@pytest.mark.parametrize("way", ["load", "lock"])
def test_told_to_go_on(way, monkeypatch):
    """Who waits for a plugin is told when its turn has come, and need not look for it."""
    monkeypatch.setattr(turns, "PATIENCE", 3600)
    is_at_work = threading.Event()

    def load():
        is_at_work.set()
        while not container.awaited:
            pass

    manager = given(a=load if way == "load" else lambda: None)

    def first():
        if way == "load":
            manager.load("a")
        else:
            with manager.get_container("a").lock:
                load()

    def second():
        assert is_at_work.wait(30)
        return manager.load("a")

    assert in_threads(first, second)[1] is manager.load("a")


def test_container_lock():
    """Who holds the lock of a container keeps the plugin from moving."""
    manager = given(a=lambda: "value")
    container = manager.get_container("a")
    held, results = threading.Event(), []

    def load():
        assert held.wait(30)
        results.append(manager.load("a"))

    thread = threading.Thread(target=load, daemon=True)
    with container.lock:
        thread.start()
        held.set()
        thread.join(0.2)
        assert container.is_busy
        assert not results
    thread.join(30)
    assert results


class TestImports:
    """Plugins that are loaded while modules are imported, in several threads."""

    @pytest.fixture
    def holder(self, site):
        """A module that holds what the others need."""
        site.install("holder", {"turns_holder.py": ""})
        holder = importlib.import_module("turns_holder")
        holder.together = threading.Barrier(2)
        return holder

    def test_module_and_plugin_that_need_each_other(self, site, holder, caplog):
        """A thread imports a module that loads a plugin; another one loads the plugin, which imports the module."""
        app = """
            import turns_holder
            turns_holder.meet()
            turns_holder.manager.load("a")
        """
        site.install("app", {"turns_app.py": app})

        def load():
            holder.together.wait(30)
            importlib.import_module("turns_app")

        meetings = [holder.together.wait]
        holder.meet = lambda: meetings and meetings.pop()(30)
        holder.manager = given(a=load)
        imported, loaded = in_threads(lambda: importlib.import_module("turns_app"), lambda: holder.manager.load("a"))
        assert isinstance(imported, PluginCycle)
        assert members(imported) == ["my.ns:a", "the import of turns_app"]
        assert members(loaded) == ["my.ns:a"]  # for it has imported the module itself then

    def test_finder_that_imports(self, site, holder):
        """No lock is held while a finder looks, for it may import a module that asks for plugins itself."""
        app = """
            import turns_holder
            turns_holder.together.wait(30)
            turns_holder.names = turns_holder.manager.list_names()
        """
        site.install("app", {"turns_asking.py": app})

        class Importing(GivenPlugins):
            is_first = True

            def find_plugins(self):
                if self.is_first:
                    self.is_first = False
                    holder.together.wait(30)
                    importlib.import_module("turns_asking")
                return super().find_plugins()

        holder.manager = PluginManager(NAMESPACE, finder=Importing(PluginSpec(NAMESPACE, "a", Plugin)))
        in_threads(lambda: importlib.import_module("turns_asking"), holder.manager.list_names)
        assert holder.names == ["a"]

    def test_one_import_for_all(self, site, holder):
        """However many threads ask, a module that fails is imported once."""
        holder.count = 0
        module = "import turns_holder\nturns_holder.count += 1\nraise ValueError"
        site.install("bad", {"turns_bad.py": module}, {NAMESPACE: {"bad": "turns_bad:x"}})
        manager = PluginManager(NAMESPACE)
        results = in_threads(*[lambda: manager.load("bad")] * 8)
        assert holder.count == 1
        assert len({id(result) for result in results}) == 1
