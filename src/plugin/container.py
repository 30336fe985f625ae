"""The state of a plugin in its life cycle *resolved -> init -> loaded*, and how it gets from one step to the next."""

import _thread  # what threading names, without importing it at start-up; gevent may patch it later
import sys
from _collections_abc import Coroutine  # what collections.abc names, without importing collections at start-up

from plugin.core import Plugin, PluginSpec, maker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from importlib.metadata import Distribution
    from logging import Logger
    from types import TracebackType
    from typing import Any, Generic, Literal

    from typing_extensions import TypeVar

    from plugin.exceptions import PluginDisabled
    from plugin.installed import InstalledEntryPoint
    from plugin.manager import PluginManager
    from plugin.turns import Signal

    P = TypeVar("P", default=Plugin)
    State = Literal["found", "resolved", "init", "loaded", "disabled", "failed"]
else:
    P = Plugin

    class Generic:
        """Makes ``PluginManager[MyPlugin](...)`` work without importing typing at start-up."""

        __slots__ = ()
        __class_getitem__ = classmethod(type(list[int]))


class Turn:
    """One piece of work of a thread on plugins, one after the other; work nested in it has a turn of its own.

    A plugin that is at work in another turn is therefore with another thread or task, or is waiting for this one.
    """

    __slots__ = ("thread",)
    is_task = False

    def __init__(self) -> None:
        self.thread = _thread.get_ident()


at_work: "dict[PluginContainer[Any], Turn]" = {}
"""Whose turn it is, with the plugins of a thread from the outermost to the innermost. ``dict.setdefault`` is atomic,
also in free-threaded builds of Python, so this serves as a lock per plugin that is cheaper than a real one."""
awaited: "dict[PluginContainer[Any], list[Signal]]" = {}
"""The plugins that are waited for, and the locks or similar signals of those who wait."""


UNWANTED = "Load condition for plugin was false"  # the wording of plux, which people match on


class Lock:
    """Keeps a plugin from moving, for a ``with`` statement.

    :param container: the container of the plugin
    """

    __slots__ = ("_container",)

    def __init__(self, container: "PluginContainer[Any]") -> None:
        self._container = container

    def __enter__(self) -> None:
        turn = Turn()
        if at_work.setdefault(self._container, turn) is not turn:
            _wait(self._container, turn)

    def __exit__(self, *_: object) -> None:
        del at_work[self._container]
        if awaited:
            _wake(self._container)


