"""Plugins in child processes, also of a parent whose other threads were at work on plugins when it was forked."""

import asyncio
import importlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import warnings
from concurrent.futures import ProcessPoolExecutor

import pytest

from plugin import Plugin, PluginManager, PluginSpec, container, manager as manager_module, turns
from plugin.exceptions import PluginCycle, PluginNotFound
from toys import GivenPlugins

NAMESPACE = "my.ns"
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork")


def given(**factories):
    specs = (PluginSpec(NAMESPACE, name, made) for name, made in factories.items())
    return PluginManager(NAMESPACE, finder=GivenPlugins(*specs))


def in_child(function):
    """Fork; give what a function returns in the child, or what it raises, as text. A child that takes long is ended."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that there are other threads is what is tried
        child = os.fork()
    if not child:
        signal.alarm(60)
        try:
            answer = function()
        except BaseException as error:  # noqa: BLE001 - the parent raises it
            answer = repr(error)
        os.write(writer, pickle.dumps(answer))
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as answers:
        answer = answers.read()
    assert os.waitpid(child, 0)[1] == 0, "the child has waited in vain"
    return pickle.loads(answer)  # noqa: S301 - it is ours


class Paused:
    """A function that stops in the middle, in the parent only, and counts its calls.

    Within ``with pause.within(target):`` another thread runs the target, and has come so far.
    """

    def __init__(self):
        self.parent = os.getpid()
        self.calls = 0
        self.is_there, self.go_on = threading.Event(), threading.Event()

    def __call__(self, *_):
        self.calls += 1
        if os.getpid() == self.parent:
            self.is_there.set()
            assert self.go_on.wait(30)

    def within(self, *targets):
        self.threads = [threading.Thread(target=target, daemon=True) for target in targets]
        return self

    def __enter__(self):
        for thread in self.threads:
            thread.start()
            assert self.is_there.wait(30)

    def __exit__(self, *_):
        self.go_on.set()
        for thread in self.threads:
            thread.join(30)
            assert not thread.is_alive()


@forks
class TestFork:
    @pytest.mark.parametrize("step", ["load", "__init__", "should_load"])
    def test_another_thread_at_work(self, step):
        """The child makes and loads a plugin itself that another thread of the parent was at work on."""
        pause = Paused()

        class Slow(Plugin):
            calls = 0

            def load(self):
                self.calls += 1

        def slow(self):
            self.calls += 1
            pause()
            return None if step == "__init__" else True

        setattr(Slow, step, slow)
        manager = given(a=Plugin, b=Slow, c=Plugin)

        def child():
            made = manager.load("b")
            return made.calls, pause.calls, len(manager.load_all()), dict(container.at_work)

        with pause.within(manager.load_all):
            assert in_child(child) == (1 + (step != "load"), 2, 3, {})
        assert len(manager.load_all()) == 3
        assert pause.calls == 1

    def test_another_thread_that_imports(self, site):
        """So it does if the other thread was importing a module, from wherever."""
        inner = "import processes_pause\nprocesses_pause.pause()\nsize = 1"
        outer = "from plugin import Plugin\nimport processes_inner\nclass A(Plugin): namespace, name = 'my.ns', 'a'"
        modules = {"processes_pause.py": "", "processes_inner.py": inner, "processes_outer.py": outer}
        site.install("dist", modules, {NAMESPACE: {"a": "processes_outer:A"}})
        pause = importlib.import_module("processes_pause").pause = Paused()
        manager = PluginManager(NAMESPACE)
        with pause.within(manager.load_all):
            assert in_child(lambda: manager.load("a").name + str(sys.modules["processes_inner"].size)) == "a1"
        assert pause.calls == 1
        assert manager.is_loaded("a")

    def test_its_own_thread(self):
        """What the thread itself is at work on goes on in the child, and needs itself as ever."""
        answers = []

        def load(plugin):
            def child():
                with pytest.raises(PluginCycle):
                    manager.load("a")
                return manager.get_container("a").is_busy, manager.load("b").size

            answers.append(in_child(child))

        manager = given(a=type("A", (Plugin,), {"load": load}), b=type("B", (Plugin,), {"size": 2}))
        manager.load("a")
        assert answers == [(True, 2)]

    def test_what_is_loaded(self):
        """What is loaded stays so, also if another thread had it in its hands."""
        pause = Paused()
        manager = given(a=Plugin)
        made = manager.load("a")

        def keep():
            with manager.get_container("a").lock:
                pause()

        with pause.within(keep):
            assert in_child(lambda: (manager.load("a") is made, manager.get_container("a").is_busy)) == (True, False)

    def test_threads_that_wait(self):
        """Nobody waits any more, and whoever waits in the child is told to go on."""
        pause = Paused()
        manager = given(a=type("A", (Plugin,), {"load": pause}))

        def child():
            nothing = not container.awaited and not turns._waiters
            pause.parent, turns.PATIENCE = os.getpid(), 3600
            pause.is_there.clear()
            with pause.within(*[lambda: manager.load("a")] * 2):
                while not container.awaited:
                    pass
            return nothing, manager.is_loaded("a"), pause.calls

        with pause.within(*[lambda: manager.load("a")] * 2):
            while not container.awaited:
                pass
            assert in_child(child) == (True, True, 2)

    @pytest.mark.parametrize("lock", [(turns, "_graph"), (manager_module, "_lock")])
    def test_locks(self, lock):
        """Locks that another thread held are free."""
        module, name = lock
        manager = given(a=Plugin)
        manager.load("a")
        with getattr(module, name):
            assert in_child(lambda: [manager.reload(), turns.wake(None, {}), len(manager.load_all())][-1]) == 1

    def test_tasks(self):
        """A task of the parent goes on in the parent; the child loads the plugin itself, and is not in the way."""
        is_first = True

        async def load():
            if is_first:
                await asyncio.sleep(0.01)

        async def main():
            nonlocal is_first
            waiting = [asyncio.create_task(manager.aload("a")) for _ in range(2)]
            while not container.awaited:  # noqa: ASYNC110 - it is a dict
                await asyncio.sleep(0)
            parent, is_first = is_first, False
            answer = in_child(child)
            is_first = parent
            return answer, await asyncio.gather(*waiting)

        def child():
            result = []
            thread = threading.Thread(target=lambda: result.append(asyncio.run(manager.aload("a"))))
            thread.start()
            thread.join()
            return manager.load("a") is result[0], bool(container.awaited)

        manager = given(a=type("A", (Plugin,), {"load": lambda self: load()}))
        answer, made = asyncio.run(main())
        assert answer == (True, False)
        assert made == [manager.load("a")] * 2

    def test_its_own_task(self):
        """What the task itself is at work on goes on in the child."""

        async def load():
            return in_child(lambda: (manager.get_container("a").is_busy, manager.load("b").size))

        manager = given(a=type("A", (Plugin,), {"load": lambda self: load()}), b=type("B", (Plugin,), {"size": 2}))
        asyncio.run(manager.aload("a"))
        assert manager.get_container("a").load_value == (True, 2)

    def test_nothing_to_forget(self):
        """A child imports nothing for it where nothing was at work."""
        sys.modules.pop("plugin.forked", None)
        loaded = sys.modules.pop("plugin.turns")
        try:
            assert not in_child(lambda: "plugin.forked" in sys.modules)
        finally:
            sys.modules["plugin.turns"] = loaded


@pytest.mark.slow
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_pools(site, method):
    """However a pool starts its processes, each loads what it needs; errors find their way back."""
    code = """
        from plugin import Plugin, PluginManager
        from plugin.exceptions import PluginException

        class A(Plugin):
            namespace, name = "my.ns", "a"

            async def load(self):
                return "loaded"

        class B(Plugin):
            namespace, name = "my.ns", "b"

            def load(self):
                return "loaded"

        manager = PluginManager("my.ns")

        def load(name):
            try:
                manager.load(name)
            except PluginException as error:
                return error
            return manager.get_container(name).load_value
    """
    points = {NAMESPACE: {"a": "processes_pool:A", "b": "processes_pool:B"}}
    site.install("dist", {"processes_pool.py": code}, points)
    load = importlib.import_module("processes_pool").load
    try:
        with ProcessPoolExecutor(1, multiprocessing.get_context(method)) as pool:
            b, a, missing = pool.map(load, "bac")
    finally:
        del sys.modules["processes_pool"]
    assert b == "loaded"
    assert (type(a).__name__, a.method, a.name) == ("PluginNotAwaited", "load", "a")
    assert isinstance(missing, PluginNotFound)
