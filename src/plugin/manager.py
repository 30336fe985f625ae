"""Loads the plugins of a namespace, each through its life cycle *resolved -> init -> loaded*."""

from _collections_abc import Iterable  # what collections.abc names, without importing collections at start-up
from _thread import RLock  # what threading.RLock names, without importing threading at start-up

from plugin.core import Plugin, PluginFinder, PluginSpec, PluginSpecResolver
from plugin.exceptions import InvalidPlugin, PluginCycle, PluginDisabled, PluginException, PluginNotFound, describe
from plugin.filters import PluginFilter, global_plugin_filter
from plugin.finder import MetadataPluginFinder
from plugin.listener import PluginLifecycleListener, notify

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from importlib.metadata import Distribution
    from logging import Logger
    from types import TracebackType
    from typing import Any, Generic, TypeVar

    from plugin.installed import InstalledEntryPoint

    P = TypeVar("P", bound=Plugin)
else:
    P = Plugin

    class Generic:
        """Makes ``PluginManager[MyPlugin](...)`` work without importing typing at start-up."""

        __class_getitem__ = classmethod(type(list[int]))


__all__ = ["MetadataPluginFinder", "PluginContainer", "PluginManager", "PluginSpecResolver"]


class PluginContainer(Generic[P]):
    """Where a plugin stands in its life cycle.

    :param source: the entry point that the plugin was found by, or the spec that a finder gave
    :param resolve: takes the container of a plugin that is not resolved yet, and resolves it
    """

    name: str
    """The plugin's name, as its entry point has it."""
    lock: RLock
    """Held while the plugin goes through a step of its life cycle."""

    plugin: P | None = None
    """The plugin, as soon as it was made."""
    load_value: "Any" = None
    """What the plugin's ``load`` returned."""

    is_resolved: bool = False
    is_init: bool = False
    is_loaded: bool = False
    is_busy: bool = False
    """Whether a thread takes the plugin through a step of its life cycle just now."""

    is_disabled: bool = False
    disabled_reason: str | None = None

    resolve_error: Exception | None = None
    init_error: Exception | None = None
    load_error: Exception | None = None

    outcome: Exception | None = None
    """What ended the life cycle before the plugin was loaded: one of the errors, or a ``PluginDisabled``."""
    _traceback: "TracebackType | None" = None

    def __init__(
        self, source: "InstalledEntryPoint | PluginSpec", resolve: "Callable[[PluginContainer[P]], object]"
    ) -> None:
        self.name = source.name
        self.lock = RLock()
        self.source = source
        self.entry_point = None if isinstance(source, PluginSpec) else source
        """The entry point that the plugin was found by, or ``None`` if a finder gave its spec."""
        self.shadowed: list[InstalledEntryPoint | PluginSpec] = []
        """What else has this name, from other distributions or further back on ``sys.path``, and is not used."""
        self._resolve = resolve
        self._spec: PluginSpec | None = None

    @property
    def plugin_spec(self) -> PluginSpec:
        """The spec of the plugin; the plugin's module is imported when this is asked for the first time.

        :raises PluginDisabled: if the plugin was disabled before it was resolved
        :raises Exception: what resolving the plugin raised, which is its ``resolve_error``
        """
        if self._spec is None:
            self._resolve(self)
            if self._spec is None:
                self.raise_outcome()
        return self._spec  # type: ignore[return-value]  # a plugin that has no spec now has an outcome

    @plugin_spec.setter
    def plugin_spec(self, spec: PluginSpec) -> None:
        self._spec = spec

    @property
    def distribution(self) -> "Distribution | None":
        """The distribution that the entry point came from, or ``None`` if a finder gave the plugin's spec."""
        return self.entry_point.distribution if self.entry_point else None

    def settle(self, outcome: Exception) -> None:
        """Note what ended the life cycle."""
        self.outcome = outcome
        self._traceback = outcome.__traceback__

    def raise_outcome(self) -> None:
        """Raise what ended the life cycle, if anything did: always the same object, with the traceback it came with."""
        if self.outcome is not None:
            raise self.outcome.with_traceback(self._traceback)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.source!r}>"


