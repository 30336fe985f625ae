"""Loads the plugins of a namespace, each through its life cycle *resolved -> init -> loaded*."""

import _thread  # what threading names, without importing it at start-up
import os
import sys
from _collections_abc import Iterable  # what collections.abc names, without importing collections at start-up

from plugin.container import PluginContainer, Turn, at_work, awaited
from plugin.core import EntryPointFinder, Plugin, PluginFinder, PluginSpec, PluginSpecResolver, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any, Generic

    from typing_extensions import Self, TypeVar

    from plugin.core import Resolver
    from plugin.filters import PluginFilter
    from plugin.installed import InstalledEntryPoint
    from plugin.listener import PluginLifecycleListener
    from plugin.timings import Timing

    P = TypeVar("P", default=Plugin)  # without a bound, because a protocol may describe the plugins too
    T = TypeVar("T")
else:
    from plugin.container import Generic, P

__all__ = ["MetadataPluginFinder", "PluginContainer", "PluginManager", "PluginSpecResolver"]


class MetadataPluginFinder(EntryPointFinder):
    """Finds the plugins whose entry points are installed; a manager's default finder."""

    def find_entry_points(self) -> "Sequence[InstalledEntryPoint]":
        """:return: the entry points, sorted by name and then in the order of ``sys.path``; none is imported"""
        from plugin.installed import entry_points  # noqa: PLC0415  # the installation is not read before this

        return sorted(entry_points(self.namespace), key=lambda entry_point: entry_point.name)


_lock = _thread.allocate_lock()
"""Held while a manager changes which plugins it has."""


