"""Loads the plugins of a namespace, each through its life cycle *resolved -> init -> loaded*."""

from _collections_abc import Iterable  # what collections.abc names, without importing collections at start-up
from _thread import allocate_lock  # what threading names, without importing it at start-up
from abc import abstractmethod

from plugin.container import PluginContainer, Turn
from plugin.core import Plugin, PluginFinder, PluginSpec, PluginSpecResolver, namespace_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from importlib.metadata import EntryPoint
    from typing import Any, Generic, TypeAlias

    from typing_extensions import Self, TypeVar

    from plugin.filters import PluginFilter
    from plugin.installed import InstalledEntryPoint
    from plugin.listener import PluginLifecycleListener

    P = TypeVar("P", default=Plugin)  # without a bound, for a protocol says as well what plugins are like
    T = TypeVar("T")
    Resolver: TypeAlias = Callable[[Any, str, str], PluginSpec]
else:
    from plugin.container import Generic, P

__all__ = ["EntryPointFinder", "MetadataPluginFinder", "PluginContainer", "PluginManager", "PluginSpecResolver"]


class EntryPointFinder(PluginFinder):
    """Finds plugins by entry points, so that a manager imports each only when it is asked for.

    :param namespace: the namespace, which is the group of the entry points
    :param on_resolve_exception_callback: told by :meth:`find_plugins` of every entry point that gives no plugin, with
        the namespace, the entry point and the exception
    :param spec_resolver: says which plugin an imported object stands for
    """

    def __init__(
        self,
        namespace: str,
        on_resolve_exception_callback: "Callable[[str, EntryPoint, Exception], object] | None" = None,
        spec_resolver: "Resolver | None" = None,
    ) -> None:
        self.namespace = namespace
        self.on_resolve_exception_callback = on_resolve_exception_callback
        self.spec_resolver: Resolver = spec_resolver or PluginSpecResolver()

    @abstractmethod
    def find_entry_points(self) -> "Sequence[InstalledEntryPoint]":
        """:return: the entry points, in the order in which a manager has them; no plugin is imported"""
        raise NotImplementedError

    def to_plugin_spec(self, entry_point: "InstalledEntryPoint") -> PluginSpec:
        """Import what an entry point refers to, and say which plugin that is.

        :param entry_point: an entry point of the namespace
        :return: the spec of the plugin
        :raises InvalidPlugin: if the object stands for no plugin, or for one of another namespace
        :raises Exception: whatever the import raises
        """
        spec = self.spec_resolver(entry_point.load(), entry_point.group, entry_point.name)
        if spec.namespace != entry_point.group:
            from plugin.exceptions import InvalidPlugin  # noqa: PLC0415  # nobody needs it where all is well

            raise InvalidPlugin(
                f"{entry_point.value} is plugin {spec.namespace}:{spec.name}, which does not belong into "
                f"{entry_point.group!r}: install its distribution anew if the plugin has moved",
                entry_point.group,
                entry_point.name,
            )
        return spec

    def find_plugins(self) -> list[PluginSpec]:
        """Import every plugin of the namespace; a manager does without, and resolves each when it is asked for.

        :return: the specs of those that can be imported, by the order of :meth:`find_entry_points`
        :raises Exception: what an entry point that gives no plugin raises, if there is no callback to tell
        """
        specs = []
        for entry_point in self.find_entry_points():
            try:
                specs.append(self.to_plugin_spec(entry_point))
            except Exception as error:  # noqa: PERF203  # one plugin's error is not the others'
                if self.on_resolve_exception_callback is None:
                    raise
                self.on_resolve_exception_callback(self.namespace, entry_point.metadata, error)
        return specs


class MetadataPluginFinder(EntryPointFinder):
    """Finds the plugins whose entry points are installed; the finder of every manager that is made without one."""

    def find_entry_points(self) -> "Sequence[InstalledEntryPoint]":
        """:return: the entry points by their names, those of one name by the order of ``sys.path``; none is imported"""
        from plugin.installed import entry_points  # noqa: PLC0415  # only now is the installation looked at

        return sorted(entry_points(self.namespace), key=lambda entry_point: entry_point.name)


