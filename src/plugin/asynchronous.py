"""Loads plugins asynchronously: each is loaded once, across all tasks, event loops and threads.

A task that loads a plugin does so itself. Other tasks that want it wait, and one of them takes over if the first is
cancelled. Tasks that ``load`` starts are part of its work, so a cycle that spans tasks is detected.
"""

import asyncio
from contextlib import contextmanager
from time import perf_counter

from plugin.container import UNWANTED, Turn, at_work, awaited
from plugin.exceptions import PluginCycle, PluginNotAwaited
from plugin.order import required, stages, without
from plugin.turns import PATIENCE, Waiter, around, surrounding, wake
from plugin.unloading import last_first, let_go

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from plugin.container import P, PluginContainer

    Container = PluginContainer[Any]


class TaskTurn(Turn):
    """The work of a task on a plugin, while its thread does other things as well.

    :raises RuntimeError: if no event loop is running, because then nothing could wait
    """

    __slots__ = ()
    is_task = True

    def __init__(self) -> None:
        asyncio.get_running_loop()
        super().__init__()


class Signal:
    """What a task waits for; it may be released from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._future: asyncio.Future[None] = self._loop.create_future()

    def locked(self) -> bool:
        return not self._future.done()

    def release(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._set, self._future)
        except RuntimeError:
            return  # the loop is closed, and none of its tasks is waiting any more

    @staticmethod
    def _set(future: "asyncio.Future[None]") -> None:
        if not future.done():
            future.set_result(None)

    async def wait(self) -> None:
        """Wait until it is released, but only for a moment."""
        await asyncio.wait([self._future], timeout=PATIENCE)
        if self._future.done():
            self._future = self._loop.create_future()


async def load(container: "PluginContainer[P]") -> "P":
    """Load a plugin, unless it is already loaded.

    :param container: the container of the plugin
    :return: the plugin
    :raises Exception: as ``PluginManager.aload``
    """
    if not container.position:
        await _advance(container)
        container.raise_outcome()
    return container.plugin  # type: ignore[return-value]  # it exists once the plugin is loaded


async def load_all(containers: "Sequence[Container]", concurrency: int, *, propagate_exceptions: bool) -> None:
    """Load plugins in the given order; each waits for those with a higher priority and for those that it comes after.

    :param containers: their containers
    :param concurrency: how many to load at the same time
    :param propagate_exceptions: raise the error of the first one that fails
    :raises ValueError: if the concurrency is less than 1
    """
    if concurrency < 1:
        raise ValueError(f"concurrency must be at least 1, not {concurrency!r}")
    for equals in stages(containers):
        pending = iter(equals)
        if concurrency == 1:
            await _load_each(pending, propagate_exceptions=propagate_exceptions)
            continue
        several = range(min(concurrency, len(equals)))
        workers = [asyncio.create_task(_load_each(pending, propagate_exceptions=propagate_exceptions)) for _ in several]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)


async def _load_each(pending: "Iterable[Container]", *, propagate_exceptions: bool) -> None:
    for container in pending:
        try:
            await _advance(container)
        except PluginCycle:
            continue  # it is waiting for the caller
        if propagate_exceptions and container.state == "failed":
            container.raise_outcome()


async def unload(container: "Container") -> None:
    """Unload a plugin, if it is loaded, awaiting its ``unload`` if it is asynchronous.

    :param container: the container of the plugin
    :raises Exception: as ``PluginManager.aunload``
    """
    turn = TaskTurn()
    await _take(container, turn)
    with _holding(container, turn):
        if not container.position:
            return
        error = None
        try:
            if method := getattr(container.life, "unload", None):
                await _settled(method())
        except Exception as raised:  # noqa: BLE001  # any error affects this plugin alone
            error = raised
        let_go(container, error)


async def unload_all(containers: "Iterable[Container]") -> Exception | None:
    """Unload all loaded plugins, the last one first; one that fails does not stop the others.

    :param containers: the containers of the plugins
    :return: the first error, if there is any
    """
    failed: Exception | None = None
    for container in last_first(containers):
        try:
            await unload(container)
        except Exception as error:  # noqa: BLE001, PERF203  # each has been logged
            failed = failed or error
    return failed


async def _advance(container: "Container") -> None:
    """Take a plugin through its life cycle, as far as it gets; the container keeps an error."""
    turn = TaskTurn()
    await _take(container, turn)
    with _holding(container, turn):
        if isinstance(container.outcome, PluginNotAwaited):
            container.end = None  # here it can be awaited
        while container.plugin is None and container.end is None:
            container.advance("init", turn)  # this also ends the turn
            await _take(container, turn)
        if not container.position and container.end is None:
            started = perf_counter()
            try:
                await _load(container)
            except Exception as error:  # noqa: BLE001  # any error affects this plugin alone
                container.fail(error)
            except BaseException:
                container.plugin = None  # it is half loaded: the next task creates another one
                raise
            finally:
                if container.manager.timed:
                    from plugin.timings import note  # noqa: PLC0415  # rarely needed

                    note(container, "loading", perf_counter() - started)


async def _load(container: "Container") -> None:
    manager, spec, plugin, life = container.manager, container.spec, container.plugin, container.life
    if not await _settled(life.should_load()):
        container.disable(UNWANTED)
    if spec and spec.terms and "requires_plugins" in spec.terms:
        for name in required(manager, spec):
            try:
                await manager.aload(name)
            except Exception as error:  # noqa: PERF203  # any error of the required plugin
                raise without(manager, spec, name, error) from error
    args, kwargs = manager.load_args, manager.load_kwargs
    container.notify("on_load_before", spec, plugin, args, kwargs)
    value = await _settled(life.load(*args, **kwargs))
    container.notify("on_load_after", spec, plugin, value)
    container.load_value = value
    container.position = next(manager.positions)


async def _settled(result: "Any") -> "Any":
    return await result if hasattr(type(result), "__await__") else result


async def _take(container: "Container", turn: TaskTurn) -> None:
    """Wait until no other work on a plugin is in progress, and take it.

    :raises PluginCycle: if the work on it is waiting for this task
    """
    if at_work.setdefault(container, turn) is not turn:
        signal = Signal()
        with Waiter(container, turn, signal, at_work, awaited) as waiter:
            while not waiter.has_turn():
                await signal.wait()


@contextmanager
def _holding(container: "Container", turn: TaskTurn) -> "Iterator[None]":
    """Release a plugin at the end; everything until then, including tasks that it starts, is part of its turn."""
    before = around.get()
    around.set(surrounding(at_work) | {turn})
    try:
        yield
    finally:
        around.set(before)
        if at_work.get(container) is turn:  # else this is a forked child, which has released it
            del at_work[container]
        wake(container, awaited)
