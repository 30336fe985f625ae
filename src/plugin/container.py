"""Where a plugin stands in its life cycle *resolved -> init -> loaded*, and how it gets from one step to the next."""

import _thread  # what threading names, without importing it at start-up; gevent puts its own into it, maybe late
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
    """Something that a thread does with plugins, one after the other; what it does within that has a turn of its own.

    So a plugin whose turn is not this one is with another thread or task, or waits for this.
    """

    __slots__ = ("thread",)
    is_task = False

    def __init__(self) -> None:
        self.thread = _thread.get_ident()


at_work: "dict[PluginContainer[Any], Turn]" = {}
"""Whose turn it is; the plugins of a thread stand from the outermost to the innermost. That ``dict.setdefault`` is one
step, in free-threaded builds of Python as well, makes it a lock for each plugin, and cheaper than one."""
awaited: "dict[PluginContainer[Any], list[Signal]]" = {}
"""What is waited for, and the locks, or the like, that are waited at."""


UNWANTED = "Load condition for plugin was false"  # as plux says it, which people match on


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
    """Where a plugin stands in its life cycle.

    :param source: the entry point that the plugin was found by, or the spec that a finder gave
    :param manager: the manager that the plugin belongs to
    :param to_spec: imports what an entry point refers to, and gives its spec
    """

    def __init__(
        self,
        source: "InstalledEntryPoint | PluginSpec",
        manager: "PluginManager[P]",
        to_spec: "Callable[[InstalledEntryPoint], PluginSpec]",
    ) -> None:
        self.source = source
        self.plugin: P | None = None
        """The plugin, as soon as it was made."""
        self.load_value: Any = None
        """What the plugin's ``load`` returned."""
        self.position = 0
        """Which one of the manager's plugins it was to be loaded, counted from 1; 0 while it is not loaded."""
        self.spec: PluginSpec | None = None
        """The spec of the plugin, as soon as it was resolved; nothing is imported for it."""
        self.end: tuple[str, Exception, TracebackType | None] | None = None
        """What ended the life cycle before its end: the step that did not come about, the error and its traceback."""
        self.manager = manager
        self._to_spec = to_spec

    @property
    def name(self) -> str:
        """The plugin's name, as its entry point has it."""
        return self.source.name

    @property
    def entry_point(self) -> "InstalledEntryPoint | None":
        """The entry point that the plugin was found by, or ``None`` if a finder gave its spec."""
        return None if isinstance(self.source, PluginSpec) else self.source

    @property
    def distribution(self) -> "Distribution | None":
        """The distribution that the entry point came from, or ``None`` if a finder gave the plugin's spec."""
        return self.entry_point.distribution if self.entry_point else None

    @property
    def shadowed(self) -> "Sequence[InstalledEntryPoint | PluginSpec]":
        """What else has this name, from other distributions or further back on ``sys.path``, and is not used."""
        return self.manager.shadowed.get(self.name, ())

    @property
    def plugin_spec(self) -> PluginSpec:
        """The spec of the plugin; the plugin's module is imported when this is asked for the first time.

        :raises PluginDisabled: if the plugin was disabled before it was resolved
        :raises Exception: what resolving the plugin raised, which is its ``resolve_error``
        """
        spec = self.spec
        if spec is None:
            self.advance("resolved", Turn())
            spec = self.spec
            if spec is None:
                self.raise_outcome()
        return spec  # type: ignore[return-value]  # a plugin that has no spec now has an outcome

    @property
    def priority(self) -> int:
        """Where the plugin stands when all are loaded: those of a higher priority come first.

        The plugin's module is imported when this is asked for the first time; a plugin that cannot be resolved has the
        priority 0.
        """
        spec = self.resolve()
        return spec.priority if spec else 0

    def resolve(self) -> PluginSpec | None:
        """Give the spec of the plugin, for which its module is imported; ``None`` if the plugin cannot be resolved."""
        if self.spec is None:
            if isinstance(self.source, PluginSpec):
                return self.source
            self.advance("resolved", Turn())
        return self.spec

    @property
    def state(self) -> "State":
        """Where the plugin stands: ``found``, ``resolved``, ``init``, ``loaded``, ``disabled`` or ``failed``."""
        if self.end is not None:
            return "disabled" if self.is_disabled else "failed"
        if self.position:
            return "loaded"
        return "found" if self.spec is None else "resolved" if self.plugin is None else "init"

    @property
    def lock(self) -> Lock:
        """Held while the plugin goes through a step of its life cycle; for a ``with`` statement."""
        return Lock(self)

    @property
    def is_resolved(self) -> bool:
        """Whether the plugin's spec is there."""
        return self.spec is not None

    @property
    def is_init(self) -> bool:
        """Whether the plugin was made."""
        return self.plugin is not None

    @property
    def is_loaded(self) -> bool:
        """Whether the plugin's ``load`` has returned."""
        return self.position > 0

    @property
    def is_busy(self) -> bool:
        """Whether a thread takes the plugin through a step of its life cycle just now."""
        return self in at_work

    @property
    def outcome(self) -> Exception | None:
        """What ended the life cycle: one of the errors, or a ``PluginDisabled``."""
        return self.end[1] if self.end else None

    @property
    def is_disabled(self) -> bool:
        """Whether the plugin is disabled."""
        return self._disabled is not None

    @property
    def disabled_reason(self) -> str | None:
        """Why the plugin is disabled, in words for the user."""
        disabled = self._disabled
        if disabled is None:
            return None
        is_its_own = (disabled.namespace, disabled.name) == (self.namespace, self.name)
        return disabled.reason if is_its_own else str(disabled)  # else it is another plugin that this one needs

    @property
    def resolve_error(self) -> Exception | None:
        """Why the plugin could not be resolved."""
        return self._error("resolved")

    @property
    def init_error(self) -> Exception | None:
        """Why the plugin could not be made."""
        return self._error("made")

    @property
    def load_error(self) -> Exception | None:
        """Why the plugin could not be loaded."""
        return self._error("loaded")

    @property
    def unload_error(self) -> Exception | None:
        """Why the plugin could not be unloaded."""
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
        """What goes through the life cycle for the plugin; as a rule the plugin itself."""
        return self.spec and self.spec.life_of(self.plugin)

    def raise_outcome(self) -> None:
        """Raise what ended the life cycle, if anything did: always the same object, with the traceback it came with.

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

    def advance(  # noqa: C901  # a whole life in one place: calls in between would take as long as all the rest
        self, goal: "State", turn: Turn
    ) -> None:
        """Take the plugin through its life cycle, as far as it comes; what goes wrong is kept here.

        :param goal: ``resolved``, ``init`` or ``loaded``
        :param turn: the turn to do it in
        :raises PluginCycle: if the plugin is on this way already, and waits for what asks for this
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
            plugin: Any = self.plugin  # which plugins P stands for, the application says
            if plugin is None:
                if manager.filters or "plugin.filters" in sys.modules:  # else nobody has set up any
                    self._ask_filters(spec)
                if terms and "api" in terms and manager.api_version is not None:
                    from plugin.promises import check_api  # noqa: PLC0415  # as below

                    check_api(spec, manager.api_version)
                factory = spec.factory
                plugin = factory() if isinstance(factory, type) else maker(factory)()
                life = spec.life_of(plugin)
                try:  # every plugin is to know what it is called
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
                from plugin.order import load_required  # noqa: PLC0415  # which most plugins do without

                load_required(manager, spec)
            args, kwargs = manager.load_args, manager.load_kwargs
            if listeners:
                self.notify("on_load_before", spec, plugin, args, kwargs)
            value = life.load(*args, **kwargs) if args or kwargs else life.load()  # the second one is faster
            if value is not None:
                self.at_once("load", value)
            if listeners:
                self.notify("on_load_after", spec, plugin, value)
            self.load_value = value
            self.position = next(manager.positions)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is this plugin's alone
            self.fail(error)
        finally:
            del at_work[self]
            if awaited:
                _wake(self)

    def unload(self) -> None:
        """Unload the plugin, if it is loaded.

        :raises PluginCycle: if the plugin is being loaded, and waits for what asks for this
        :raises Exception: what the plugin's ``unload`` raised; the plugin counts as failed then
        """
        from plugin.unloading import unload  # noqa: PLC0415  # as above

        unload(self)

    def start_over(self) -> None:
        """Forget what was resolved and made, unless the plugin is loaded or at work."""
        turn = Turn()
        if at_work.setdefault(self, turn) is turn:
            if not self.position:
                self.spec = self.plugin = None
            del at_work[self]
            if awaited:
                _wake(self)

    def at_once(self, method: str, result: "Any") -> "Any":
        """Give what a method of the plugin returned, unless somebody would have to await it.

        :raises PluginNotAwaited: if it is awaitable; a coroutine is closed, before anything of it has run
        """
        if not hasattr(type(result), "__await__"):
            return result
        from plugin.exceptions import PluginNotAwaited  # noqa: PLC0415  # nobody needs it where all is well

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
        """Disable the plugin if a filter excludes it: by its entry point, or else by its spec once there is one."""
        from plugin.filters import asked_by, excluding  # noqa: PLC0415  # which is there if there is any filter

        if (excludes := excluding(asked_by(self.manager), self.entry_point, spec)) is not None:
            self.disable(f"excluded by {excludes!r}")

    def _check_requirements(self, requirements: "Iterable[str]") -> None:
        from plugin.requirements import unmet  # noqa: PLC0415  # imports packaging

        if reason := unmet(requirements):
            self.disable(reason)

    def disable(self, reason: str) -> None:
        from plugin.exceptions import PluginDisabled  # noqa: PLC0415  # nobody needs it where all is well

        raise PluginDisabled(self.namespace, self.name, reason)

    def fail(self, error: Exception) -> None:
        """End the life cycle at the step that raised an error."""
        from plugin.failures import fail  # noqa: PLC0415  # as above

        fail(self, error)

    def notify(self, event: str, *args: "Any") -> None:
        if self.manager.listeners:
            from plugin.listener import notify  # noqa: PLC0415  # which many applications do without

            notify(self.manager.listeners, event, *args)

    @property
    def origin(self) -> str:
        """The plugin and its distribution, as messages name them."""
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
    """Refuse what a factory gave, unless it has the methods of a plugin: whatever has them is one.

    :param made: what it gave
    :param namespace: the namespace of the plugin
    :param name: its name
    :raises InvalidPlugin: if it lacks a method
    """
    for method in ("should_load", "load"):
        if not callable(getattr(made, method, None)):
            from plugin.exceptions import InvalidPlugin  # noqa: PLC0415  # as above

            raise InvalidPlugin(
                f"the factory of plugin {namespace}:{name} gave {made!r}, which is no plugin: "
                f"it has no method {method}()",
                namespace,
                name,
            )


def _wait(container: "PluginContainer[Any]", turn: Turn) -> None:
    from plugin.turns import wait  # noqa: PLC0415  # another thread has it, which is rare

    wait(container, turn, at_work, awaited)


def _wake(container: "PluginContainer[Any]") -> None:
    from plugin.turns import wake  # noqa: PLC0415  # as above

    wake(container, awaited)


def log() -> "Logger":
    """The log of every manager."""
    import logging  # noqa: PLC0415  # costs more than all else here, and is needed only where something is wrong

    return logging.getLogger("plugin.manager")
