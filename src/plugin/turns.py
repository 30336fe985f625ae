"""Takes turns on a plugin: one thread or task at a time, and none that wait for each other.

A thread may be at work on several plugins at once, one within the other, because a plugin may load another one. So may
a task, together with the tasks that it starts. This module knows what each of them is waiting for, so a cycle is an
error that names its members instead of an endless wait.
"""

import _thread  # what threading names, without importing it
from contextvars import ContextVar

from plugin.exceptions import PluginCycle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Protocol, TypeAlias

    from typing_extensions import Self

    from plugin.container import PluginContainer, Turn

    Container: TypeAlias = PluginContainer[Any]
    AtWork: TypeAlias = dict[Container, Turn]

    class Signal(Protocol):
        """What a waiter waits for, such as a lock that is held: releasing it lets the waiter continue."""

        def locked(self) -> bool: ...
        def release(self) -> None: ...

    Awaited: TypeAlias = dict[Container, list[Signal]]


PATIENCE = 0.05
"""How many seconds a waiter waits before it checks again for a cycle."""
around: "ContextVar[frozenset[Turn]]" = ContextVar("around", default=frozenset())
"""The turns of tasks that the running code is part of, including those of the tasks that started this one."""
_waiters: "list[Waiter]" = []
"""All who are currently waiting for a plugin."""
_graph = _thread.allocate_lock()
"""Held while a waiter is registered and looks for a cycle, so that only one member of a cycle finds it."""


def wait(container: "Container", turn: "Turn", at_work: "AtWork", awaited: "Awaited") -> None:
    """Wait in a thread for a plugin that is at work.

    :param container: the container of the plugin
    :param turn: the turn that needs it
    :param at_work: whose turn it is with which plugin
    :param awaited: the plugins that are waited for, and the signals of those who wait
    :raises PluginCycle: if the work on it is waiting for this thread, or is done by this thread
    """
    signal = _thread.allocate_lock()
    signal.acquire()
    with Waiter(container, turn, signal, at_work, awaited) as waiter:
        while not waiter.has_turn():
            signal.acquire(timeout=PATIENCE)


def wake(container: "Container", awaited: "Awaited") -> None:
    """Let those who wait for a plugin try again."""
    with _graph:
        for signal in awaited.get(container, ()):
            if signal.locked():
                signal.release()


def reset() -> None:
    """Forget all waiters: they were other threads of the process that this one was forked from."""
    global _graph  # noqa: PLW0603  # one of them may have held it
    _graph = _thread.allocate_lock()
    _waiters.clear()


def surrounding(at_work: "AtWork") -> "frozenset[Turn]":
    """Return the turns that new work is part of: those of the task, and those in progress in its thread."""
    thread = _thread.get_ident()
    return around.get().union(turn for turn in at_work.copy().values() if turn.thread == thread and not turn.is_task)


class Waiter:
    """Waits for a plugin, within a ``with`` statement.

    :param wanted: the container of the plugin
    :param turn: the turn that needs it
    :param signal: released when it is worth trying again
    :param at_work: as in :func:`wait`
    :param awaited: as in :func:`wait`
    """

    __slots__ = ("_at_work", "_awaited", "_signal", "turn", "wanted", "within")

    def __init__(
        self, wanted: "Container", turn: "Turn", signal: "Signal", at_work: "AtWork", awaited: "Awaited"
    ) -> None:
        self.wanted = wanted
        self.turn = turn
        self.within = surrounding(at_work) | {turn}
        self._signal = signal
        self._at_work = at_work
        self._awaited = awaited

    def __enter__(self) -> "Self":
        with _graph:
            self._awaited.setdefault(self.wanted, []).append(self._signal)
            _waiters.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        with _graph:
            signals = self._awaited.get(self.wanted, [])
            if self._signal in signals:  # else this is a forked child, and the waiter stayed in the parent
                signals.remove(self._signal)
            if not signals:
                self._awaited.pop(self.wanted, None)
            if self in _waiters:
                _waiters.remove(self)

    def has_turn(self) -> bool:
        """Whether its turn has come.

        :raises PluginCycle: if it never will
        """
        with _graph:
            if self._at_work.setdefault(self.wanted, self.turn) is self.turn:
                return True
            if members := find_cycle(self, self._at_work):
                _waiters.remove(self)  # so that nobody else finds this cycle
                raise PluginCycle(self.wanted.namespace, self.wanted.name, members)
        return False

    def holds_up(self, turn: "Turn") -> bool:
        """Whether this waiter blocks a turn: because it is part of it, or because it blocks its event loop."""
        return turn in self.within or (turn.is_task and not self.turn.is_task and turn.thread == self.turn.thread)


def find_cycle(waiter: Waiter, at_work: "AtWork") -> list[str]:
    """Follow who is waiting for whom, from what a waiter wants until it leads back to the waiter.

    :return: the members of the cycle, or nothing if there is none
    """
    owners = at_work.copy()  # those who are not waiting may change it in the meantime
    return next(_ways(waiter.wanted, waiter, owners, set()), [])


def _ways(wanted: "Container", back_to: Waiter, owners: "AtWork", seen: "set[object]") -> "Iterator[list[str]]":
    """Yield the ways from a plugin back to a waiter, each as the members of a cycle."""
    owner = owners.get(wanted)
    if owner is None:
        return  # its waiter will get it
    for waiter in (back_to, *_waiters):
        if waiter not in seen and waiter.holds_up(owner):
            inner = [container for container, turn in owners.items() if turn in waiter.within]
            members = [container.label for container in inner]
            if wanted in inner:
                members = members[inner.index(wanted) :]
            else:
                members[:0] = [wanted.label, "the event loop"]
            seen.add(waiter)
            if waiter is back_to:
                yield members
                return
            yield from (members + rest for rest in _ways(waiter.wanted, back_to, owners, seen))
    thread, is_task = owner.thread, owner.is_task
    own = [container for container, turn in owners.items() if (turn.thread, turn.is_task) == (thread, is_task)]
    members = [container.label for container in own[own.index(wanted) :]]
    yield from (members + rest for rest in _ways_by_import(thread, back_to, owners, seen))


def _ways_by_import(thread: int, back_to: Waiter, owners: "AtWork", seen: "set[object]") -> "Iterator[list[str]]":
    importing = _imports(thread)
    if importing is None or importing in seen:
        return  # that thread makes progress, or is in a cycle of others, who find it themselves
    seen.add(importing)
    module, other = importing
    members = [f"the import of {module}"]
    if other == back_to.turn.thread:
        yield members
    for waiter in _waiters:
        if waiter.turn.thread == other and not waiter.turn.is_task and waiter not in seen:
            seen.add(waiter)
            yield from (members + rest for rest in _ways(waiter.wanted, back_to, owners, seen))
    yield from (members + rest for rest in _ways_by_import(other, back_to, owners, seen))


def _imports(thread: int) -> tuple[str, int] | None:
    """Return the module that a thread is waiting for because another thread imports it, and that other thread.

    The import system knows this to detect cycles of modules, but has no public interface for it.
    """
    import _frozen_importlib  # noqa: PLC0415

    locks = getattr(_frozen_importlib, "_blocking_on", {}).get(thread)
    lock = locks[-1] if isinstance(locks, list) and locks else locks  # a list since Python 3.12
    owner = getattr(lock, "owner", None)
    return None if owner is None else (lock.name, owner)  # type: ignore[union-attr]  # what has an owner is a lock
