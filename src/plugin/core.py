"""What plugin authors write against: :class:`Plugin`, :class:`PluginSpec` and the decorator :func:`plugin`.

This module imports only what the interpreter has already loaded at start-up, so a plugin that is never loaded costs an
application next to nothing.
"""

import abc
import sys
from _collections_abc import Callable  # what collections.abc names, without importing collections at start-up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence
    from importlib.metadata import EntryPoint
    from typing import Any, TypeAlias, TypeVar

    from plugin.exceptions import InvalidPlugin, PluginDisabled, PluginException
    from plugin.installed import InstalledEntryPoint
    from plugin.listener import CompositePluginLifecycleListener, PluginLifecycleListener

    F = TypeVar("F", bound=Callable[..., Any])
    T = TypeVar("T")
    Resolver: TypeAlias = Callable[[Any, str, str], "PluginSpec"]

__all__ = [
    "CompositePluginLifecycleListener",
    "EntryPointFinder",
    "FunctionPlugin",
    "Plugin",
    "PluginDisabled",
    "PluginException",
    "PluginFactory",
    "PluginFinder",
    "PluginLifecycleListener",
    "PluginSpec",
    "PluginSpecResolver",
    "PluginType",
    "plugin",
]


class Plugin(abc.ABC):
    """Something an application loads at run time.

    A subclass is a plugin as soon as it has a ``namespace`` and a ``name``. Plugins are created without arguments; the
    application passes them what they need in :meth:`load`, through its ``PluginManager``. Put slow imports into
    :meth:`load`: a module is imported before it is known whether its plugin should load.

    >>> class Greeter(Plugin):
    ...     namespace = "my.greeters"
    ...     name = "hello"
    ...
    ...     def load(self, whom: str) -> str:
    ...         return f"Hello, {whom}!"
    >>> Greeter().load("world")
    'Hello, world!'
    """

    namespace: str
    """The namespace, which is the group of the entry point: a dotted name such as ``"my.greeters"``."""
    name: str
    """The plugin's name in its namespace, which is the name of the entry point."""
    requirements: "Sequence[str]" = ()
    """What must be installed for the plugin to load, as PEP 508 strings such as ``"requests>=2"``. If any of it is
    missing, the plugin is disabled."""
    priority: int = 0
    """When all plugins of a namespace are loaded, those with a higher priority are loaded first. This attribute and the
    next four are read from the factory, which is usually the class, when the spec is created."""
    after: "Sequence[str]" = ()
    """The plugins of the same namespace to load before this one, as ``"name"`` or ``"namespace:name"``. Names that do
    not exist are ignored."""
    before: "Sequence[str]" = ()
    """The plugins of the same namespace to load after this one, written the same way."""
    requires_plugins: "Sequence[str]" = ()
    """The plugins of the same namespace that this one depends on. They are loaded first, even if only this plugin is
    requested. If one of them is missing, disabled or fails, this plugin is disabled."""
    api: str | None = None
    """The versions of the application's API that the plugin supports, such as ``">=2,<3"``. If the manager's
    ``api_version`` is not among them, the plugin is disabled before it is created."""

    def should_load(self) -> bool:
        """Decide whether the manager should load this plugin; called once it is created, before :meth:`load`.

        :return: false to disable the plugin
        """
        return True

    def load(self, *args: "Any", **kwargs: "Any") -> "Any":
        """Do the plugin's work: imports, registration, start-up.

        It may be an ``async def`` if the application loads plugins with ``PluginManager.aload``.

        :param args: the manager's ``load_args``
        :param kwargs: the manager's ``load_kwargs``
        :return: anything; the manager keeps it as the container's ``load_value``
        """
        return None

    def unload(self) -> "Awaitable[None] | None":
        """Release what :meth:`load` acquired; called when the manager unloads the plugin.

        It may be an ``async def`` if the application unloads plugins with ``PluginManager.aunload``.
        """
        return None


PluginType = type[Plugin]
"""A plugin class."""
PluginFactory = Callable[[], Plugin]
"""Creates a plugin: a callable without arguments, in the simplest case the plugin's class."""

_NONE: "tuple[str, ...]" = ()