class PluginManager(Generic[P]):
    """Manages the plugins of one namespace.

    Plugins are found when they are first asked for. Each goes through a life cycle, one step at a time and only as far
    as somebody asks: *resolved* (its module was imported, and its spec is there), *init* (the factory gave the plugin),
    *loaded* (its ``load`` returned). An error at any step is that plugin's alone: the listeners hear of it, one line of
    the log tells it, the container keeps it, and :meth:`load` raises it.

    Plugins are listed in the order of their names, or if a finder is given in that of the finder; they are loaded by
    their priority, then in this order. Where several distributions offer one name, the one that is first on
    ``sys.path`` counts (within a folder, the first by the name of the distribution), and what the first finder has
    counts before what others have; the log and the listeners are told of the others, and the container keeps them as
    ``shadowed``.

    A plugin that is disabled by a pattern of its namespace, name or value is not imported: by a filter, by ``allow``,
    or from outside, by the environment variable ``PLUGIN_LOADER_DISABLE="my.greeters:hello,my.greeters:b*"``.

    As a context manager it unloads at the end what is loaded, the last plugin first.

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

    As a collection it holds the names of its plugins, which are not imported for that, and ``manager["hello"]`` is
    ``manager.load("hello")``.

    :param namespace: the namespace, which is the group of the entry points; or the base class of the plugins, which has
        it and says of what type they are
    :param load_args: the positional arguments of every plugin's ``load``
    :param load_kwargs: the keyword arguments of every plugin's ``load``
    :param listener: hears of the plugins' life; one listener or several
    :param finder: finds the plugins, by default among the entry points of the installed distributions; those that it
        finds of other namespaces are passed over. One finder or several, of which the first that has a name counts
    :param filters: say which plugins to disable; by default there is one, ``global_plugin_filter``
    :param allow: the names of the plugins that may be loaded, or patterns of them; all others are disabled
    :param wrap_errors: have whatever a plugin raises reach the caller in a ``PluginFailed``, which is a
        ``PluginException``, instead of as it is
    :param resolver: says which plugin what an entry point refers to stands for: called with the object, the namespace
        and the name, it gives a spec. By default it is a ``PluginSpecResolver``; :mod:`plugin.resolvers` has those that
        take objects of any kind
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
            from plugin.filters import AllowedNames  # noqa: PLC0415  # which few applications need

            self.filters.append(AllowedNames(allow))
        self.filters += filters or ()
        self._asks_global_filter = filters is None
        self.wrap_errors = wrap_errors
        self._disabled_from_outside: PluginFilter | None = None
        self._lock = allocate_lock()
        self.shadowed: dict[str, list[InstalledEntryPoint | PluginSpec]] = {}
        """Name -> what else has the name of a plugin, and is not used."""
        self._index: dict[str, PluginContainer[P]] = {}
        self._is_indexed = False
        self._in_order: list[PluginContainer[P]] | None = None
        self.positions = iter(range(1, 1 << 62))  # as itertools.count(1) gives, without importing itertools
        self._successors: dict[str, PluginContainer[P] | None] = {}

    def add_listener(self, listener: "PluginLifecycleListener") -> None:
        """Have one more listener hear of what happens from now on."""
        self.listeners.append(listener)

    def load(self, name: str) -> P:
        """Load a plugin, unless it is loaded.

        The plugin is made once and its ``load`` is called once, however many threads ask for it.

        :param name: the name of the plugin
        :return: the plugin, always the same object
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        :raises PluginDisabled: if the plugin is disabled, by a filter, a listener, its ``should_load`` or itself, or
            because something that it requires is not installed
        :raises PluginCycle: if the plugin is being loaded, and waits for what asks for it here
        :raises Exception: what made the plugin fail, as it was, with a note that names the plugin and its distribution
            (from Python 3.11 on); the same object each time
        :raises PluginFailed: in the place of that, if the manager wraps errors
        """
        container = self._index.get(name)
        if container is None:
            container = self.get_container(name)
        if not container.position:
            container.advance("loaded", Turn())
            container.raise_outcome()
        return container.plugin  # type: ignore[return-value]  # which is there once the plugin is loaded

    def load_all(self, propagate_exceptions: bool = False) -> list[P]:
        """Load every plugin of the namespace that can be loaded.

        All are resolved, which imports their modules; then each is made and loaded, those of a higher priority first,
        and those of the same priority in the order in which they are listed. A plugin that fails does not stop the
        others. One that is being loaded, and waits for this, is passed over.

        :param propagate_exceptions: raise the error of the first plugin that fails, instead of going on; a plugin that
            is disabled has not failed
        :return: the plugins that are loaded, in that order
        :raises Exception: what made a plugin fail, if ``propagate_exceptions`` is true
        """
        containers = self._in_order or self._by_priority()
        turn = Turn()
        for container in containers:
            if not container.position:
                try:
                    container.advance("loaded", turn)
                except Exception as error:  # noqa: BLE001  # as the name says
                    _pass_over_cycle(error)
                    continue
                if propagate_exceptions and container.state == "failed":
                    container.raise_outcome()
        return [container.plugin for container in containers if container.position]  # type: ignore[misc]  # as in load()

    def unload(self, name: str) -> None:
        """Unload a plugin, if it is loaded: its ``unload`` is called, and the plugin is let go.

        The next :meth:`load` makes the plugin anew.

        :param name: the name of the plugin
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        :raises PluginCycle: if the plugin is being loaded, and waits for what asks for this
        :raises Exception: what the plugin's ``unload`` raised; the plugin counts as failed then
        """
        self.get_container(name).unload()

    def reload(self) -> None:
        """Look again which plugins there are.

        Plugins that are loaded stay loaded, also if their distribution has changed or is gone; it is when they are
        unloaded that the change takes effect. Those that are disabled or have failed get another chance. Modules that
        were imported are not imported again.
        """
        import importlib  # noqa: PLC0415  # an interpreter does not load it at its start

        importlib.invalidate_caches()
        self._look()

    def list_plugin_specs(self) -> list[PluginSpec]:
        """Resolve every plugin of the namespace, which imports the modules that they live in.

        :return: the specs in the order of :meth:`list_names`, without those of plugins that cannot be resolved, and of
            those that a filter disables before they are imported; :meth:`list_containers` tells of these as well
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
        """List the plugins of the namespace; none is imported.

        :return: the names, also of plugins that are disabled or fail: in alphabetical order, or if a finder was given
            to the manager in that of the finder
        """
        return list(self._plugins)

    def list_containers(self) -> list[PluginContainer[P]]:
        """:return: what is known of each plugin, in the order of :meth:`list_names`; none is imported for it"""
        return list(self._plugins.values())

    def get_container(self, name: str) -> PluginContainer[P]:
        """Give what is known of a plugin; it is not imported for it.

        :param name: the name of the plugin
        :return: its container
        :raises PluginNotFound: if there is no plugin of that name; it is a ``ValueError``
        """
        plugins = self._plugins
        if name not in plugins:
            from plugin.exceptions import PluginNotFound  # noqa: PLC0415  # nobody needs it where all is well

            is_installed = any(isinstance(finder, MetadataPluginFinder) for finder in self.finders)
            more = (lambda: _elsewhere(self.namespace, name, is_empty=not plugins)) if is_installed else None
            raise PluginNotFound(self.namespace, name, plugins, more)
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

    @property
    def errors(self) -> dict[str, Exception]:
        """What made plugins fail: name -> error, in the order of :meth:`list_names`; no plugin is imported for it."""
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
        """:return: the plugins that are loaded, each with its name, in the order of the names; none is loaded for it"""
        return [(name, each.plugin) for name, each in self._index.items() if each.position]  # type: ignore[misc]  # as in load()

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Unload what is loaded, the last one first; one that fails does not stop the others."""
        failed: Exception | None = None
        loaded = [container for container in self._index.values() if container.position]
        for container in sorted(loaded, key=lambda container: container.position, reverse=True):
            try:
                self.unload(container.name)
            except Exception as unload_error:  # noqa: BLE001, PERF203  # the log has been told of each
                failed = failed or unload_error
        if failed and error is None:
            raise failed

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.namespace!r})"

    @property
    def all_filters(self) -> "Iterator[PluginFilter]":
        from plugin.filters import global_plugin_filter  # noqa: PLC0415  # which is there if there is any filter

        if self._disabled_from_outside:
            yield self._disabled_from_outside
        yield from self.filters
        if self._asks_global_filter:
            yield global_plugin_filter

    @property
    def _plugins(self) -> dict[str, PluginContainer[P]]:
        if not self._is_indexed:
            self._look(is_first=True)
        return self._index

    def _look(self, is_first: bool = False) -> None:
        """Have the finder look, without any lock: it may import what asks for plugins in its turn."""
        used: dict[str, PluginContainer[P]] = {}
        shadowed: dict[str, list[InstalledEntryPoint | PluginSpec]] = {}
        sources: Iterable[InstalledEntryPoint | PluginSpec]
        for finder in self.finders:
            to_spec: Callable[[Any], PluginSpec] = PluginSpecResolver().resolve
            if isinstance(finder, EntryPointFinder):
                to_spec = self._to_spec or finder.to_plugin_spec
                sources = [source for source in finder.find_entry_points() if source.group == self.namespace]
            else:
                sources = [source for source in finder.find_plugins() if source.namespace == self.namespace]
            for source in sources:
                if source.name not in used:
                    used[source.name] = PluginContainer(source, self, to_spec)
                elif source != used[source.name].source:
                    shadowed.setdefault(source.name, []).append(source)
        from_outside = _disabled_from_outside()
        with self._lock:
            if is_first and self._is_indexed:
                return  # another thread was faster
            told, self.shadowed = self.shadowed, shadowed
            self._disabled_from_outside = from_outside
            self._index = self._with_what_is_known(used) if self._index else used
            self._in_order = None
            self._is_indexed = True
        for name, others in sorted(shadowed.items()):
            for source in others:
                if source not in told.get(name, ()):
                    from plugin.conflicts import tell_conflict  # noqa: PLC0415  # as above

                    tell_conflict(self.listeners, self.namespace, used[name].source, source)

    def _with_what_is_known(self, found: dict[str, PluginContainer[P]]) -> dict[str, PluginContainer[P]]:
        """Keep the containers whose plugins are at work, and those for which nothing has changed."""
        self._successors = {}
        kept = dict(found)
        for name, container in self._index.items():
            successor = found.get(name)
            is_same = successor is not None and successor.source == container.source
            if container.is_loaded or container.is_busy:
                if not is_same:
                    self._successors[name] = successor
            elif not (is_same and container.outcome is None):
                continue
            kept[name] = container
        is_by_name = all(isinstance(finder, MetadataPluginFinder) for finder in self.finders)
        return dict(sorted(kept.items())) if is_by_name else kept

    def replace(self, name: str) -> None:
        # A plugin was unloaded: what has come in its place takes effect now.
        with self._lock:
            if name in self._successors:
                successor = self._successors.pop(name)
                index = {**self._index, name: successor}
                self._index = {name: container for name, container in index.items() if container}
                self._in_order = None

    def _by_priority(self) -> list[PluginContainer[P]]:
        index = self._plugins
        priorities = {}
        is_final = True
        for container in index.values():
            try:
                if priority := container.priority:
                    priorities[container] = priority
            except Exception as error:  # noqa: BLE001, PERF203  # it is being imported
                _pass_over_cycle(error)
                is_final = False
        containers = list(index.values())
        if priorities:
            containers.sort(key=lambda container: priorities.get(container, 0), reverse=True)
        if is_final and index is self._index:  # else another thread has looked again
            self._in_order = containers
        return containers


def _pass_over_cycle(error: Exception) -> None:
    """Go on without a plugin that waits for what asks for it; any other error is raised."""
    from plugin.exceptions import PluginCycle  # noqa: PLC0415  # as above

    if not isinstance(error, PluginCycle):
        raise error


def _several(given: "T | Iterable[T]") -> "list[T]":
    return list(given) if isinstance(given, Iterable) else [given]


def _elsewhere(namespace: str, name: str, *, is_empty: bool) -> str:
    from plugin.elsewhere import elsewhere  # noqa: PLC0415  # as above

    return elsewhere(namespace, name, is_empty=is_empty)


def _disabled_from_outside() -> "PluginFilter | None":
    import os  # noqa: PLC0415  # which an interpreter without site has not loaded at its start

    variable = "PLUGIN_LOADER_DISABLE"
    text = os.environ.get(variable)
    if not text:
        return None
    from plugin.filters import DisabledFromOutside  # noqa: PLC0415  # as above

    return DisabledFromOutside(variable, text)
