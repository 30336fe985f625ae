"""Whose turn it is with a plugin: one thread at a time, and no threads that wait for each other.

A thread may be at work on several plugins at once, one within the other, for a plugin may load another one. What a
thread waits for is known here, so that a cycle is an error that names its members, and no endless wait.
"""

from _thread import _local, allocate_lock, get_ident  # what threading names, without importing it at start-up

from plugin.exceptions import PluginCycle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from typing import Any

    from plugin.manager import PluginContainer

    Container = PluginContainer[Any]
    Members = list[Container]
else:
    Members = list


class Work(Members):
    """The plugins that a thread is at work on, the innermost last."""

    __slots__ = ("thread", "waits_for")

    def __init__(self) -> None:
        super().__init__()
        self.thread = get_ident()
        self.waits_for: Container | None = None


class Turn:
    """The turn of the running thread with a plugin, for a ``with`` statement.

    :param container: the container of the plugin
    """

    __slots__ = ("_container",)

    def __init__(self, container: "Container") -> None:
        self._container = container

    def __enter__(self) -> None:
        take(self._container, mine())

    def __exit__(self, *_: object) -> None:
        give_back(self._container, mine())


at_work: "dict[Container, Work]" = {}
"""Whose turn it is. That ``dict.setdefault`` is one step makes it a lock for each plugin, and cheaper than one."""
awaited: "dict[Container, list[LockType]]" = {}
"""What threads wait for, and the locks that they wait at."""

_of_thread = _local()
_waiting: dict[int, Work] = {}
_graph = allocate_lock()
"""Held while a thread notes what it waits for and looks for a cycle, so that just one of its members finds it."""
_PATIENCE = 0.05
"""How many seconds a thread waits until it looks again whether it waits in vain."""


def mine() -> Work:
    """Say what the running thread is at work on."""
    try:
        work: Work = _of_thread.work
    except AttributeError:
        work = _of_thread.work = Work()
    return work


def take(container: "Container", work: Work) -> None:
    """Take the turn with a plugin; wait for it if another thread has it.

    :param container: the container of the plugin
    :param work: what the running thread is at work on
    :raises PluginCycle: if whoever has the turn waits for this thread, or is this thread
    """
    if at_work.setdefault(container, work) is not work or container.owner is not None:
        wait(container, work)
    container.owner = work
    work.append(container)


def give_back(container: "Container", work: Work) -> None:
    """Let the next one have the turn."""
    work.pop()
    container.owner = None
    del at_work[container]
    if awaited:
        wake(container)


def wait(container: "Container", work: Work) -> None:
    """Wait for the turn with a plugin that a thread is at work on, be it this one; :func:`take` tells the rest."""
    signal = allocate_lock()
    signal.acquire()
    with _graph:
        awaited.setdefault(container, []).append(signal)
        work.waits_for = container
        _waiting[work.thread] = work
    try:
        while True:
            with _graph:
                if container.owner is not work and at_work.setdefault(container, work) is work:
                    return
                if members := find_cycle(container, work):
                    work.waits_for = None  # whoever looks next finds no cycle any more
                    raise PluginCycle(container.namespace, container.name, members)
            signal.acquire(timeout=_PATIENCE)
    finally:
        with _graph:
            work.waits_for = None
            _waiting.pop(work.thread, None)
            awaited[container].remove(signal)
            if not awaited[container]:
                del awaited[container]


def wake(container: "Container") -> None:
    """Let those who wait for a plugin try again."""
    with _graph:
        for signal in awaited.get(container, ()):
            if signal.locked():
                signal.release()


def find_cycle(wanted: "Container", work: Work) -> list[str]:
    """Follow who waits for whom, from what a thread wants until it leads back to what the thread is at work on.

    :return: the members of the cycle, or nothing if there is none
    """
    members: list[str] = []
    seen: set[int] = set()
    following: Container | None = wanted
    while following is not None:
        others = following.owner
        containers = [*others] if others else []  # which may change meanwhile, if that thread does not wait
        if others is None or others.thread in seen or following not in containers:
            break  # somebody gets on with it; or there is a cycle of others, who find it themselves
        seen.add(others.thread)
        members += [each.label for each in containers[containers.index(following) :]]
        if others is work:
            return members
        following, thread = others.waits_for, others.thread
        while following is None and (importing := _imports(thread)):
            module, thread = importing
            members.append(f"the import of {module}")
            if thread == work.thread:
                return members
            if thread in _waiting:
                following = _waiting[thread].waits_for
    return []


def _imports(thread: int) -> tuple[str, int] | None:
    """Say which module a thread waits for because another one imports it, and which thread that is.

    The import system finds cycles of modules; it tells nobody what it knows, and so it is asked where it keeps it.
    """
    import _frozen_importlib  # noqa: PLC0415

    locks = getattr(_frozen_importlib, "_blocking_on", {}).get(thread)
    lock = locks[-1] if isinstance(locks, list) and locks else locks  # a list since Python 3.12
    owner = getattr(lock, "owner", None)
    return None if owner is None else (lock.name, owner)  # type: ignore[union-attr]  # what has an owner is a lock
