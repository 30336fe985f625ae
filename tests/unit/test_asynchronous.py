"""Plugins that are awaited: loaded once, whatever the tasks, event loops and threads, and nobody waits in vain."""

import asyncio
import functools
import gc
import threading

import pytest

from plugin import Plugin, PluginDisabled, PluginManager, PluginSpec, asynchronous, container, plugin, turns
from plugin.exceptions import InvalidPlugin, PluginCycle, PluginNotAwaited, PluginNotFound
from plugin.resolvers import ObjectSpec
from toys import GivenPlugins

NAMESPACE = "my.ns"


@pytest.fixture(autouse=True)
def _nothing_left_behind():
    yield
    assert not container.at_work
    assert not container.awaited
    assert not turns._waiters


def kind(load=None, **attributes):
    """Make a plugin class; what it is made of are functions without the plugin itself."""
    attributes = {name: staticmethod(value) if callable(value) else value for name, value in attributes.items()}
    return type("Kind", (Plugin,), attributes | ({"load": staticmethod(load)} if load else {}))


def given(*, options=(), **factories):
    specs = (PluginSpec(NAMESPACE, name, made) for name, made in factories.items())
    return PluginManager(NAMESPACE, finder=GivenPlugins(*specs), **dict(options))


async def value():
    await asyncio.sleep(0)
    return "value"


async def failing():
    await asyncio.sleep(0)
    raise ValueError("no")


def decorated():
    @functools.wraps(value)
    def wrapper():
        return value()

    return wrapper


class Awaitable:
    def __await__(self):
        return (yield from value().__await__())


async def anything(things):
    """Wait until there is anything in a container."""
    while not things:  # noqa: ASYNC110 - it is a dict
        await asyncio.sleep(0)


def limited(coroutine):
    """Run a coroutine; what waits in vain is an error."""
    return asyncio.run(asyncio.wait_for(coroutine, 30))


def members(error):
    """Give the members of a cycle, the first by the alphabet first."""
    assert isinstance(error, PluginCycle), error
    first = error.members.index(min(error.members))
    return [*error.members[first:], *error.members[:first]]


class TestPlainLoad:
    """Where nothing is awaited."""

    @pytest.fixture(autouse=True)
    def _no_coroutine_is_left(self):
        yield
        gc.collect()  # one that was never awaited says so now

    @pytest.mark.parametrize("load", [value, functools.partial(value), decorated(), Awaitable])
    def test_clear_error(self, load, recorder, caplog):
        """What has to be awaited is an error that says how; nothing of it has run, and no coroutine is left."""
        manager = given(a=kind(load), b=Plugin, options={"listener": recorder})
        with pytest.raises(PluginNotAwaited, match=r"load\(\) of plugin my\.ns:a must be awaited: use") as caught:
            manager.load("a")
        assert "`await manager.aload('a')`" in str(caught.value)
        assert (caught.value.namespace, caught.value.name, caught.value.method) == (NAMESPACE, "a", "load")
        assert manager.get_container("a").load_error is caught.value
        assert recorder.events[-1][:2] == ("on_load_exception", "a")
        assert len(manager.load_all()) == 1
        assert list(manager.errors) == ["a"]
        assert len(caplog.records) == 1

    def test_and_then_awaited(self):
        """Who awaits it after that gets it, and from then on everybody."""
        manager = given(a=kind(value))
        with pytest.raises(PluginNotAwaited):
            manager.load("a")
        made = manager.get_container("a").plugin
        assert limited(manager.aload("a")) is made
        assert manager.load("a") is made
        assert manager.errors == {}
        assert manager.get_container("a").load_value == "value"

    def test_should_load(self):
        """A should_load() that has to be awaited is no true value."""
        manager = given(a=kind(should_load=value))
        with pytest.raises(PluginNotAwaited, match=r"^the should_load\(\) of plugin"):
            manager.load("a")

    @pytest.mark.parametrize("answer", [1, "yes", [0]])
    def test_true_values(self, answer):
        """Any true value will do, as ever."""
        assert given(a=kind(should_load=lambda: answer)).load("a")

    def test_unload(self, caplog):
        """An unload() that has to be awaited is an error, and the plugin stays loaded."""
        manager = given(a=kind(unload=value), b=kind(unload=value))
        made = manager.load("a")
        with pytest.raises(PluginNotAwaited, match=r"await manager\.aunload\('a'\)"):
            manager.unload("a")
        assert manager.load("a") is made
        with pytest.raises(PluginNotAwaited), manager:
            manager.load_all()
        assert [record.message.partition(" cannot be ")[0] for record in caplog.records] == [
            *("plugin my.ns:a", "plugin my.ns:b", "plugin my.ns:a")  # the last one first
        ]
        limited(manager.aunload("a"))
        assert not manager.is_loaded("a")


