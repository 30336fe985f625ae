"""Clean-up in a forked child process, which has none of its parent's other threads."""

import _thread
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from plugin.turns import AtWork, Awaited


def forget_other_threads(at_work: "AtWork", awaited: "Awaited") -> None:
    """Release what the other threads and tasks of the parent were at work on, so that it can be loaded anew.

    :param at_work: whose turn it is with which plugin
    :param awaited: the plugins that are waited for, and the signals of those who wait
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
    """Discard modules that were half imported by threads that no longer exist, so that they are imported anew.

    Otherwise, importing one in the child would wait for ever. The import system has no public interface to its locks.
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