class PluginManager(Generic[P]):
    """Manages the plugins of one namespace.

    Plugins are found when they are first asked for. Each goes through a life cycle, one step at a time and only as far
    as somebody asks: *resolved* (its module was imported, and its spec is there), *init* (the factory gave the plugin),
    *loaded* (its ``load`` returned). An error at any step is that plugin's alone: the listeners hear of it, one line of
    the log tells it, the container keeps it, and :meth:`load` raises it.

    Plugins are listed and loaded in the order of their names. Where several distributions offer one name, the one that
    is first on ``sys.path`` counts (within a folder, the first by the name of the distribution); the log tells of the
    others, and the container keeps them as ``shadowed``.

    >>> class Greeter(Plugin):
    ...     namespace = "my.greeters"
    ...     name = "hello"
    ...
    ...     def load(self, whom: str) -> str:
    ...         return f"Hello, {whom}!"
    >>> class Builtin(PluginFinder):
    ...     def find_plugins(self) -> list[PluginSpec]:
    ...         return [PluginSpec("my.greeters", "hello", Greeter)]
    >>> manager = PluginManager[Greeter]("my.greeters", load_args=("world",), finder=Builtin())
    >>> manager.list_names()
    ['hello']
    >>> greeter = manager.load("hello")
    >>> manager.get_container("hello").load_value
    'Hello, world!'

    :param namespace: the namespace, which is the group of the entry points
    :param load_args: the positional arguments of every plugin's ``load``
    :param load_kwargs: the keyword arguments of every plugin's ``load``
    :param listener: hears of the plugins' life; one listener or several
    :param finder: finds the plugins, by default among the entry points of the installed distributions; those that it
        finds of other namespaces are passed over
    :param filters: say which plugins to disable; by default there is one, ``global_plugin_filter``
    """

    def __init__(
        self,
        namespace: str,
        load_args: "Sequence[Any] | None" = None,
        load_kwargs: "Mapping[str, Any] | None" = None,
        listener: "PluginLifecycleListener | Iterable[PluginLifecycleListener] | None" = None,
        finder: PluginFinder | None = None,
        filters: "Iterable[PluginFilter] | None" = None,
    ) -> None:
        self.namespace = namespace
        self.load_args: Sequence[Any] = () if load_args is None else load_args
        self.load_kwargs: Mapping[str, Any] = {} if load_kwargs is None else load_kwargs
        self.listeners: list[PluginLifecycleListener] = _listeners(listener)
        self.finder = finder or MetadataPluginFinder(namespace)
        self.filters: list[PluginFilter] = [global_plugin_filter] if filters is None else list(filters)
        self._to_spec: Callable[[Any], PluginSpec] = PluginSpecResolver().resolve
        self._lock = RLock()
        self._index: dict[str, PluginContainer[P]] = {}
        self._is_indexed = False

    def add_listener(self, listener: PluginLifecycleListener) -> None:
        """Have one more listener hear of what happens from now on."""
        self.listeners.append(listener)

    def load(self, name: str) -> P:
        """Load a plugin, unless it is loaded.

        The plugin is made once and its ``load`` is called once, however many threads ask for it.

        :param name: the name of the plugin
        :return: the plugin, always the same object
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        :raises PluginDisabled: if the plugin is disabled, by a filter, a listener, its ``should_load`` or itself
        :raises PluginCycle: if the plugin is being loaded, and this asks for it from within
        :raises Exception: what made the plugin fail, as it was; the same object each time
        """
        try:
            container = self._index[name]
        except KeyError:
            container = self.get_container(name)
        if not container.is_loaded:
            self._advance(container, self._resolve, self._init, self._load)
            container.raise_outcome()
        return container.plugin  # type: ignore[return-value]  # which is there once the plugin is loaded

    def load_all(self, propagate_exceptions: bool = False) -> list[P]:
        """Load every plugin of the namespace that can be loaded.

        A plugin that fails does not stop the others. One that is being loaded, and asks for this from within, is
        passed over.

        :param propagate_exceptions: raise the error of the first plugin that fails, instead of going on; a plugin that
            is disabled has not failed
        :return: the plugins that are loaded, in the order of their names
        :raises Exception: what made a plugin fail, if ``propagate_exceptions`` is true
        """
        plugins: list[P] = []
        for container in self._plugins.values():
            if not container.is_loaded:
                try:
                    self._advance(container, self._resolve, self._init, self._load)
                except PluginCycle:
                    continue
            if container.is_loaded:
                plugins.append(container.plugin)  # type: ignore[arg-type]  # as in load()
            elif propagate_exceptions and not container.is_disabled:
                container.raise_outcome()
        return plugins

    def list_plugin_specs(self) -> list[PluginSpec]:
        """Resolve every plugin of the namespace, which imports the modules that they live in.

        :return: the specs in the order of the plugins' names, without those of plugins that cannot be resolved, and of
            those that a filter disables before they are imported; :meth:`list_containers` tells of these as well
        """
        specs = []
        for container in self._plugins.values():
            if not container.is_resolved:
                try:
                    self._advance(container, self._resolve)
                except PluginCycle:
                    continue
            if container.is_resolved:
                specs.append(container.plugin_spec)
        return specs

    def list_names(self) -> list[str]:
        """List the plugins of the namespace; none is imported.

        :return: the names in alphabetical order, also of plugins that are disabled or fail
        """
        return list(self._plugins)

    def list_containers(self) -> list[PluginContainer[P]]:
        """:return: what is known of each plugin, in the order of their names; none is imported for it"""
        return list(self._plugins.values())

    def get_container(self, name: str) -> PluginContainer[P]:
        """Give what is known of a plugin; it is not imported for it.

        :param name: the name of the plugin
        :return: its container
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        """
        plugins = self._plugins
        if name not in plugins:
            raise PluginNotFound(self.namespace, name, plugins)
        return plugins[name]

    def exists(self, name: str) -> bool:
        """Whether the namespace has a plugin of that name; it is not imported, and may be disabled or fail."""
        return name in self._plugins

    def is_loaded(self, name: str) -> bool:
        """Whether a plugin is loaded.

        :param name: the name of the plugin
        :return: true once its ``load`` has returned
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        """
        return self.get_container(name).is_loaded

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.namespace!r})"

    @property
    def _plugins(self) -> dict[str, PluginContainer[P]]:
        if not self._is_indexed:
            with self._lock:
                if not self._is_indexed:
                    self._index = self._find()
                    self._is_indexed = True
        return self._index

    def _find(self) -> dict[str, PluginContainer[P]]:
        finder = self.finder
        sources: list[InstalledEntryPoint | PluginSpec]
        if isinstance(finder, MetadataPluginFinder):
            self._to_spec = finder.to_plugin_spec
            sources = [source for source in finder.find_entry_points() if source.group == self.namespace]
        else:
            sources = [source for source in finder.find_plugins() if source.namespace == self.namespace]
        index: dict[str, PluginContainer[P]] = {}
        for source in sorted(sources, key=lambda source: source.name):  # the sort keeps the first on sys.path first
            container = index.get(source.name)
            if container is None:
                index[source.name] = PluginContainer(source, self._resolve_only)
            elif container.source != source:
                container.shadowed.append(source)
                _log().warning(
                    "plugin %s:%s is offered twice: %r is used, %r is not",
                    self.namespace,
                    source.name,
                    container.source,
                    source,
                )
        return index

    def _advance(self, container: PluginContainer[P], *steps: "Callable[[PluginContainer[P]], None]") -> None:
        """Take a plugin through steps of its life cycle, as far as it comes."""
        with container.lock:
            if container.is_busy:  # and since the lock let us through, it is this thread that is at it
                raise PluginCycle(self.namespace, container.name)
            container.is_busy = True
            try:
                for step in steps:
                    if container.is_loaded or container.outcome is not None:
                        break
                    step(container)
            finally:
                container.is_busy = False

    def _resolve_only(self, container: PluginContainer[P]) -> None:
        self._advance(container, self._resolve)

    def _resolve(self, container: PluginContainer[P]) -> None:
        if container.is_resolved:
            return
        entry_point = container.entry_point
        try:
            if entry_point:
                self._ask_filters_before_import(entry_point)
            spec = self._to_spec(container.source)
            container.plugin_spec = spec
            container.is_resolved = True
            if spec.name != container.name:
                _log().warning("%s calls itself %r", self._label(container), spec.name)
            notify(self.listeners, "on_resolve_after", spec)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is this plugin's alone
            if entry_point:
                error = self._tell(error, "on_resolve_exception", self.namespace, entry_point.metadata)
            container.resolve_error = self._settle(container, "resolved", error)

    def _init(self, container: PluginContainer[P]) -> None:
        if container.is_init:
            return
        spec = container.plugin_spec
        try:
            self._ask_filters(container, spec)
            plugin = _make(spec)
            container.plugin = plugin  # type: ignore[assignment]  # which plugins P stands for, the application says
            container.is_init = True
            notify(self.listeners, "on_init_after", spec, plugin)
        except Exception as error:  # noqa: BLE001  # as above
            error = self._tell(error, "on_init_exception", spec)
            container.init_error = self._settle(container, "made", error)

    def _load(self, container: PluginContainer[P]) -> None:
        spec = container.plugin_spec
        plugin: P = container.plugin  # type: ignore[assignment]  # which is there once the plugin is init
        try:
            if not plugin.should_load():
                raise PluginDisabled(  # noqa: TRY301  # which ends this step as it would if the plugin raised it
                    self.namespace, container.name, "its should_load() is false"
                )
            notify(self.listeners, "on_load_before", spec, plugin, self.load_args, self.load_kwargs)
            value = plugin.load(*self.load_args, **self.load_kwargs)
            notify(self.listeners, "on_load_after", spec, plugin, value)
            container.load_value = value
            container.is_loaded = True
        except Exception as error:  # noqa: BLE001  # as above
            error = self._tell(error, "on_load_exception", spec, plugin)
            container.load_error = self._settle(container, "loaded", error)

    def _ask_filters_before_import(self, entry_point: "InstalledEntryPoint") -> None:
        for filter_ in self.filters:
            excludes = getattr(filter_, "excludes", None)
            if excludes and excludes(entry_point.group, entry_point.name, entry_point.value):
                raise PluginDisabled(self.namespace, entry_point.name, f"excluded by {filter_!r}")

    def _ask_filters(self, container: PluginContainer[P], spec: PluginSpec) -> None:
        for filter_ in self.filters:
            asked_before = container.entry_point is not None and hasattr(filter_, "excludes")
            if not asked_before and filter_(spec):
                raise PluginDisabled(self.namespace, container.name, f"excluded by {filter_!r}")

    def _tell(self, error: Exception, event: str, *args: "Any") -> Exception:
        """Tell the listeners of an error; one of them may answer with another, such as ``PluginDisabled``."""
        if not isinstance(error, PluginDisabled):
            try:
                notify(self.listeners, event, *args, error)
            except PluginException as answer:
                return answer
        return error

    def _settle(self, container: PluginContainer[P], step: str, error: Exception) -> Exception | None:
        """End a plugin's life cycle; give the error back if it failed, and nothing if it is disabled."""
        if isinstance(error, PluginDisabled):
            container.is_disabled = True
            is_its_own = (error.namespace, error.name) == (self.namespace, container.name)
            container.disabled_reason = error.reason if is_its_own else str(error)  # another plugin that it needs
            container.settle(error)
            return None
        container.settle(error)
        log = _log()
        log.error(
            "%s cannot be %s: %s",
            self._label(container),
            step,
            describe(error),
            exc_info=error if log.isEnabledFor(10) else None,  # logging.DEBUG
        )
        return error

    def _label(self, container: PluginContainer[P]) -> str:
        """Name a plugin and its distribution for a message."""
        label = f"plugin {self.namespace}:{container.name}"
        return f"{label} of {container.entry_point.origin}" if container.entry_point else label


def _make(spec: PluginSpec) -> Plugin:
    """Have a spec's factory make the plugin."""
    # A function marked by @plugin may serve as a factory: it carries the spec that makes a plugin of it.
    marked = getattr(spec.factory, "__pluginspec__", None)
    factory = marked.factory if isinstance(marked, PluginSpec) else spec.factory
    made = factory()
    for method in ("should_load", "load"):
        if not callable(getattr(made, method, None)):
            raise InvalidPlugin(
                f"the factory of plugin {spec.namespace}:{spec.name} gave {made!r}, which is no plugin: "
                f"it has no method {method}()",
                spec.namespace,
                spec.name,
            )
    return made


def _listeners(
    listener: "PluginLifecycleListener | Iterable[PluginLifecycleListener] | None",
) -> list[PluginLifecycleListener]:
    if listener is None:
        return []
    return list(listener) if isinstance(listener, Iterable) else [listener]


def _log() -> "Logger":
    import logging  # noqa: PLC0415  # costs more than all else here, and is needed only where something is wrong

    return logging.getLogger(__name__)