class TestLoad:
    @pytest.mark.parametrize("load", [value, functools.partial(value), decorated(), Awaitable])
    def test_awaited(self, load, recorder):
        """Whatever load() gives is awaited if it can be; the result is what counts, and listeners hear of it."""
        manager = given(a=kind(load), options={"listener": recorder})
        made = limited(manager.aload("a"))
        assert manager.load("a") is made
        assert (manager.get_container("a").load_value, manager.get_container("a").state) == ("value", "loaded")
        assert recorder.heard == ["on_resolve_after", "on_init_after", "on_load_before", "on_load_after"]
        assert recorder.events[-1] == ("on_load_after", "a", made, "value")

    def test_what_is_not_awaited(self):
        """A plain load() is called in the thread of the event loop, with the manager's arguments."""
        where = []
        manager = given(
            a=kind(lambda *args, **kwargs: where.append((threading.get_ident(), args, kwargs))),
            options={"load_args": [1], "load_kwargs": {"two": 2}},
        )
        limited(manager.aload("a"))
        assert where == [(threading.get_ident(), (1,), {"two": 2})]

    def test_function(self):
        """The load= of @plugin may be a coroutine function."""

        @plugin(namespace=NAMESPACE, load=value)
        def a():
            return "called"

        manager = given(a=a)
        assert limited(manager.aload("a"))() == "called"
        assert manager.get_container("a").load_value == "value"

    def test_errors(self, recorder, caplog):
        """An error is that of one plugin, always the same, and kept; the others are loaded."""
        manager = given(
            a=kind(failing), b=kind(value), c=kind(should_load=lambda: False), options={"listener": recorder}
        )

        async def main():
            for _ in range(2):
                with pytest.raises(ValueError, match="no") as caught:
                    await manager.aload("a")
                assert manager.errors == {"a": caught.value}
            with pytest.raises(PluginDisabled, match="Load condition for plugin was false"):
                await manager.aload("c")
            with pytest.raises(PluginNotFound):
                await manager.aload("d")
            return await manager.aload_all()

        assert len(limited(main())) == 1
        assert recorder.heard.count("on_load_exception") == 1
        assert [record.message for record in caplog.records] == ["plugin my.ns:a cannot be loaded: ValueError: no"]

    def test_steps_before(self, caplog):
        """What cannot be made is not awaited."""
        manager = given(a=lambda: 1 / 0, b=lambda: "no plugin")
        with pytest.raises(ZeroDivisionError):
            limited(manager.aload("a"))
        with pytest.raises(InvalidPlugin):
            limited(manager.aload("b"))

    @pytest.mark.parametrize("answer", [True, False])
    def test_should_load(self, answer):
        """A should_load() may have to be awaited as well."""

        async def should_load():
            return answer

        manager = given(a=kind(should_load=should_load))
        assert len(limited(manager.aload_all())) == answer

    def test_any_object(self):
        """Objects that are no plugins have no methods to await."""
        manager = PluginManager(NAMESPACE, finder=GivenPlugins(ObjectSpec(NAMESPACE, "a", dict)))

        async def main():
            async with manager:
                return await manager.aload("a")

        assert limited(main()) == {}

    def test_outside_of_asyncio(self):
        """Without an event loop of asyncio, nothing is begun."""
        manager = given(a=kind(value))
        with pytest.raises(RuntimeError, match="no running event loop"):
            manager.aload("a").send(None)
        assert manager.get_container("a").state == "found"


