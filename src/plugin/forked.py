"""What the child of a fork does about the other threads of its parent, of which it has none."""

import _thread
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from plugin.turns import AtWork, Awaited


def forget_other_threads(at_work: "AtWork", awaited: "Awaited") -> None:
    """Give back what the other threads, and tasks, of the parent were at work on: who asks for it loads it anew.

    :param at_work: whose turn it is with which plugin
    :param awaited: what is waited for, and the signals that are waited at
    """
    thread = _thread.get_ident()
    others = {turn.thread for turn in at_work.values()} - {thread}
    _forget_imports(others)
    turns = sys.modules.get("plugin.turns")
    mine = turns.around.get() if turns else ()
    for container, turn in list(at_work.items()):
        if turn.thread != thread or (turn.is_task and turn not in mine):
            del at_work[container]
            container.start_over()
    awaited.clear()
    if turns:
        turns.reset()


def _forget_imports(threads: "set[int]") -> None:
    """Have modules imported anew that threads had half imported which are no more.

    Whoever imports one in the child would wait for ever; the import system keeps the locks where nobody is told of.
    """
    import _frozen_importlib  # noqa: PLC0415

    locks = getattr(_frozen_importlib, "_module_locks", {})
    for name, reference in list(locks.items()):
        lock = reference()
        if getattr(lock, "owner", None) in threads:
            del locks[name]
            spec = getattr(sys.modules.get(name), "__spec__", None)
            if getattr(spec, "_initializing", False):
                del sys.modules[name]