class PluginSpec:
    """Describes a plugin: its namespace, its name, and the factory that creates it.

    A spec that is bound to a name in a module is found as a plugin. Specs are immutable and hashable; two specs are
    equal if all three parts are equal.

    >>> class Service(Plugin):
    ...     def __init__(self, service: str) -> None:
    ...         self.service = service
    >>> s3 = PluginSpec("my.services", "s3", lambda: Service("s3"))
    >>> s3.factory().service
    's3'

    :param namespace: the namespace, which is the group of the entry point
    :param name: the plugin's name, which is the name of the entry point
    :param factory: a callable without arguments that returns the plugin, in the simplest case its class
    :param priority: the plugin's :attr:`Plugin.priority`; this and the parameters below default to the attributes of
        the factory
    :param after: its :attr:`Plugin.after`
    :param before: its :attr:`Plugin.before`
    :param requires_plugins: its :attr:`Plugin.requires_plugins`
    :param api: its :attr:`Plugin.api`
    :raises InvalidPlugin: if the namespace or the name is not a non-empty string, or the factory is not callable
    """

    __slots__ = ("factory", "name", "namespace", "priority", "terms")

    namespace: str
    name: str
    factory: PluginFactory
    priority: int
    """The plugin's :attr:`Plugin.priority`; 0 if none is set."""
    terms: "dict[str, Any] | None"
    """Those of ``after``, ``before``, ``requires_plugins`` and ``api`` that are set, unchanged; ``None`` if none is."""

    def __init__(
        self,
        namespace: str,
        name: str,
        factory: PluginFactory,
        *,
        priority: int | None = None,
        after: "Sequence[str] | None" = None,
        before: "Sequence[str] | None" = None,
        requires_plugins: "Sequence[str] | None" = None,
        api: str | None = None,
    ) -> None:
        fields: tuple[tuple[str, object], ...] = (("namespace", namespace), ("name", name))
        for field, value in fields:
            if not (isinstance(value, str) and value):
                raise _invalid(f"the {field} of a plugin must be a non-empty string, not {value!r}")
        if not callable(factory):
            raise _invalid(f"the factory of plugin {namespace}:{name} is not callable: {factory!r}")
        set_once = super().__setattr__
        set_once("namespace", str.__str__(namespace))  # plain text, even for a member of an enum
        set_once("name", str.__str__(name))
        set_once("factory", factory)
        states = maker(factory)
        if priority is None:
            priority = getattr(states, "priority", 0)
        set_once("priority", priority if isinstance(priority, int) else 0)
        terms = {}
        given = (("after", after), ("before", before), ("requires_plugins", requires_plugins), ("api", api))
        for term, stated in given:
            value = getattr(states, term, None) if stated is None else stated
            if value is None or value is _NONE:  # discovery may not know whether another value is empty
                continue
            if not (callable(value) or hasattr(type(value), "__get__")):  # else a method or property of that name
                terms[term] = value
        set_once("terms", terms or None)  # None is quicker to test and smaller to keep

    def life_of(self, plugin: "Any") -> "Any":
        """Return the object that goes through the life cycle for a plugin from the factory: the plugin itself."""
        return plugin

    def __setattr__(self, attribute: str, value: object) -> None:
        if attribute in PluginSpec.__slots__:
            raise AttributeError(f"a PluginSpec is immutable: cannot set {attribute!r} of {self}")
        super().__setattr__(attribute, value)

    def __delattr__(self, attribute: str) -> None:
        if attribute in PluginSpec.__slots__:
            raise AttributeError(f"a PluginSpec is immutable: cannot delete {attribute!r} of {self}")
        super().__delattr__(attribute)

    def __reduce__(self) -> "tuple[Any, ...]":
        return type(self), (self.namespace, self.name, self.factory), (self.priority, self.terms)

    def __setstate__(self, state: "tuple[Any, ...]") -> None:
        for field, value in zip(("priority", "terms"), state, strict=True):
            super().__setattr__(field, value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PluginSpec):
            return NotImplemented
        return (self.namespace, self.name, self.factory) == (other.namespace, other.name, other.factory)

    def __hash__(self) -> int:
        return hash((self.namespace, self.name))  # a factory may be unhashable

    def __repr__(self) -> str:
        return f"PluginSpec({self.namespace}.{self.name} = {self.factory})"


def maker(factory: PluginFactory) -> PluginFactory:
    """Return what creates the plugin: a function marked by :func:`plugin` may be the factory, and carries its spec."""
    marked = None if isinstance(factory, type) else getattr(factory, "__pluginspec__", None)
    return marked.factory if isinstance(marked, PluginSpec) else factory


