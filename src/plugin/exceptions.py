"""What can go wrong: one base class, and a class per cause whose fields say what the message says."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

__all__ = [
    "ConfigError",
    "DiscoveryError",
    "DuplicateEntryPoint",
    "InvalidEntryPoint",
    "InvalidPlugin",
    "PluginCycle",
    "PluginDisabled",
    "PluginException",
    "PluginFailed",
    "PluginNotAwaited",
    "PluginNotFound",
]


class PluginException(Exception):
    """The base of every exception that this library raises.

    :param message: what is wrong, and where known what to do about it
    :param namespace: the namespace that it is about
    :param name: the name of the plugin that it is about
    """

    def __init__(self, message: str, namespace: str | None = None, name: str | None = None) -> None:
        super().__init__(message)
        self.namespace = namespace
        self.name = name

    def __reduce__(self) -> "tuple[Any, ...]":
        # The classes below take their fields, not the message, which is what an exception is pickled by.
        from copyreg import __newobj__  # type: ignore[attr-defined]  # noqa: PLC0415  # typeshed leaves it out

        return __newobj__, (type(self), *self.args), self.__dict__


class PluginDisabled(PluginException):
    """Raised by a plugin or a listener to disable the plugin, and by the manager when a disabled plugin is asked for.

    :param namespace: the plugin's namespace
    :param name: the plugin's name
    :param reason: why it is disabled, in words for the user
    """

    def __init__(self, namespace: str, name: str, reason: str | None = None) -> None:
        suffix = f", reason: {reason}" if reason else ""
        super().__init__(f"plugin {namespace}:{name} is disabled{suffix}", namespace, name)
        self.reason = reason


class PluginNotFound(PluginException, ValueError, KeyError):
    """No plugin of that name is installed in the namespace; a ``KeyError`` as well, because a manager is a collection.

    :param namespace: the namespace that was searched
    :param name: the name that is not there
    :param known: the names that are there
    :param more: gives the rest of the message, as soon as somebody reads it
    """

    def __init__(
        self, namespace: str, name: str, known: "Iterable[str]" = (), more: "Callable[[], str] | None" = None
    ) -> None:
        self.known = tuple(known)
        self._more = more
        self._is_whole = False
        there = f"; there are: {', '.join(self.known)}" if self.known else "; the namespace is empty"
        super().__init__(f"no plugin named {name} in namespace {namespace}{there}", namespace, name)

    def __str__(self) -> str:
        if not self._is_whole:
            self._is_whole = True
            from plugin.near import did_you_mean, near  # noqa: PLC0415  # costs more than all else here

            more, self._more = self._more() if self._more else "", None
            self.args = (f"{self.args[0]}{did_you_mean(near(str(self.name), self.known))}{more}",)
        return Exception.__str__(self)  # for that of a KeyError puts quotes around it

    def __reduce__(self) -> "tuple[Any, ...]":
        str(self)  # what gives the rest stays here
        return super().__reduce__()


class InvalidPlugin(PluginException, ValueError):
    """Something that stands where a plugin is expected cannot be one."""


class InvalidEntryPoint(PluginException, ValueError):
    """A group, name or value that no ``entry_points.txt`` can hold.

    :param message: which part breaks which rule
    :param namespace: the group
    :param name: the name
    :param value: the object reference
    """

    def __init__(self, message: str, namespace: str, name: str, value: str) -> None:
        super().__init__(message, namespace, name)
        self.value = value


class DuplicateEntryPoint(PluginException, ValueError):
    """Two different plugins claim one name in one namespace.

    :param namespace: the group
    :param name: the name that both claim
    :param values: the object references that claim it
    """

    def __init__(self, namespace: str, name: str, values: "Iterable[str]") -> None:
        self.values = tuple(values)
        super().__init__(
            f"Duplicate entry point {namespace} {name}: it stands for {' and for '.join(self.values)}", namespace, name
        )


class ConfigError(PluginException):
    """The plugin loader's table in the project's configuration has faults.

    :param problems: every fault, each with its full TOML key
    """

    def __init__(self, problems: "Iterable[str]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class DiscoveryError(PluginException):
    """The source holds something that discovery must not pass over.

    :param problems: every fault, each with file, line and a way out
    """

    def __init__(self, problems: "Iterable[str]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class PluginCycle(PluginException):
    """A plugin is asked for while it is being loaded, and by what it waits for: to load it would need itself.

    :param namespace: the plugin's namespace
    :param name: the plugin's name
    :param members: what makes the cycle, the plugin first: each needs the next one, and the last one the first; plugins
        as ``namespace:name``, and modules that other threads import
    """

    def __init__(self, namespace: str, name: str, members: "Iterable[str]" = ()) -> None:
        self.members = tuple(members)
        cycle = " -> ".join((*self.members, *self.members[:1]))
        suffix = f": {cycle}" if cycle else ""
        super().__init__(f"plugin {namespace}:{name} needs itself to be loaded first{suffix}", namespace, name)


class PluginFailed(PluginException):
    """A plugin has raised something; from a manager that wraps errors, which is the ``__cause__``.

    :param namespace: the plugin's namespace
    :param name: the plugin's name
    :param step: what could not be done with it: it could not be ``resolved``, ``made``, ``loaded`` or ``unloaded``
    :param error: what it has raised
    """

    def __init__(self, namespace: str, name: str, step: str, error: BaseException) -> None:
        self.step = step
        super().__init__(f"plugin {namespace}:{name} cannot be {step}: {describe(error)}", namespace, name)


class PluginNotAwaited(PluginException):
    """A method of the plugin has to be awaited, as one that is an ``async def``, and was called by what cannot.

    :param namespace: the plugin's namespace
    :param name: the plugin's name
    :param method: the method: ``load``, ``unload`` or ``should_load``
    """

    def __init__(self, namespace: str, name: str, method: str) -> None:
        self.method = method
        way_out = "aunload" if method == "unload" else "aload"
        super().__init__(
            f"the {method}() of plugin {namespace}:{name} has to be awaited: use `await manager.{way_out}({name!r})`",
            namespace,
            name,
        )


def as_ours(error: Exception) -> Exception:
    """Give our ``PluginDisabled`` for that of plux; any other error is given as it is."""
    theirs: Any = getattr(sys.modules.get("plux.core.plugin"), "PluginDisabled", PluginDisabled)
    if isinstance(error, PluginDisabled) or not isinstance(error, theirs):
        return error
    told: Any = error
    return PluginDisabled(told.namespace, told.name, told.reason).with_traceback(error.__traceback__)


def describe(error: BaseException) -> str:
    """Say in one line what an exception is: its type and its message."""
    try:
        message = " ".join(str(error).split())
    except (Exception, SystemExit):  # noqa: BLE001  # a foreign exception, whose message may be broken as well
        message = "(its message cannot be read)"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
