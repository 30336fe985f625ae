"""What plugins take to be imported, made and loaded."""

import asyncio
import io
import subprocess
import sys
import threading

import pytest

from plugin import Plugin, PluginManager, PluginSpec, timings
from plugin.timings import Timing, table
from toys import GivenPlugins

NAMESPACE = "my.ns"
MODULE = """
from plugin import Plugin
import timed_clock
timed_clock.pass_by(1)

class Timed(Plugin):
    namespace, name = "my.ns", "a"

    def __init__(self):
        timed_clock.pass_by(2)

    def load(self):
        timed_clock.pass_by(4)
"""


class Clock:
    """Shows no time but that which a test says has passed."""

    def __init__(self):
        self.time = 0

    def __call__(self):
        return self.time

    def pass_by(self, seconds):
        self.time += seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timings, "perf_counter", clock)
    monkeypatch.setattr("plugin.asynchronous.perf_counter", clock)
    monkeypatch.setitem(sys.modules, "timed_clock", clock)
    monkeypatch.setattr(timings, "_of_process", {})
    return clock


def given(*, options=(), **factories):
    specs = (PluginSpec(NAMESPACE, name, made) for name, made in factories.items())
    return PluginManager(NAMESPACE, finder=GivenPlugins(*specs), **{"timed": True, **dict(options)})


def kind(load):
    return type("Kind", (Plugin,), {"load": staticmethod(load)})


@pytest.mark.parametrize("load", ["load", "load_all", "list and load", "aload"])
def test_each_step(site, clock, load):
    """Each step is noted, whoever asks for it."""
    site.install("dist", {"timed_plugin.py": MODULE}, {NAMESPACE: {"a": "timed_plugin:Timed"}})
    manager = PluginManager(NAMESPACE, timed=True)
    assert manager.timings == {}
    if load == "load_all":
        manager.load_all()
    elif load == "aload":
        asyncio.run(manager.aload("a"))
    else:
        if load == "list and load":
            manager.list_plugin_specs()
            assert manager.timings == {"a": Timing(importing=1)}
        manager.load("a")
    assert manager.timings == {"a": Timing(1, 2, 4)}
    assert manager.timings["a"].total == 7
    manager.load_all()
    assert manager.timings["a"].total == 7
    del sys.modules["timed_plugin"]


def test_another_time(clock):
    """What is loaded again takes as long as all together."""
    manager = given(a=kind(lambda: clock.pass_by(1)))
    for _ in range(3):
        with manager:
            manager.load("a")
    assert manager.timings == {"a": Timing(loading=3)}


def test_within_each_other(clock):
    """What a plugin loads counts for both."""
    manager = given(a=kind(lambda: [manager.load("b"), clock.pass_by(1)]), b=kind(lambda: clock.pass_by(2)))
    manager.load("a")
    assert manager.timings == {"a": Timing(loading=3), "b": Timing(loading=2)}


def test_what_fails(clock, caplog):
    """What fails has taken its time as well."""

    def fail():
        clock.pass_by(1)
        raise ValueError

    async def afail():
        fail()

    manager = given(a=kind(fail), b=fail, c=kind(afail))
    manager.load_all()
    asyncio.run(manager.aload_all())
    assert manager.timings == {"a": Timing(loading=1), "b": Timing(making=1), "c": Timing(loading=1)}


def test_waiting_is_not_loading(clock):
    """What one waits for another thread is not counted twice."""
    is_loading, go_on = threading.Event(), threading.Event()
    manager = given(a=kind(lambda: [is_loading.set(), go_on.wait(30), clock.pass_by(1)]))
    threads = [threading.Thread(target=manager.load, args=("a",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert is_loading.wait(30)
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert manager.timings == {"a": Timing(loading=1)}


def test_not_asked_for():
    """Nobody notes times whom nobody asks for them."""
    manager = given(a=Plugin, options={"timed": False})
    manager.load("a")
    assert manager.timings == {}
    assert type(manager.get_container("a")).__name__ == "PluginContainer"


@pytest.mark.parametrize(("value", "is_timed"), [("1", True), ("yes", True), ("0", False), ("off", False), ("", False)])
def test_variable(value, is_timed, monkeypatch):
    """The environment asks every manager of a process, and has a table written in the end."""
    registered = []
    monkeypatch.setattr("plugin.timings.atexit.register", registered.append)
    monkeypatch.setenv("PLUGIN_LOADER_TIMES", value)
    manager = given(a=Plugin, options={"timed": False})
    manager.load("a")
    assert list(manager.timings) == ["a"] * is_timed
    assert len(registered) == is_timed
    given(a=Plugin).load("a")  # who asks for times in code gets them in any case


def test_table():
    """A table has what took longest first, and fits a terminal."""
    lines = table({"my.ns:a": Timing(0, 0, 0.0012), "n" * 100: Timing(1234.5678, 0.5, 0), "my.ns:b": Timing()})
    assert lines == [
        "    total    import      make      load  plugin (milliseconds)",
        "1235067.8 1234567.8     500.0       0.0  ..." + "n" * 36,
        "      1.2       0.0       0.0       1.2  my.ns:a",
        "      0.0       0.0       0.0       0.0  my.ns:b",
    ]
    assert max(map(len, lines)) == 80


def test_written_once(site):
    """The table has the plugins of all managers of the process, and is written once, to standard error."""
    code = f"""
import sys
sys.path[:] = {sys.path!r}
from plugin import Plugin
from plugin.testing import manager_of
class A(Plugin):
    namespace, name = "my.ns", "a"
for _ in range(2):
    manager_of(A).load("a")
manager_of(A, namespace="other").list_names()
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, env={"PLUGIN_LOADER_TIMES": "1"}
    )
    first, header, *rows = done.stderr.splitlines()
    assert first.startswith("plugins of process ")
    assert header.endswith("plugin (milliseconds)")
    assert [row.split()[-1] for row in rows] == ["my.ns:a"]
    assert not done.stdout


@pytest.mark.parametrize("closed", [None, io.StringIO()])
def test_without_standard_error(closed, monkeypatch, capsys):
    """Where there is no standard error, there is no table."""
    if closed:
        closed.close()
    monkeypatch.setattr("sys.stderr", closed)
    timings._write()
    assert not capsys.readouterr().out