class PluginContainer(Generic[P]):
    """Holds a plugin and its state in the life cycle.

    :param source: the entry point that led to the plugin, or the spec from a finder
    :param manager: the manager that the plugin belongs to
    :param to_spec: imports what an entry point refers to, and returns its spec
    """

    def __init__(
        self,
        source: "InstalledEntryPoint | PluginSpec",
        manager: "PluginManager[P]",
        to_spec: "Callable[[InstalledEntryPoint], PluginSpec]",
    ) -> None:
        self.source = source
        self.plugin: P | None = None
        """The plugin, once it is created."""
        self.load_value: Any = None
        """What the plugin's ``load`` returned."""
        self.position = 0
        """The position of the plugin in the order of loading, counted from 1; 0 while it is not loaded."""
        self.spec: PluginSpec | None = None
        """The spec of the plugin, once it is resolved; reading this imports nothing."""
        self.end: tuple[str, Exception, TracebackType | None] | None = None
        """What ended the life cycle early: the step that failed, the error and its traceback."""
        self.manager = manager
        self._to_spec = to_spec

    @property
    def name(self) -> str:
        """The plugin's name, as in its entry point."""
        return self.source.name

    @property
    def entry_point(self) -> "InstalledEntryPoint | None":
        """The entry point that led to the plugin, or ``None`` if a finder returned its spec."""
        return None if isinstance(self.source, PluginSpec) else self.source

    @property
    def distribution(self) -> "Distribution | None":
        """The distribution that provides the entry point, or ``None`` if a finder returned the plugin's spec."""
        return self.entry_point.distribution if self.entry_point else None

    @property
    def shadowed(self) -> "Sequence[InstalledEntryPoint | PluginSpec]":
        """Other plugins of this name, from other distributions or later on ``sys.path``, which are not used."""
        return self.manager.shadowed.get(self.name, ())

    @property
    def plugin_spec(self) -> PluginSpec:
        """The spec of the plugin; the first access imports the plugin's module.

        :raises PluginDisabled: if the plugin was disabled before it was resolved
        :raises Exception: the error from resolving the plugin, which is its ``resolve_error``
        """
        spec = self.spec
        if spec is None:
            self.advance("resolved", Turn())
            spec = self.spec
            if spec is None:
                self.raise_outcome()
        return spec  # type: ignore[return-value]  # without a spec, raise_outcome() has raised

    @property
    def priority(self) -> int:
        """The priority of the plugin: when all are loaded, those with a higher priority come first.

        The first access imports the plugin's module; a plugin that cannot be resolved has priority 0.
        """
        spec = self.resolve()
        return spec.priority if spec else 0

    def resolve(self) -> PluginSpec | None:
        """Import the plugin's module and return the spec; ``None`` if the plugin cannot be resolved."""
        if self.spec is None:
            if isinstance(self.source, PluginSpec):
                return self.source
            self.advance("resolved", Turn())
        return self.spec

    @property
    def state(self) -> "State":
        """The state of the plugin: ``found``, ``resolved``, ``init``, ``loaded``, ``disabled`` or ``failed``."""
        if self.end is not None:
            return "disabled" if self.is_disabled else "failed"
        if self.position:
            return "loaded"
        return "found" if self.spec is None else "resolved" if self.plugin is None else "init"

    @property
    def lock(self) -> Lock:
        """The lock held during each step of the plugin's life cycle; for a ``with`` statement."""
        return Lock(self)

    @property
    def is_resolved(self) -> bool:
        """Whether the plugin's spec is known."""
        return self.spec is not None

    @property
    def is_init(self) -> bool:
        """Whether the plugin was created."""
        return self.plugin is not None

    @property
    def is_loaded(self) -> bool:
        """Whether the plugin's ``load`` has returned."""
        return self.position > 0

    @property
    def is_busy(self) -> bool:
        """Whether a thread is currently taking the plugin through a step of its life cycle."""
        return self in at_work

    @property
    def outcome(self) -> Exception | None:
        """What ended the life cycle early: one of the errors, or a ``PluginDisabled``."""
        return self.end[1] if self.end else None

    @property
    def is_disabled(self) -> bool:
        """Whether the plugin is disabled."""
        return self._disabled is not None

    @property
    def disabled_reason(self) -> str | None:
        """Why the plugin is disabled, as a message for the user."""
        disabled = self._disabled
        if disabled is None:
            return None
        is_its_own = (disabled.namespace, disabled.name) == (self.namespace, self.name)
        return disabled.reason if is_its_own else str(disabled)  # else it is about a plugin that this one requires

    @property
    def resolve_error(self) -> Exception | None:
        """The error that kept the plugin from being resolved."""
        return self._error("resolved")

    @property
    def init_error(self) -> Exception | None:
        """The error that kept the plugin from being created."""
        return self._error("made")

    @property
    def load_error(self) -> Exception | None:
        """The error that kept the plugin from being loaded."""
        return self._error("loaded")

    @property
    def unload_error(self) -> Exception | None:
        """The error that unloading the plugin raised."""
        return self._error("unloaded")

    @property
    def namespace(self) -> str:
        """The namespace of the manager."""
        return self.manager.namespace

    @property
    def label(self) -> str:
        """The plugin as ``namespace:name``."""
        return f"{self.namespace}:{self.name}"

    @property
    def life(self) -> "Any":
        """The object that goes through the life cycle for the plugin, usually the plugin itself."""
        return self.spec and self.spec.life_of(self.plugin)

    def raise_outcome(self) -> None:
        """Raise what ended the life cycle early, if anything did: always the same object, with its original traceback.

        :raises PluginFailed: from the error, if the manager wraps errors
        """
        if self.end is not None:
            step, outcome, traceback = self.end
            outcome.with_traceback(traceback)
            if self.manager.wrap_errors:
                from plugin.exceptions import PluginException, PluginFailed  # noqa: PLC0415  # as below

                if not isinstance(outcome, PluginException):
                    raise PluginFailed(self.namespace, self.name, step, outcome) from outcome
            raise outcome

    def advance(  # noqa: C901  # all steps in one place: calls in between would double the time
        self, goal: "State", turn: Turn
    ) -> None:
        """Take the plugin through its life cycle, as far as it gets; an error is kept here.

        :param goal: ``resolved``, ``init`` or ``loaded``
        :param turn: the turn to do it in
        :raises PluginCycle: if the plugin is already being loaded and is waiting for the caller
        """
        if at_work.setdefault(self, turn) is not turn:
            _wait(self, turn)
        try:
            if self.position or self.end is not None:
                return
            manager = self.manager
            listeners = manager.listeners
            source = self.source
            spec = self.spec
            if spec is None:
                spec = source if isinstance(source, PluginSpec) else self._import(source)
                if listeners:
                    self.notify("on_resolve_after", spec)
                self.spec = spec
            if goal == "resolved":
                return

            terms = spec.terms
            plugin: Any = self.plugin  # the application decides what P is
            if plugin is None:
                if manager.filters or "plugin.filters" in sys.modules:  # else there are no filters
                    self._ask_filters(spec)
                if terms and "api" in terms and manager.api_version is not None:
                    from plugin.promises import check_api  # noqa: PLC0415  # as below

                    check_api(spec, manager.api_version)
                factory = spec.factory
                plugin = factory() if isinstance(factory, type) else maker(factory)()
                life = spec.life_of(plugin)
                try:  # every plugin should know its namespace and name
                    if not hasattr(life, "namespace"):
                        life.namespace = spec.namespace
                    if not hasattr(life, "name"):
                        life.name = spec.name
                except (AttributeError, TypeError):
                    pass  # unless it takes no attributes
                try:
                    requirements = life.requirements
                except AttributeError:  # it is not derived from Plugin
                    requirements = ()
                    check_is_plugin(life, self.namespace, self.name)
                if listeners:
                    self.notify("on_init_after", spec, plugin)
                if requirements:
                    self._check_requirements(requirements)
                self.plugin = plugin
            else:
                life = spec.life_of(plugin)
            if goal == "init":
                return

            verdict = life.should_load()
            if verdict is not True and not self.at_once("should_load", verdict):
                self.disable(UNWANTED)
            if terms and "requires_plugins" in terms:
                from plugin.order import load_required  # noqa: PLC0415  # most plugins do not need it

                load_required(manager, spec)
            args, kwargs = manager.load_args, manager.load_kwargs
            if listeners:
                self.notify("on_load_before", spec, plugin, args, kwargs)
            value = life.load(*args, **kwargs) if args or kwargs else life.load()  # the second form is faster
            if value is not None:
                self.at_once("load", value)
            if listeners:
                self.notify("on_load_after", spec, plugin, value)
            self.load_value = value
            self.position = next(manager.positions)
        except Exception as error:  # noqa: BLE001  # any error affects this plugin alone
            self.fail(error)
        finally:
            del at_work[self]
            if awaited:
                _wake(self)

    def unload(self) -> None:
        """Unload the plugin, if it is loaded.

        :raises PluginCycle: if the plugin is being loaded and is waiting for the caller
        :raises Exception: what the plugin's ``unload`` raised; the plugin then counts as failed
        """
        from plugin.unloading import unload  # noqa: PLC0415  # as above

        unload(self)

    def start_over(self) -> None:
        """Discard the spec and the plugin, unless the plugin is loaded or at work."""
        turn = Turn()
        if at_work.setdefault(self, turn) is turn:
            if not self.position:
                self.spec = self.plugin = None
            del at_work[self]
            if awaited:
                _wake(self)

    def at_once(self, method: str, result: "Any") -> "Any":
        """Return the result of a method of the plugin, unless it must be awaited.

        :raises PluginNotAwaited: if it is awaitable; a coroutine is closed before any of it has run
        """
        if not hasattr(type(result), "__await__"):
            return result
        from plugin.exceptions import PluginNotAwaited  # noqa: PLC0415  # only needed when something is wrong

        if isinstance(result, Coroutine):
            result.close()
        raise PluginNotAwaited(self.namespace, self.name, method)

    def _import(self, entry_point: "InstalledEntryPoint") -> PluginSpec:
        """Resolve the plugin, unless a filter excludes it."""
        if self.manager.filters or "plugin.filters" in sys.modules:  # as above
            self._ask_filters(None)
        spec = self._to_spec(entry_point)
        if spec.name != self.name:
            log().warning("%s calls itself %r", self.origin, spec.name)
        return spec

    def _ask_filters(self, spec: PluginSpec | None) -> None:
        """Disable the plugin if a filter excludes it: by its entry point, or otherwise by its spec once it is known."""
        from plugin.filters import asked_by, excluding  # noqa: PLC0415  # only needed if there is a filter

        if (excludes := excluding(asked_by(self.manager), self.entry_point, spec)) is not None:
            self.disable(f"excluded by {excludes!r}")

    def _check_requirements(self, requirements: "Iterable[str]") -> None:
        from plugin.requirements import unmet  # noqa: PLC0415  # imports packaging

        if reason := unmet(requirements):
            self.disable(reason)

    def disable(self, reason: str) -> None:
        from plugin.exceptions import PluginDisabled  # noqa: PLC0415  # only needed when something is wrong

        raise PluginDisabled(self.namespace, self.name, reason)

    def fail(self, error: Exception) -> None:
        """End the life cycle at the step that raised an error."""
        from plugin.failures import fail  # noqa: PLC0415  # as above

        fail(self, error)

    def notify(self, event: str, *args: "Any") -> None:
        if self.manager.listeners:
            from plugin.listener import notify  # noqa: PLC0415  # many applications do not need it

            notify(self.manager.listeners, event, *args)

    @property
    def origin(self) -> str:
        """The plugin and its distribution, for messages."""
        return f"plugin {self.label}" + (f" of {self.entry_point.origin}" if self.entry_point else "")

    @property
    def _disabled(self) -> "PluginDisabled | None":
        from plugin.exceptions import PluginDisabled  # noqa: PLC0415  # as above

        return self.outcome if isinstance(self.outcome, PluginDisabled) else None

    def _error(self, step: str) -> Exception | None:
        is_it = self.end is not None and self.end[0] == step and not self.is_disabled
        return self.outcome if is_it else None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.source!r}>"


def check_is_plugin(made: object, namespace: str, name: str) -> None:
    """Reject what a factory returned, unless it has the methods of a plugin: any object that has them is one.

    :param made: what the factory returned
    :param namespace: the namespace of the plugin
    :param name: its name
    :raises InvalidPlugin: if it lacks a method
    """
    for method in ("should_load", "load"):
        if not callable(getattr(made, method, None)):
            from plugin.exceptions import InvalidPlugin  # noqa: PLC0415  # as above

            raise InvalidPlugin(
                f"the factory of plugin {namespace}:{name} returned {made!r}, which is not a plugin: "
                f"it has no method {method}()",
                namespace,
                name,
            )


def _wait(container: "PluginContainer[Any]", turn: Turn) -> None:
    from plugin.turns import wait  # noqa: PLC0415  # it is rare that another thread has the plugin

    wait(container, turn, at_work, awaited)


def _wake(container: "PluginContainer[Any]") -> None:
    from plugin.turns import wake  # noqa: PLC0415  # as above

    wake(container, awaited)


def log() -> "Logger":
    """The log of every manager."""
    import logging  # noqa: PLC0415  # costs more than all else here, and is only needed when something is wrong

    return logging.getLogger("plugin.manager")
