"""Whose turn it is with a plugin: one thread or task at a time, and none that wait for each other.

A thread may be at work on several plugins at once, one within the other, for a plugin may load another one; and so may
a task, with the tasks that it starts meanwhile. What each waits for is known here, so that a cycle is an error that
names its members, and no endless wait.
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
        """What a waiter waits at, as a lock that is taken: whoever wants it to go on releases it."""

        def locked(self) -> bool: ...
        def release(self) -> None: ...

    Awaited: TypeAlias = dict[Container, list[Signal]]


PATIENCE = 0.05
"""How many seconds one waits before it looks again whether it waits in vain."""
around: "ContextVar[frozenset[Turn]]" = ContextVar("around", default=frozenset())
"""The turns of tasks that what runs is part of; what a task starts in other tasks is part of its turn."""
_waiters: "list[Waiter]" = []
"""All that wait for a plugin just now."""
_graph = _thread.allocate_lock()
"""Held while one notes what it waits for and looks for a cycle, so that just one of its members finds it."""


def wait(container: "Container", turn: "Turn", at_work: "AtWork", awaited: "Awaited") -> None:
    """Wait for a plugin that is at work, in a thread.

    :param container: the container of the plugin
    :param turn: the turn that it is wanted for
    :param at_work: whose turn it is with which plugin
    :param awaited: what is waited for, and the signals that are waited at
    :raises PluginCycle: if what is at work on it waits for this thread, or is this thread
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
    """Forget who waits: they were other threads of the process that this one was forked from."""
    global _graph  # noqa: PLW0603  # one of them may have held it
    _graph = _thread.allocate_lock()
    _waiters.clear()


def surrounding(at_work: "AtWork") -> "frozenset[Turn]":
    """Give the turns that what is about to begin is part of: those of the task, and those that its thread is within."""
    thread = _thread.get_ident()
    return around.get().union(turn for turn in at_work.copy().values() if turn.thread == thread and not turn.is_task)


class Waiter:
    """Waits for a plugin, within a ``with`` statement.

    :param wanted: the container of the plugin
    :param turn: the turn that it is wanted for
    :param signal: released as soon as it is worth another try
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
            if self._signal in signals:  # else this is the child of a fork, and what waited has stayed in the parent
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
                _waiters.remove(self)  # whoever looks next finds no cycle any more
                raise PluginCycle(self.wanted.namespace, self.wanted.name, members)
        return False

    def holds_up(self, turn: "Turn") -> bool:
        """Whether a turn cannot go on while this waits: this is part of it, or keeps its event loop from running."""
        return turn in self.within or (turn.is_task and not self.turn.is_task and turn.thread == self.turn.thread)


def find_cycle(waiter: Waiter, at_work: "AtWork") -> list[str]:
    """Follow who waits for whom, from what one wants until it leads back to it.

    :return: the members of the cycle, or nothing if there is none
    """
    owners = at_work.copy()  # those that wait for nothing may change it meanwhile
    return next(_ways(waiter.wanted, waiter, owners, set()), [])


def _ways(wanted: "Container", back_to: Waiter, owners: "AtWork", seen: "set[object]") -> "Iterator[list[str]]":
    """Give what leads from a plugin back to what waits, as the members of a cycle."""
    owner = owners.get(wanted)
    if owner is None:
        return  # whoever waits for it gets it
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
        return  # that thread gets on with its work, or is in a cycle of others, who find it themselves
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
    """Say which module a thread waits for because another one imports it, and which thread that is.

    The import system finds cycles of modules; it tells nobody what it knows, and so it is asked where it keeps it.
    """
    import _frozen_importlib  # noqa: PLC0415

    locks = getattr(_frozen_importlib, "_blocking_on", {}).get(thread)
    lock = locks[-1] if isinstance(locks, list) and locks else locks  # a list since Python 3.12
    owner = getattr(lock, "owner", None)
    return None if owner is None else (lock.name, owner)  # type: ignore[union-attr]  # what has an owner is a lock
