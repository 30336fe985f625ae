"""What plugin authors write against: :class:`Plugin`, :class:`PluginSpec` and the decorator :func:`plugin`.

Nothing is imported here that an interpreter has not loaded at its start, so that an application pays next to nothing
for a plugin that it never loads.
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

    A class is found as a plugin as soon as it has a ``namespace`` and a ``name``. Plugins are made without arguments;
    what they need comes with :meth:`load`, whose arguments the application's ``PluginManager`` holds. Put the imports
    that cost time into :meth:`load`, for a module is imported before anybody knows whether its plugin should load.

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
    """The namespace, which is the group of the entry point: a dotted word such as ``"my.greeters"``."""
    name: str
    """The plugin's name in its namespace, which is the name of the entry point."""
    requirements: "Sequence[str]" = ()
    """What has to be installed for the plugin to load, as PEP 508 strings such as ``"requests>=2"``; where it is not,
    the plugin is disabled."""
    priority: int = 0
    """Where the plugin stands when all of a namespace are loaded: those of a higher priority come first. It is read
    from the class, or whatever else is the factory of the spec, when the spec is made; so are the next four."""
    after: "Sequence[str]" = ()
    """The plugins of its namespace that come before it when all are loaded, by name or as ``"namespace:name"``. One
    that is not there changes nothing."""
    before: "Sequence[str]" = ()
    """The plugins that come after it when all are loaded, in the same way."""
    requires_plugins: "Sequence[str]" = ()
    """The plugins of its namespace that it cannot do without: they are loaded first, also if only this one is asked
    for; where one is missing, disabled or fails, this plugin is disabled."""
    api: str | None = None
    """The versions of the application's API that the plugin is written for, as ``">=2,<3"``; where the ``api_version``
    of the manager is none of them, the plugin is disabled, and not made."""

    def should_load(self) -> bool:
        """Whether the manager should load this plugin; asked once the plugin was made, before :meth:`load`.

        :return: false to have the plugin disabled
        """
        return True

    def load(self, *args: "Any", **kwargs: "Any") -> "Any":
        """Do what the plugin is there for: imports, registration, start-up.

        It may be an ``async def``, for applications that await it: by ``PluginManager.aload``.

        :param args: the manager's ``load_args``
        :param kwargs: the manager's ``load_kwargs``
        :return: anything; the manager keeps it as the container's ``load_value``
        """
        return None

    def unload(self) -> "Awaitable[None] | None":
        """Give back what :meth:`load` has taken; called when the manager unloads the plugin.

        It may be an ``async def``, for applications that await it: by ``PluginManager.aunload``.
        """
        return None


PluginType = type[Plugin]
"""A class of plugins."""
PluginFactory = Callable[[], Plugin]
"""What makes a plugin: a callable without arguments, in the simplest case its class."""

_NONE: "tuple[str, ...]" = ()


class PluginSpec:
    """Describes a plugin: where it belongs, what it is called, and what makes it.

    A spec bound to a name in a module is found as a plugin. Specs are immutable, hashable, and equal when all three
    parts are.

    >>> class Service(Plugin):
    ...     def __init__(self, service: str) -> None:
    ...         self.service = service
    >>> s3 = PluginSpec("my.services", "s3", lambda: Service("s3"))
    >>> s3.factory().service
    's3'

    :param namespace: the namespace, which is the group of the entry point
    :param name: the plugin's name, which is the name of the entry point
    :param factory: a callable without arguments that gives the plugin, in the simplest case its class
    :param priority: the plugin's :attr:`Plugin.priority`; by default what the factory states, as with all that follow
    :param after: its :attr:`Plugin.after`
    :param before: its :attr:`Plugin.before`
    :param requires_plugins: its :attr:`Plugin.requires_plugins`
    :param api: its :attr:`Plugin.api`
    :raises InvalidPlugin: if namespace or name is no non-empty string, or the factory cannot be called
    """

    __slots__ = ("factory", "name", "namespace", "priority", "terms")

    namespace: str
    name: str
    factory: PluginFactory
    priority: int
    """The plugin's :attr:`Plugin.priority`; 0 if none is stated."""
    terms: "dict[str, Any] | None"
    """What is stated of ``after``, ``before``, ``requires_plugins`` and ``api``, as it stands; or ``None``."""

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
                raise _invalid(f"the {field} of a plugin is a non-empty string, not {value!r}")
        if not callable(factory):
            raise _invalid(f"the factory of plugin {namespace}:{name} cannot be called: {factory!r}")
        set_once = super().__setattr__
        set_once("namespace", str.__str__(namespace))  # plain text, also where a member of an enum is given
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
            if value is None or value is _NONE:  # whether another one is empty, discovery may not know
                continue
            if not (callable(value) or hasattr(type(value), "__get__")):  # a method or property may have this name too
                terms[term] = value
        set_once("terms", terms or None)  # which takes less time to see, and to keep

    def life_of(self, plugin: "Any") -> "Any":
        """Say what goes through the life cycle for a plugin that the factory gave: the plugin itself."""
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
    """Give what makes the plugin: a function marked by :func:`plugin` may serve as a factory, and carries its spec."""
    marked = None if isinstance(factory, type) else getattr(factory, "__pluginspec__", None)
    return marked.factory if isinstance(marked, PluginSpec) else factory