class TestOnce:
    def test_tasks(self):
        """However many tasks ask for a plugin, its load() is called once."""
        calls = []

        async def load():
            calls.append("load")
            await asyncio.sleep(0)

        async def main():
            return await asyncio.gather(*(manager.aload("a") for _ in range(20)), manager.aload_all(concurrency=3))

        manager = given(a=kind(load))
        *made, [first] = limited(main())
        assert calls == ["load"]
        assert made == [first] * 20

    def test_event_loops(self):
        """Nor does it matter in how many threads the event loops are, and whether some threads have none."""
        calls, results = [], []
        is_loading, go_on = threading.Event(), threading.Event()

        async def load():
            calls.append("load")
            is_loading.set()
            await asyncio.to_thread(go_on.wait, 30)

        manager = given(a=kind(load))

        def with_loop():
            results.append(limited(manager.aload("a")))

        def without():
            assert is_loading.wait(30)
            results.append(manager.load("a"))

        threads = [threading.Thread(target=target, daemon=True) for target in (*[with_loop] * 4, *[without] * 4)]
        for thread in threads:
            thread.start()
        assert is_loading.wait(30)
        while len(container.awaited.get(manager.get_container("a"), ())) < 7:
            pass
        go_on.set()
        for thread in threads:
            thread.join(30)
        assert calls == ["load"]
        assert results == [manager.load("a")] * 8

    @pytest.mark.parametrize("first", ["load", "aload"])
    @pytest.mark.parametrize("second", ["load", "aload"])
    def test_told_to_go_on(self, first, second, monkeypatch):
        """Who waits is told when its turn has come, and need not look for it."""
        monkeypatch.setattr(asynchronous, "PATIENCE", 3600)
        monkeypatch.setattr(turns, "PATIENCE", 3600)
        results = []

        def load(how):
            loaded = getattr(manager, how)("a")
            results.append(asyncio.run(loaded) if how == "aload" else loaded)

        def wait():
            while not container.awaited:
                pass

        manager = given(a=kind(wait))
        threads = [threading.Thread(target=load, args=(how,), daemon=True) for how in (first, second)]
        threads[0].start()
        while not container.at_work:
            pass
        threads[1].start()
        for thread in threads:
            thread.join(30)
        assert results == [manager.load("a")] * 2

    def test_loop_that_has_ended(self):
        """Who waited in an event loop that is closed need not be told, and it is no error."""

        async def signal():
            return asynchronous.Signal()

        ended = limited(signal())
        assert ended.locked()
        ended.release()


class TestCancelled:
    def test_next_one_goes_on(self):
        """A task that is cancelled leaves the plugin to another one that waits for it, and which makes it anew."""
        made, is_loading = [], asyncio.Event()

        class Slow(Plugin):
            async def load(self):
                made.append(self)
                is_loading.set()
                if len(made) == 1:
                    await asyncio.Event().wait()

        async def main():
            manager = given(a=Slow)
            first, second = (asyncio.create_task(manager.aload("a")) for _ in range(2))
            await is_loading.wait()
            await anything(container.awaited)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            return await second

        loaded = limited(main())
        assert made == [made[0], loaded]
        assert made[0] is not loaded

    def test_nobody_else(self):
        """Without another one, the plugin can be loaded later."""
        manager = given(a=kind(lambda: asyncio.sleep(3600)))

        async def main():
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(manager.aload("a"), 0.001)

        limited(main())
        found = manager.get_container("a")
        assert (found.state, found.outcome, found.is_busy) == ("resolved", None, False)

    def test_while_it_waits(self):
        """Who is cancelled while another task loads the plugin takes nothing with it."""

        async def main():
            is_loading, go_on = asyncio.Event(), asyncio.Event()

            async def load():
                is_loading.set()
                await go_on.wait()

            manager = given(a=kind(load))
            first, second = (asyncio.create_task(manager.aload("a")) for _ in range(2))
            await is_loading.wait()
            await anything(container.awaited)
            second.cancel()
            with pytest.raises(asyncio.CancelledError):
                await second
            go_on.set()
            return await first is manager.load("a")

        assert limited(main())