class PluginManager(Generic[P]):
    """Manages the plugins of one namespace.

    Plugins are found on first use. Each goes through a life cycle, one step at a time and only as far as needed:
    *resolved* (its module was imported and its spec is known), *init* (the factory returned the plugin), *loaded* (its
    ``load`` returned). An error at any step affects that plugin alone: it is reported to the listeners, logged in one
    line, kept by the container, and raised by :meth:`load`.

    Plugins are listed by name, or in the order of the finder if one is given. They are loaded by priority, then in that
    order. If several distributions offer the same name, the one that comes first on ``sys.path`` is used (within a
    folder, the first by distribution name), and earlier finders take precedence over later ones. The others are logged,
    reported to the listeners, and kept by the container as ``shadowed``.

    A plugin that a filter, ``allow`` or one of the environment variables ``PLUGIN_LOADER_DISABLE`` and
    ``PLUGIN_LOADER_ALLOW`` disables by a pattern of its namespace, name or value is never imported.

    As a context manager, it unloads all loaded plugins on exit, the last one first.

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

    As a collection, it contains the names of its plugins without importing any, and ``manager["hello"]`` is the same as
    ``manager.load("hello")``.

    :param namespace: the namespace, which is the group of the entry points; or the plugins' base class, which has the
        namespace and also gives the type of the plugins
    :param load_args: the positional arguments for every plugin's ``load``
    :param load_kwargs: the keyword arguments for every plugin's ``load``
    :param listener: one or more listeners to notify of life-cycle events
    :param finder: one or more finders, by default one for the entry points of the installed distributions. Plugins of
        other namespaces are ignored. If several finders offer the same name, the first one is used
    :param filters: filters that disable plugins; by default only ``global_plugin_filter``
    :param allow: the names, or patterns of the names, of the plugins that may be loaded; all others are disabled
    :param api_version: the version of the application's plugin API, such as ``"2.4"``; plugins whose ``api`` excludes
        it are disabled
    :param wrap_errors: raise a ``PluginFailed``, which is a ``PluginException``, from whatever a plugin raises, instead
        of the original error
    :param resolver: called with the object that an entry point refers to, the namespace and the name, it returns the
        spec of the plugin. By default a ``PluginSpecResolver``; the resolvers in :mod:`plugin.resolvers` accept any
        object
    :param timed: record in ``timings`` how long it takes to import, create and load each plugin
    """

    def __init__(
        self,
        namespace: "str | Callable[..., P]",
        load_args: "Sequence[Any] | None" = None,
        load_kwargs: "Mapping[str, Any] | None" = None,
        listener: "PluginLifecycleListener | Iterable[PluginLifecycleListener] | None" = None,
        finder: "PluginFinder | Iterable[PluginFinder] | None" = None,
        filters: "Iterable[PluginFilter] | None" = None,
        allow: "Iterable[str] | None" = None,
        wrap_errors: bool = False,
        resolver: "Resolver | None" = None,
        timed: bool = False,
        api_version: str | None = None,
    ) -> None:
        self.namespace = namespace if isinstance(namespace, str) else namespace_of(namespace)
        self.load_args: Sequence[Any] = () if load_args is None else load_args
        self.load_kwargs: Mapping[str, Any] = {} if load_kwargs is None else load_kwargs
        self.listeners: list[PluginLifecycleListener] = [] if listener is None else _several(listener)
        installed = MetadataPluginFinder(self.namespace, spec_resolver=resolver)
        self.finders: list[PluginFinder] = [installed] if finder is None else _several(finder)
        self._to_spec = installed.to_plugin_spec if resolver else None
        self.filters: list[PluginFilter] = []
        if allow is not None:
            from plugin.filters import AllowedNames  # noqa: PLC0415  # few applications need it

            self.filters.append(AllowedNames(allow))
        self.filters += filters or ()
        self.asks_global_filter = filters is None
        self.wrap_errors = wrap_errors
        self.timed = timed
        self.timings: dict[str, Timing] = {}
        """Name -> how long a plugin took to import, create and load, if the manager is timed."""
        self.api_version = api_version
        if api_version is not None:
            from plugin.promises import check_version  # noqa: PLC0415  # as above

            check_version(api_version)
        self.filters_from_outside: Sequence[PluginFilter] = ()
        self.shadowed: dict[str, list[InstalledEntryPoint | PluginSpec]] = {}
        """Name -> the other plugins of that name, which are not used."""
        self._index: dict[str, PluginContainer[P]] = {}
        self._is_indexed = False
        self._in_order: list[PluginContainer[P]] | None = None
        self.positions = iter(range(1, 1 << 62))  # as itertools.count(1) gives, without importing itertools
        self._successors: dict[str, PluginContainer[P] | None] = {}

    def add_listener(self, listener: "PluginLifecycleListener") -> None:
        """Add a listener, which is notified of all events from now on."""
        self.listeners.append(listener)

    def load(self, name: str) -> P:
        """Load a plugin, unless it is already loaded.

        The plugin is created once and its ``load`` is called once, however many threads request it.

        :param name: the name of the plugin
        :return: the plugin, always the same object
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        :raises PluginDisabled: if the plugin is disabled by a filter, a listener, its ``should_load`` or itself, or
            because a requirement is missing
        :raises PluginCycle: if the plugin is being loaded and is waiting for the caller
        :raises PluginNotAwaited: if its ``load`` must be awaited: use :meth:`aload`
        :raises Exception: the original error of the plugin, with a note that names the plugin and its distribution
            (since Python 3.11); the same object each time
        :raises PluginFailed: from the original error, if the manager wraps errors
        """
        container = self._index.get(name)
        if container is None:
            container = self.get_container(name)
        if not container.position:
            container.advance("loaded", Turn())
            container.raise_outcome()
        return container.plugin  # type: ignore[return-value]  # it exists once the plugin is loaded

    def load_all(self, propagate_exceptions: bool = False) -> list[P]:
        """Load every plugin of the namespace that can be loaded.

        All plugins are resolved, which imports their modules. Then each is created and loaded: those with a higher
        priority first, those with equal priority in the order in which they are listed, and each one after the plugins
        that its ``after`` and ``requires_plugins`` name or whose ``before`` names it. Plugins that form a cycle that
        way fail with a ``PluginCycle``. A plugin that fails does not stop the others. A plugin that is being loaded and
        is waiting for this call is skipped.

        :param propagate_exceptions: raise the error of the first plugin that fails instead of continuing; a disabled
            plugin has not failed
        :return: the loaded plugins, in that order
        :raises Exception: the error of a plugin, if ``propagate_exceptions`` is true
        """
        containers = self._in_order or self._by_priority()
        turn = Turn()
        for container in containers:
            if not container.position:
                try:
                    container.advance("loaded", turn)
                except Exception as error:  # noqa: BLE001  # only cycles are passed over
                    _pass_over_cycle(error)
                    continue
                if propagate_exceptions and container.state == "failed":
                    container.raise_outcome()
        return [container.plugin for container in containers if container.position]  # type: ignore[misc]  # as in load()

    async def aload(self, name: str) -> P:
        """Load a plugin as :meth:`load` does, awaiting its ``load`` and ``should_load`` if they are asynchronous.

        A single task does this, across all event loops and threads. If it is cancelled, the next task that waits for
        the plugin starts over. Synchronous code runs in the thread of the event loop.

        :param name: as for :meth:`load`
        :return: the plugin, always the same object
        :raises Exception: as :meth:`load`
        """
        from plugin.asynchronous import load  # noqa: PLC0415  # imports asyncio

        return await load(self.get_container(name))

    async def aload_all(self, concurrency: int = 1, propagate_exceptions: bool = False) -> list[P]:
        """Load every plugin of the namespace as :meth:`load_all` does, awaiting whatever is asynchronous.

        :param concurrency: how many plugins to load at the same time; plugins with a lower priority wait for all that
            have a higher one
        :param propagate_exceptions: as for :meth:`load_all`; plugins still loading are then cancelled
        :return: the loaded plugins, in the order of :meth:`load_all`
        :raises Exception: as :meth:`load_all`
        :raises ValueError: if the concurrency is less than 1
        """
        from plugin.asynchronous import load_all  # noqa: PLC0415  # as above

        containers = self._in_order or self._by_priority()
        await load_all(containers, concurrency, propagate_exceptions=propagate_exceptions)
        return [container.plugin for container in containers if container.position]  # type: ignore[misc]  # as in load()

    async def aunload(self, name: str) -> None:
        """Unload a plugin as :meth:`unload` does, awaiting its ``unload`` if it is asynchronous."""
        from plugin.asynchronous import unload  # noqa: PLC0415  # as above

        await unload(self.get_container(name))

    def unload(self, name: str) -> None:
        """Unload a plugin, if it is loaded: call its ``unload`` and release the plugin.

        The next :meth:`load` creates it anew.

        :param name: the name of the plugin
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        :raises PluginCycle: if the plugin is being loaded and is waiting for the caller
        :raises PluginNotAwaited: if its ``unload`` must be awaited: use :meth:`aunload`; the plugin stays loaded
        :raises Exception: what the plugin's ``unload`` raised; the plugin then counts as failed
        """
        self.get_container(name).unload()

    def reload(self) -> None:
        """Find the plugins again.

        Loaded plugins stay loaded even if their distribution has changed or been removed; the change takes effect when
        they are unloaded. Plugins that are disabled or have failed get another chance. Modules that were already
        imported are not imported again.
        """
        import importlib  # noqa: PLC0415  # the interpreter does not load it at start-up

        importlib.invalidate_caches()
        self._look()

    def list_plugin_specs(self) -> list[PluginSpec]:
        """Resolve every plugin of the namespace, which imports their modules.

        :return: the specs in the order of :meth:`list_names`, except those of plugins that cannot be resolved or that a
            filter disables before they are imported; :meth:`list_containers` includes these too
        """
        specs = []
        for container in self._plugins.values():
            if not container.is_resolved:
                try:
                    container.advance("resolved", Turn())
                except Exception as error:  # noqa: BLE001  # as above
                    _pass_over_cycle(error)
                    continue
            if container.is_resolved:
                specs.append(container.plugin_spec)
        return specs

    def list_names(self) -> list[str]:
        """List the plugins of the namespace, without importing any.

        :return: the names, including those of plugins that are disabled or fail: in alphabetical order, or in the order
            of the finder if the manager was given one
        """
        return list(self._plugins)

    def list_containers(self) -> list[PluginContainer[P]]:
        """:return: the container of each plugin, in the order of :meth:`list_names`; no plugin is imported"""
        return list(self._plugins.values())

    def get_container(self, name: str) -> PluginContainer[P]:
        """Return the container of a plugin, which holds what is known of it; the plugin is not imported.

        :param name: the name of the plugin
        :return: its container
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        """
        plugins = self._plugins
        if name not in plugins:
            from plugin.exceptions import PluginNotFound  # noqa: PLC0415  # only needed when something is wrong

            is_installed = any(isinstance(finder, MetadataPluginFinder) for finder in self.finders)
            more = (lambda: _elsewhere(self.namespace, name, is_empty=not plugins)) if is_installed else None
            raise PluginNotFound(self.namespace, name, plugins, more)
        return plugins[name]

    def exists(self, name: str) -> bool:
        """Whether the namespace has a plugin of that name, which may be disabled or fail; it is not imported."""
        return name in self._plugins

    def is_loaded(self, name: str) -> bool:
        """Whether a plugin is loaded.

        :param name: the name of the plugin
        :return: true once its ``load`` has returned
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        """
        return self.get_container(name).is_loaded

    @property
    def errors(self) -> dict[str, Exception]:
        """The errors of the plugins that failed: name -> error, in the order of :meth:`list_names`; imports nothing."""
        return {
            name: container.outcome
            for name, container in self._index.items()
            if container.outcome is not None and not container.is_disabled
        }

    def __contains__(self, name: object) -> bool:
        return name in self._plugins

    def __iter__(self) -> "Iterator[str]":
        return iter(self.list_names())

    def __len__(self) -> int:
        return len(self._plugins)

    def __getitem__(self, name: str) -> P:
        return self.load(name)

    def items(self) -> "list[tuple[str, P]]":
        """:return: the names and plugins of those that are loaded, in the order of the names; loads nothing"""
        return [(name, each.plugin) for name, each in self._index.items() if each.position]  # type: ignore[misc]  # as in load()

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Unload all loaded plugins, the last one first; one that fails does not stop the others."""
        from plugin.unloading import unload_all  # noqa: PLC0415  # as above

        failed = unload_all(self._index.values())
        if failed and error is None:
            raise failed

    async def __aenter__(self) -> "Self":
        return self

    async def __aexit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Unload all loaded plugins as ``with`` does, awaiting whatever is asynchronous."""
        from plugin.asynchronous import unload_all  # noqa: PLC0415  # as above

        failed = await unload_all(self._index.values())
        if failed and error is None:
            raise failed

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.namespace!r})"

    @property
    def _plugins(self) -> dict[str, PluginContainer[P]]:
        if not self._is_indexed:
            self._look(is_first=True)
        return self._index

    def _look(self, is_first: bool = False) -> None:
        """Run the finders, without holding a lock: they may import code that itself requests plugins."""
        used: dict[str, PluginContainer[P]] = {}
        shadowed: dict[str, list[InstalledEntryPoint | PluginSpec]] = {}
        sources: Iterable[InstalledEntryPoint | PluginSpec]
        make = self._make_container()
        for finder in self.finders:
            to_spec: Callable[[Any], PluginSpec] = PluginSpecResolver().resolve
            if isinstance(finder, EntryPointFinder):
                to_spec = self._to_spec or finder.to_plugin_spec
                sources = [source for source in finder.find_entry_points() if source.group == self.namespace]
            else:
                sources = [source for source in finder.find_plugins() if source.namespace == self.namespace]
            for source in sources:
                if source.name not in used:
                    used[source.name] = make(source, self, to_spec)
                elif source != used[source.name].source:
                    shadowed.setdefault(source.name, []).append(source)
        from_outside, index = _from_outside(self.namespace, used), used
        with _lock:
            if is_first and self._is_indexed:
                return  # another thread was faster
            told, self.shadowed = self.shadowed, shadowed
            self.filters_from_outside = from_outside
            if self._index:
                from plugin.looking import keep  # noqa: PLC0415  # as above

                index, self._successors = keep(self._index, used)
                if all(isinstance(finder, MetadataPluginFinder) for finder in self.finders):
                    index = dict(sorted(index.items()))
            self._index = index
            self._in_order = None
            self._is_indexed = True
        if shadowed:
            from plugin.conflicts import tell_conflicts  # noqa: PLC0415  # few installations have any

            tell_conflicts(self.listeners, self.namespace, used, shadowed, told)

    def _make_container(self) -> "type[PluginContainer[Any]]":
        if self.timed or os.environ.get("PLUGIN_LOADER_TIMES"):
            from plugin.timings import TimedContainer, is_wanted_at_exit  # noqa: PLC0415  # as above

            self.timed = is_wanted_at_exit() or self.timed
            if self.timed:
                return TimedContainer
        return PluginContainer

    def replace(self, name: str) -> None:
        # A plugin was unloaded: what has replaced it takes effect now.
        with _lock:
            if name in self._successors:
                successor = self._successors.pop(name)
                index = {**self._index, name: successor}
                self._index = {name: container for name, container in index.items() if container}
            self._in_order = None  # the new spec may have another priority

    def _by_priority(self) -> list[PluginContainer[P]]:
        index = self._plugins
        priorities = {}
        stated = {}
        is_final = True
        for container in index.values():
            try:
                source = container.source
                spec = source if isinstance(source, PluginSpec) else container.resolve()
                if spec and spec.priority:
                    priorities[container] = spec.priority
                if spec and spec.terms:
                    stated[container] = spec
            except Exception as error:  # noqa: BLE001, PERF203  # it is being imported
                _pass_over_cycle(error)
                is_final = False
        containers = list(index.values())
        if priorities:
            containers.sort(key=lambda container: priorities.get(container, 0), reverse=True)
        if stated:
            from plugin.order import in_order  # noqa: PLC0415  # most plugins do not need it

            containers = in_order(containers, stated)
        if is_final and index is self._index:  # else another thread has run the finders again
            self._in_order = containers
        return containers