class FunctionPlugin(Plugin):
    """A function as a plugin: call it like the function, load it like a plugin.

    :param fn: the function
    :param should_load: whether it should be loaded, or a callable that decides
    :param load: called with the manager's arguments when the plugin is loaded
    """

    def __init__(
        self,
        fn: "Callable[..., Any]",
        should_load: "bool | Callable[[], bool] | None" = None,
        load: "Callable[..., Any] | None" = None,
    ) -> None:
        self.fn = fn
        self.__wrapped__ = fn  # what inspect.signature() follows
        self.__doc__ = fn.__doc__
        self._should_load = should_load
        self._load = load

    def __call__(self, *args: "Any", **kwargs: "Any") -> "Any":
        return self.fn(*args, **kwargs)

    def should_load(self) -> bool:
        if callable(self._should_load):
            return self._should_load()
        return self._should_load is None or bool(self._should_load)

    def load(self, *args: "Any", **kwargs: "Any") -> "Any":
        if self._load is not None:
            return self._load(*args, **kwargs)
        return None


def plugin(
    namespace: str,
    name: str | None = None,
    should_load: "bool | Callable[[], bool] | None" = None,
    load: "Callable[..., Any] | None" = None,
    *,
    priority: int = 0,
    requirements: "Sequence[str]" = (),
    after: "Sequence[str]" = (),
    before: "Sequence[str]" = (),
    requires_plugins: "Sequence[str]" = (),
    api: str | None = None,
) -> "Callable[[F], F]":
    """Make a function a plugin; the manager returns it as a :class:`FunctionPlugin`.

    >>> @plugin(namespace="my.configurators")
    ... def configure_logging(level: str) -> str:
    ...     return f"logging at {level}"
    >>> configure_logging("INFO")
    'logging at INFO'

    :param namespace: the namespace of the plugin
    :param name: its name; by default the name of the function
    :param should_load: whether it should be loaded, or a callable that decides
    :param load: called with the manager's arguments when the plugin is loaded
    :param priority: plugins with a higher priority are loaded first, see :attr:`Plugin.priority`
    :param requirements: what must be installed, see :attr:`Plugin.requirements`
    :param after: the plugins to load before it, see :attr:`Plugin.after`
    :param before: the plugins to load after it, see :attr:`Plugin.before`
    :param requires_plugins: the plugins that it depends on, see :attr:`Plugin.requires_plugins`
    :param api: the versions of the application's API that it supports, see :attr:`Plugin.api`
    :return: a decorator that returns the function unchanged
    :raises InvalidPlugin: when a function is decorated and the namespace or the name is not a non-empty string, or when
        a class is decorated: derive it from :class:`Plugin` and give it a namespace and a name instead
    """
    stated = {
        "priority": priority,
        "after": after,
        "before": before,
        "requires_plugins": requires_plugins,
        "api": api,
    }

    def decorate(fn: "F") -> "F":
        if isinstance(fn, type):
            raise _invalid(
                f"@plugin is for functions, but {fn.__qualname__} is a class: "
                "derive it from Plugin and set its namespace and name in the class body"
            )
        plugin_name = name or fn.__name__

        def factory() -> FunctionPlugin:
            function_plugin = FunctionPlugin(fn, should_load=should_load, load=load)
            vars(function_plugin).update(stated, namespace=namespace, name=plugin_name, requirements=requirements)
            return function_plugin

        vars(factory).update(stated)  # read by its spec
        factory.__wrapped__ = fn  # type: ignore[attr-defined]  # so the function is found from its spec
        fn.__pluginspec__ = PluginSpec(namespace, plugin_name, factory)  # type: ignore[attr-defined]
        return fn

    return decorate


class PluginFinder(abc.ABC):
    """Finds plugins: in the source at build time, among what is installed at run time."""

    @abc.abstractmethod
    def find_plugins(self) -> "list[PluginSpec]":
        """:return: the specs of all plugins found"""
        raise NotImplementedError


