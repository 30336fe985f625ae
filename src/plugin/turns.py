"""Whose turn it is with a plugin: one thread at a time, and no threads that wait for each other.

A thread may be at work on several plugins at once, one within the other, for a plugin may load another one. What a
thread waits for is known here, so that a cycle is an error that names its members, and no endless wait.
"""

from _thread import RLock, _local, allocate_lock, get_ident  # what threading names, without importing it

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Contested(Protocol):
        """What only one thread may be at work on."""

        lock: RLock
        owner: "Work | None"

        @property
        def label(self) -> str: ...

    Members = list["Contested"]
else:
    Members = list


_PATIENCE = 0.05
"""How many seconds a thread waits until it looks again whether it waits in vain."""


class Work(Members):
    """What a thread is at work on, the innermost last."""

    __slots__ = ("thread", "waits_for")

    def __init__(self) -> None:
        super().__init__()
        self.thread = get_ident()
        self.waits_for: Contested | None = None


_of_thread = _local()
_waiting: dict[int, Work] = {}
_graph = allocate_lock()
"""Held while a thread notes what it waits for and looks for a cycle, so that just one of its members finds it."""


def mine() -> Work:
    """Say what the running thread is at work on."""
    try:
        work: Work = _of_thread.work
    except AttributeError:
        work = _of_thread.work = Work()
    return work


def wait(wanted: "Contested", work: Work) -> list[str]:
    """Wait for the turn with something that another thread is at work on.

    :param wanted: what it is; its lock is held when the wait was not in vain
    :param work: what the running thread is at work on
    :return: nothing, or the members of a cycle, each of which waits for the next one and the last for the first
    """
    try:
        while True:
            with _graph:
                work.waits_for = wanted
                _waiting[work.thread] = work
                if members := find_cycle(wanted, work):
                    return members
            if wanted.lock.acquire(timeout=_PATIENCE):
                return []
    finally:
        work.waits_for = None
        _waiting.pop(work.thread, None)


def find_cycle(wanted: "Contested", work: Work) -> list[str]:
    """Follow who waits for whom, from what a thread wants until it leads back to what the thread is at work on.

    :return: the members of the cycle, or nothing if there is none
    """
    members: list[str] = []
    seen: set[int] = set()
    following: Contested | None = wanted
    while following is not None:
        others = following.owner
        if others is None or others.thread in seen or following not in others:
            break  # somebody gets on with it; or there is a cycle of others, who find it themselves
        seen.add(others.thread)
        members += [each.label for each in others[others.index(following) :]]
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