def _pass_over_cycle(error: Exception) -> None:
    """Skip a plugin that is waiting for the caller; raise any other error."""
    from plugin.exceptions import PluginCycle  # noqa: PLC0415  # as above

    if not isinstance(error, PluginCycle):
        raise error


def _several(given: "T | Iterable[T]") -> "list[T]":
    return list(given) if isinstance(given, Iterable) else [given]


def _elsewhere(namespace: str, name: str, *, is_empty: bool) -> str:
    from plugin.elsewhere import elsewhere  # noqa: PLC0415  # as above

    return elsewhere(namespace, name, is_empty=is_empty)


def _from_outside(namespace: str, names: "Iterable[str]") -> "Sequence[PluginFilter]":
    if not (os.environ.get("PLUGIN_LOADER_DISABLE") or os.environ.get("PLUGIN_LOADER_ALLOW")):
        return ()
    from plugin.outside import choice_for  # noqa: PLC0415  # as above

    return choice_for(namespace, [*names])


def _after_fork() -> None:
    global _lock  # noqa: PLW0603  # a thread that no longer exists may have held it
    _lock = _thread.allocate_lock()
    if at_work or "plugin.turns" in sys.modules:
        from plugin.forked import forget_other_threads  # noqa: PLC0415  # few processes need it

        forget_other_threads(at_work, awaited)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