class PluginSpecResolver:
    """Determines which plugin an object represents.

    It also understands plux objects: specs, classes derived from the ``Plugin`` of plux, and callables marked by plux.
    """

    def __call__(self, found: object, namespace: str, name: str) -> PluginSpec:
        """Return the spec for what an entry point refers to, as every resolver does; this one asks the object itself.

        :param found: the object that the entry point refers to
        :param namespace: the group of the entry point
        :param name: the name of the entry point
        :return: the result of :meth:`resolve`
        :raises InvalidPlugin: if the object does not represent a plugin
        """
        return self.resolve(found)

    def resolve(self, source: object) -> PluginSpec:
        """Return the spec that an object is or carries.

        :param source: a :class:`PluginSpec`, a class derived from :class:`Plugin` with ``namespace`` and ``name``, or
            a callable marked by :func:`plugin`
        :return: its spec
        :raises InvalidPlugin: if the object does not represent a plugin; the message says why
        """
        if isinstance(source, type):
            if not issubclass(source, with_theirs(Plugin)):
                raise _invalid(f"cannot resolve a plugin from {source!r}: it is not derived from Plugin")
            missing = [field for field in ("namespace", "name") if not hasattr(source, field)]
            if missing:
                raise _invalid(f"cannot resolve a plugin from {source!r}: it has no {' and no '.join(missing)}")
            return PluginSpec(source.namespace, source.name, source)
        spec = (
            source if isinstance(source, specs := with_theirs(PluginSpec)) else getattr(source, "__pluginspec__", None)
        )
        if isinstance(spec, PluginSpec):
            return spec
        if isinstance(spec, specs):
            return PluginSpec(spec.namespace, spec.name, spec.factory)
        raise _invalid(f"cannot resolve a plugin from {source!r}: it carries no plugin spec")


def namespace_of(base: object) -> str:
    """Return the namespace of a plugin base class.

    :param base: the class
    :return: its namespace
    :raises InvalidPlugin: if it is not a class, or has no namespace
    """
    namespace = getattr(base, "namespace", None)
    if isinstance(base, type) and isinstance(namespace, str) and namespace:
        return namespace
    raise _invalid(f"a manager needs a namespace, or a plugin base class that has one, not {base!r}")


def with_theirs(ours: "type[T]") -> "tuple[type[T], ...]":
    """Return a class of ours and its counterpart in plux, if plux is imported: otherwise no object of it can exist."""
    return ours, getattr(sys.modules.get("plux.core.plugin"), ours.__name__, ours)


class EntryPointFinder(PluginFinder):
    """Finds plugins by their entry points, so that a manager imports each plugin only when it is needed.

    :param namespace: the namespace, which is the group of the entry points
    :param on_resolve_exception_callback: called by :meth:`find_plugins` with the namespace, the entry point and the
        exception for every entry point that cannot be resolved to a plugin
    :param spec_resolver: determines which plugin an imported object represents
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

    @abc.abstractmethod
    def find_entry_points(self) -> "Sequence[InstalledEntryPoint]":
        """:return: the entry points, in the order in which a manager lists them; no plugin is imported"""
        raise NotImplementedError

    def to_plugin_spec(self, entry_point: "InstalledEntryPoint") -> PluginSpec:
        """Import the object that an entry point refers to, and return the spec of the plugin that it represents.

        :param entry_point: an entry point of the namespace
        :return: the spec of the plugin
        :raises InvalidPlugin: if the object does not represent a plugin, or belongs to another namespace
        :raises Exception: whatever the import raises
        """
        spec = self.spec_resolver(entry_point.load(), entry_point.group, entry_point.name)
        if spec.namespace != entry_point.group:
            from plugin.exceptions import InvalidPlugin  # noqa: PLC0415  # as below

            raise InvalidPlugin(
                f"{entry_point.value} is plugin {spec.namespace}:{spec.name}, which does not belong to "
                f"{entry_point.group!r}: reinstall its distribution if the plugin has moved",
                entry_point.group,
                entry_point.name,
            )
        return spec

    def find_plugins(self) -> list[PluginSpec]:
        """Import every plugin of the namespace. A manager does not call this: it resolves each plugin when needed.

        :return: the specs of the plugins that can be imported, in the order of :meth:`find_entry_points`
        :raises Exception: the error of the first entry point that cannot be resolved, if there is no callback
        """
        specs = []
        for entry_point in self.find_entry_points():
            try:
                specs.append(self.to_plugin_spec(entry_point))
            except Exception as error:  # noqa: PERF203  # one plugin's error does not affect the others
                if self.on_resolve_exception_callback is None:
                    raise
                self.on_resolve_exception_callback(self.namespace, entry_point.metadata, error)
        return specs


def _invalid(message: str) -> "InvalidPlugin":
    from plugin.exceptions import InvalidPlugin  # noqa: PLC0415  # only needed when something is wrong

    return InvalidPlugin(message)


def __getattr__(name: str) -> "Any":
    if name in {"PluginDisabled", "PluginException"}:
        from plugin import exceptions  # noqa: PLC0415  # as above

        return getattr(exceptions, name)
    if name in {"CompositePluginLifecycleListener", "PluginLifecycleListener"}:
        from plugin import listener  # noqa: PLC0415  # plugins and many applications do not need it

        return getattr(listener, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