class FunctionPlugin(Plugin):
    """A function as a plugin: called like the function, loaded like a plugin.

    :param fn: the function
    :param should_load: whether it should be loaded, or a callable that tells
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
    """Make a function a plugin; the manager gives it back as a :class:`FunctionPlugin`.

    >>> @plugin(namespace="my.configurators")
    ... def configure_logging(level: str) -> str:
    ...     return f"logging at {level}"
    >>> configure_logging("INFO")
    'logging at INFO'

    :param namespace: the namespace of the plugin
    :param name: its name; by default that of the function
    :param should_load: whether it should be loaded, or a callable that tells
    :param load: called with the manager's arguments when the plugin is loaded
    :param priority: where the plugin stands when all are loaded, as :attr:`Plugin.priority`
    :param requirements: what has to be installed, as :attr:`Plugin.requirements`
    :param after: the plugins that are loaded before it, as :attr:`Plugin.after`
    :param before: the plugins that are loaded after it, as :attr:`Plugin.before`
    :param requires_plugins: the plugins that it cannot do without, as :attr:`Plugin.requires_plugins`
    :param api: the versions of the application's API that it is written for, as :attr:`Plugin.api`
    :return: a decorator that gives the function back as it is
    :raises InvalidPlugin: when the function is decorated, if the namespace or the name is no non-empty string, or if it
        is a class: a class is a plugin as soon as it is derived from :class:`Plugin`, and has a namespace and a name
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
                f"@plugin is for functions, and {fn.__qualname__} is a class: "
                "derive it from Plugin, and state its namespace and name in its body"
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
    """Finds plugins: at build time in source, at run time in what is installed."""

    @abc.abstractmethod
    def find_plugins(self) -> "list[PluginSpec]":
        """:return: the spec of every plugin that was found"""
        raise NotImplementedError


class PluginSpecResolver:
    """Says of any object which plugin it stands for.

    Those of plux are known as well: its specs, classes derived from its ``Plugin``, and callables that it has marked.
    """

    def __call__(self, found: object, namespace: str, name: str) -> PluginSpec:
        """Give the spec of what an entry point refers to, as every resolver does; this one leaves it to the object.

        :param found: what the entry point refers to
        :param namespace: its group
        :param name: its name
        :return: what :meth:`resolve` gives
        :raises InvalidPlugin: if the object stands for no plugin
        """
        return self.resolve(found)

    def resolve(self, source: object) -> PluginSpec:
        """Give the spec that an object is, or carries.

        :param source: a :class:`PluginSpec`, a class derived from :class:`Plugin` with ``namespace`` and ``name``, or
            a callable that :func:`plugin` has marked
        :return: its spec
        :raises InvalidPlugin: if the object stands for no plugin; the message says why
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
    """Give the namespace that a base class of plugins has.

    :param base: the class
    :return: its namespace
    :raises InvalidPlugin: if it is no class, or has no namespace
    """
    namespace = getattr(base, "namespace", None)
    if isinstance(base, type) and isinstance(namespace, str) and namespace:
        return namespace
    raise _invalid(f"a manager needs a namespace, or a base class of plugins that has one, not {base!r}")


def with_theirs(ours: "type[T]") -> "tuple[type[T], ...]":
    """Give a class of ours and that of plux, if a program has imported plux: else it has no object of it."""
    return ours, getattr(sys.modules.get("plux.core.plugin"), ours.__name__, ours)


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

    @abc.abstractmethod
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
            from plugin.exceptions import InvalidPlugin  # noqa: PLC0415  # as below

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


def _invalid(message: str) -> "InvalidPlugin":
    from plugin.exceptions import InvalidPlugin  # noqa: PLC0415  # nobody needs it where all is well

    return InvalidPlugin(message)


def __getattr__(name: str) -> "Any":
    if name in {"PluginDisabled", "PluginException"}:
        from plugin import exceptions  # noqa: PLC0415  # as above

        return getattr(exceptions, name)
    if name in {"CompositePluginLifecycleListener", "PluginLifecycleListener"}:
        from plugin import listener  # noqa: PLC0415  # which plugins do without, and many applications

        return getattr(listener, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