class TestCycles:
    """What would wait for ever is an error that names the members."""

    def test_itself(self, caplog):
        """A plugin that awaits itself is a cycle of one."""
        manager = given(a=kind(lambda: manager.aload("a")))
        with pytest.raises(PluginCycle) as caught:
            limited(manager.aload("a"))
        assert members(caught.value) == ["my.ns:a"]

    @pytest.mark.parametrize("gathered", [False, True])
    def test_of_several(self, gathered, caplog):
        """So is a cycle of several, also over tasks that one of them has started."""

        def needing(*names):
            async def load():
                if gathered:
                    return await asyncio.gather(*map(manager.aload, names))
                return [await manager.aload(name) for name in names]

            return kind(load)

        manager = given(a=needing("b", "d"), b=needing("c"), c=needing("a"), d=needing())
        with pytest.raises(PluginCycle) as caught:
            limited(manager.aload("a"))
        assert members(caught.value) == ["my.ns:a", "my.ns:b", "my.ns:c"]

    @pytest.mark.parametrize("count", [2, 3])
    def test_over_tasks(self, count, caplog):
        """Tasks that wait for each other all fail by the same error."""
        names = [f"p{number}" for number in range(count)]

        async def main():
            arrived, go_on = [], asyncio.Event()

            def needing(name):
                async def load():
                    arrived.append(name)
                    if len(arrived) == count:
                        go_on.set()
                    await go_on.wait()
                    return await manager.aload(name)

                return kind(load)

            manager = given(**{name: needing(names[(number + 1) % count]) for number, name in enumerate(names)})
            results = await asyncio.gather(*map(manager.aload, names), return_exceptions=True)
            assert await manager.aload_all(concurrency=count) == []
            return results

        results = limited(main())
        assert all(members(result) == [f"my.ns:{name}" for name in names] for result in results)
        assert len({id(result) for result in results}) == 1

    def test_over_event_loops(self, caplog):
        """Nor does it matter that one of them is in another thread, with or without an event loop."""
        together = threading.Barrier(3)

        def meet():
            together.wait(30)

        async def load_b():
            await asyncio.to_thread(meet)
            return await manager.aload("b")

        async def load_c():
            await asyncio.to_thread(meet)
            return await asyncio.gather(manager.aload("c"))

        manager = given(a=kind(load_b), b=kind(load_c), c=kind(lambda: [meet(), manager.load("a")]))
        results = {}

        def run(name, load):
            try:
                results[name] = load()
            except PluginCycle as error:
                results[name] = error

        loads = {
            "a": lambda: limited(manager.aload("a")),
            "b": lambda: limited(manager.aload("b")),
            "c": lambda: manager.load("c"),
        }
        threads = [threading.Thread(target=run, args=each, daemon=True) for each in loads.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert [members(results[name]) for name in "abc"] == [["my.ns:a", "my.ns:b", "my.ns:c"]] * 3

    def test_load_in_a_thread(self, caplog):
        """A thread that a load() waits for is part of it."""
        manager = given(a=kind(lambda: asyncio.to_thread(manager.load, "b")), b=kind(lambda: manager.load("a")))
        with pytest.raises(PluginCycle) as caught:
            limited(manager.aload("a"))
        assert members(caught.value) == ["my.ns:a", "my.ns:b"]

    def test_loop_within_a_load(self, caplog):
        """A load() that runs an event loop of its own is part of the cycle as well."""
        manager = given(a=kind(lambda: limited(manager.aload("b"))), b=kind(lambda: manager.aload("a")))
        with pytest.raises(PluginCycle) as caught:
            manager.load("a")
        assert members(caught.value) == ["my.ns:a", "my.ns:b"]

    def test_load_that_keeps_the_loop_from_running(self, caplog):
        """Who does not await what a task of the same event loop has at work would keep that from going on."""

        async def main():
            go_on = asyncio.Event()
            manager = given(a=kind(go_on.wait), b=kind(lambda: manager.load("a")))
            task = asyncio.create_task(manager.aload("a"))
            await anything(container.at_work)
            for name in "ab":
                with pytest.raises(PluginCycle) as caught:
                    manager.load(name)
                assert members(caught.value) == ["my.ns:a", "the event loop", *(["my.ns:b"] if name == "b" else [])]
            go_on.set()
            return await task

        assert limited(main())

    def test_waiting_is_no_cycle(self):
        """Plugins that need the same one get it."""

        async def main():
            manager = given(
                a=kind(lambda: asyncio.gather(*map(manager.aload, "bcd"))),
                b=kind(lambda: manager.aload("d")),
                c=kind(lambda: manager.aload_all(concurrency=2)),
                d=kind(value),
            )
            return await asyncio.gather(*map(manager.aload, "abcd"))

        assert len(set(limited(main()))) == 4


class TestLoadAll:
    def counting(self, calls, load=value):
        """Make a plugin class whose load() writes down when it begins and ends."""

        def made(name, priority=0):
            async def loading():
                calls.append(f"{name} begins")
                await load()
                calls.append(f"{name} ends")

            return kind(loading, priority=priority)

        return made

    def test_one_after_the_other(self):
        """Without concurrency it is as load_all()."""
        calls = []
        made = self.counting(calls)
        manager = given(a=made("a"), b=made("b", 1), c=kind(lambda: calls.append("c")))
        loaded = limited(manager.aload_all())
        assert calls == ["b begins", "b ends", "a begins", "a ends", "c"]
        assert loaded == manager.load_all()

    def test_concurrency(self):
        """So many are under way at a time; those of a lower priority wait for all of a higher one."""
        calls = []
        made = self.counting(calls)
        manager = given(a=made("a"), b=made("b"), c=made("c"), d=made("d", 1), e=made("e", 1))
        loaded = limited(manager.aload_all(concurrency=2))
        assert calls[:3] == ["d begins", "e begins", "d ends"]
        assert calls[4:6] == ["a begins", "b begins"]
        assert calls.index("c begins") > min(calls.index("a ends"), calls.index("b ends"))
        assert loaded == manager.load_all()

    @pytest.mark.parametrize("concurrency", [0, -1])
    def test_no_concurrency(self, concurrency):
        """None at a time is a mistake."""
        with pytest.raises(ValueError, match="concurrency must be at least 1, not "):
            limited(given(a=kind(value)).aload_all(concurrency=concurrency))

    @pytest.mark.parametrize("concurrency", [1, 2, 9])
    def test_failing_ones(self, concurrency, caplog):
        """One that fails leaves the others."""
        manager = given(a=kind(failing), b=kind(value), c=kind(lambda: 1 / 0), d=kind(value))
        assert len(limited(manager.aload_all(concurrency=concurrency))) == 2
        assert set(manager.errors) == {"a", "c"}

    @pytest.mark.parametrize("concurrency", [1, 2])
    def test_propagated(self, concurrency, caplog):
        """If it is to be raised, what is under way is cancelled, and what comes later does not begin."""
        calls = []
        made = self.counting(calls, lambda: asyncio.sleep(30))
        manager = given(a=kind(failing), b=made("b"), c=made("c"))
        with pytest.raises(ValueError, match="no"):
            limited(manager.aload_all(concurrency=concurrency, propagate_exceptions=True))
        assert calls == (["b begins"] if concurrency == 2 else [])
        assert not manager.is_loaded("b")

    def test_cancelled(self):
        """Who is cancelled leaves nothing under way."""
        calls = []
        made = self.counting(calls, lambda: asyncio.sleep(30))
        manager = given(a=made("a"), b=made("b"))

        async def main():
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(manager.aload_all(concurrency=2), 0.01)
            assert len(asyncio.all_tasks()) == 1

        asyncio.run(main())
        assert calls == ["a begins", "b begins"]

    def test_within_a_load(self):
        """A plugin that loads all of its own namespace is passed over there."""
        manager = given(a=kind(lambda: manager.aload_all(concurrency=2)), b=kind(value))
        assert len(limited(manager.aload_all(concurrency=2))) == 2
        assert manager.get_container("a").load_value == [manager.load("b")]


class TestUnload:
    def test_awaited(self, recorder):
        """An unload() is awaited if it can be."""
        calls = []

        async def unload():
            calls.append("unload")

        manager = given(
            a=kind(unload=unload), b=kind(unload=lambda: calls.append("plain")), options={"listener": recorder}
        )

        async def main():
            await manager.aunload("a")
            first = await manager.aload("a")
            for name in "ab":
                await manager.aload(name)
                await manager.aunload(name)
            return first is await manager.aload("a")

        assert not limited(main())
        assert calls == ["unload", "plain"]
        assert recorder.heard.count("on_unload_after") == 2

    def test_last_one_first(self, caplog):
        """As an asynchronous context manager, a manager unloads what is loaded; what fails does not stop the others."""
        calls = []

        def unloading(name):
            async def unload():
                calls.append(name)
                raise ValueError(name)

            return kind(value, unload=unload)

        manager = given(a=unloading("a"), b=unloading("b"), c=kind(value))

        async def main():
            async with manager as entered:
                assert entered is manager
                await manager.aload_all()

        with pytest.raises(ValueError, match=r"^b"):
            limited(main())
        assert calls == ["b", "a"]
        assert set(manager.errors) == {"a", "b"}
        assert not manager.is_loaded("c")

    def test_error_within(self, caplog):
        """What goes wrong within comes before what goes wrong at the end."""
        manager = given(a=kind(unload=failing))

        async def main():
            async with manager:
                await manager.aload("a")
                raise KeyError

        with pytest.raises(KeyError):
            limited(main())
