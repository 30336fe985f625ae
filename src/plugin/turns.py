"""Whose turn it is with a plugin: one thread at a time, and no threads that wait for each other.

A thread may be at work on several plugins at once, one within the other, for a plugin may load another one. What a
thread waits for is known here, so that a cycle is an error that names its members, and no endless wait.
"""

from _thread import allocate_lock  # what threading names, without importing it

from plugin.exceptions import PluginCycle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from typing import Any, TypeAlias

    from plugin.container import PluginContainer, Turn

    Container: TypeAlias = PluginContainer[Any]
    AtWork: TypeAlias = dict[Container, Turn]
    Awaited: TypeAlias = dict[Container, list[LockType]]


_waiting: "dict[int, Container]" = {}
"""Which thread waits for which plugin."""
_graph = allocate_lock()
"""Held while a thread notes what it waits for and looks for a cycle, so that just one of its members finds it."""
_PATIENCE = 0.05
"""How many seconds a thread waits until it looks again whether it waits in vain."""


def wait(container: "Container", turn: "Turn", at_work: "AtWork", awaited: "Awaited") -> None:
    """Wait for a plugin that is at work.

    :param container: the container of the plugin
    :param turn: the turn that it is wanted for
    :param at_work: whose turn it is with which plugin
    :param awaited: what threads wait for, and the locks that they wait at
    :raises PluginCycle: if the thread that is at work on it waits for this thread, or is this thread
    """
    thread = turn.thread
    signal = allocate_lock()
    signal.acquire()
    with _graph:
        awaited.setdefault(container, []).append(signal)
        _waiting[thread] = container
    try:
        while True:
            with _graph:
                if at_work.setdefault(container, turn) is turn:
                    return
                if members := find_cycle(container, thread, at_work):
                    del _waiting[thread]  # whoever looks next finds no cycle any more
                    raise PluginCycle(container.namespace, container.name, members)
            signal.acquire(timeout=_PATIENCE)
    finally:
        with _graph:
            _waiting.pop(thread, None)
            awaited[container].remove(signal)
            if not awaited[container]:
                del awaited[container]


def wake(container: "Container", awaited: "Awaited") -> None:
    """Let those who wait for a plugin try again."""
    with _graph:
        for signal in awaited.get(container, ()):
            if signal.locked():
                signal.release()


def find_cycle(wanted: "Container", thread: int, at_work: "AtWork") -> list[str]:
    """Follow who waits for whom, from what a thread wants until it leads back to that thread.

    :return: the members of the cycle, or nothing if there is none
    """
    owners = at_work.copy()  # threads that wait for nothing may change it meanwhile
    members: list[str] = []
    seen: set[int] = set()
    following: Container | None = wanted
    other = thread
    while True:
        if following is None:
            importing = _imports(other)
            if importing is None:
                return []  # that thread gets on with its work
            module, other = importing
            members.append(f"the import of {module}")
        elif following in owners:
            other = owners[following].thread
            containers = [container for container, turn in owners.items() if turn.thread == other]
            members += [container.label for container in containers[containers.index(following) :]]
        else:
            return []  # whoever waits for it gets it
        if other == thread:
            return members
        if other in seen:
            return []  # it is a cycle of others, who find it themselves
        seen.add(other)
        following = _waiting.get(other)


def _imports(thread: int) -> tuple[str, int] | None:
    """Say which module a thread waits for because another one imports it, and which thread that is.

    The import system finds cycles of modules; it tells nobody what it knows, and so it is asked where it keeps it.
    """
    import _frozen_importlib  # noqa: PLC0415

    locks = getattr(_frozen_importlib, "_blocking_on", {}).get(thread)
    lock = locks[-1] if isinstance(locks, list) and locks else locks  # a list since Python 3.12
    owner = getattr(lock, "owner", None)
    return None if owner is None else (lock.name, owner)  # type: ignore[union-attr]  # what has an owner is a lock
