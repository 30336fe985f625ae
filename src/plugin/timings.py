"""How long it takes to import, create and load each plugin, measured on request."""

import atexit
import os
import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from plugin.container import PluginContainer, Turn, at_work, awaited
from plugin.installed import OFF

if TYPE_CHECKING:
    from plugin.container import State

__all__ = ["Timing"]

VARIABLE = "PLUGIN_LOADER_TIMES"
WIDTH = 80
"""The maximum width of the table, in characters."""
_STEPS: "tuple[tuple[State, str], ...]" = (("resolved", "importing"), ("init", "making"), ("loaded", "loading"))
_of_process: "dict[str, Timing]" = {}
"""Plugin as ``namespace:name`` -> its times in this process, across all managers; kept for the table at exit."""


class Timing(NamedTuple):
    """How long a plugin took, in seconds, including the plugins that it loads in the meantime.

    :param importing: resolving it, which imports its module
    :param making: creating it, including filters and the check of its requirements
    :param loading: its ``should_load`` and ``load``, including listeners
    """

    importing: float = 0.0
    making: float = 0.0
    loading: float = 0.0

    @property
    def total(self) -> float:
        """The sum of the three, in seconds."""
        return self.importing + self.making + self.loading


class TimedContainer(PluginContainer[Any]):
    """A container that records how long each step takes, without the time spent waiting for other threads."""

    def advance(self, goal: "State", turn: Turn) -> None:
        for step, what in _STEPS:
            if at_work.setdefault(self, turn) is not turn:
                from plugin.turns import wait  # noqa: PLC0415  # rarely needed

                wait(self, turn, at_work, awaited)
            started = perf_counter()
            super().advance(step, turn)  # this also ends the turn
            note(self, what, perf_counter() - started)
            if step == goal or self.end is not None:
                return


def note(container: PluginContainer[Any], what: str, seconds: float) -> None:
    """Record how long a step took; the times of a plugin that is loaded again are added up.

    :param container: the container of the plugin
    :param what: the field of :class:`Timing`
    :param seconds: the time in seconds
    """
    for timings, key in ((container.manager.timings, container.name), (_of_process, container.label)):
        timing = timings.get(key, Timing())
        timings[key] = timing._replace(**{what: getattr(timing, what) + seconds})


def is_wanted_at_exit() -> bool:
    """Whether the environment asks for times; if so, a table is written to standard error when the process ends."""
    if os.environ.get(VARIABLE, "").lower() in OFF:
        return False
    atexit.unregister(_write)
    atexit.register(_write)
    return True


def table(timings: "dict[str, Timing]") -> list[str]:
    """Return the lines of a table in milliseconds, with the slowest plugin first.

    :param timings: plugin -> its times
    """
    lines = [f"{'total':>9} {'import':>9} {'make':>9} {'load':>9}  plugin (milliseconds)"]
    for label, timing in sorted(timings.copy().items(), key=lambda each: each[1].total, reverse=True):
        figures = " ".join(f"{seconds * 1000:9.1f}" for seconds in (timing.total, *timing))
        room = WIDTH - len(figures) - 2
        lines.append(f"{figures}  {label if len(label) <= room else '...' + label[3 - room :]}")
    return lines


def _write() -> None:
    lines = [f"plugins of process {os.getpid()}", *table(_of_process), ""]
    try:
        sys.stderr.write("\n".join(lines))
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return  # standard error is missing or closed


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_of_process.clear)
