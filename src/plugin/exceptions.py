"""The exceptions: one base class, and a class per cause whose fields contain what the message says."""

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
    """The base class of all exceptions that this library raises.

    :param message: what is wrong and, if known, what to do about it
    :param namespace: the namespace concerned
    :param name: the name of the plugin concerned
    """

    def __init__(self, message: str, namespace: str | None = None, name: str | None = None) -> None:
        super().__init__(message)
        self.namespace = namespace
        self.name = name

    def __reduce__(self) -> "tuple[Any, ...]":
        # Exceptions are pickled by their message, but the classes below are created from their fields.
        from copyreg import __newobj__  # type: ignore[attr-defined]  # noqa: PLC0415  # typeshed leaves it out

        return __newobj__, (type(self), *self.args), self.__dict__


class PluginDisabled(PluginException):
    """Raised by a plugin or a listener to disable the plugin, and by the manager when a disabled plugin is requested.

    :param namespace: the plugin's namespace
    :param name: the plugin's name
    :param reason: why it is disabled, as a message for the user
    """

    def __init__(self, namespace: str, name: str, reason: str | None = None) -> None:
        suffix = f", reason: {reason}" if reason else ""
        super().__init__(f"plugin {namespace}:{name} is disabled{suffix}", namespace, name)
        self.reason = reason


class PluginNotFound(PluginException, ValueError, KeyError):
    """The namespace has no plugin of that name. Also a ``KeyError``, because a manager is a collection.

    :param namespace: the namespace that was searched
    :param name: the name that was not found
    :param known: the names that exist
    :param more: returns the rest of the message, called when the message is first read
    """

    def __init__(
        self, namespace: str, name: str, known: "Iterable[str]" = (), more: "Callable[[], str] | None" = None
    ) -> None:
        self.known = tuple(known)
        self._more = more
        self._is_whole = False
        there = f"; available: {', '.join(self.known)}" if self.known else "; the namespace is empty"
        super().__init__(f"no plugin named {name} in namespace {namespace}{there}", namespace, name)

    def __str__(self) -> str:
        if not self._is_whole:
            self._is_whole = True
            from plugin.near import did_you_mean, near  # noqa: PLC0415  # costs more than all else here

            more, self._more = self._more() if self._more else "", None
            self.args = (f"{self.args[0]}{did_you_mean(near(str(self.name), self.known))}{more}",)
        return Exception.__str__(self)  # because KeyError's would put quotes around it

    def __reduce__(self) -> "tuple[Any, ...]":
        str(self)  # completes the message, because ``more`` is not pickled
        return super().__reduce__()


class InvalidPlugin(PluginException, ValueError):
    """An object was found where a plugin is expected, but it cannot be one."""


class InvalidEntryPoint(PluginException, ValueError):
    """A group, name or value that an ``entry_points.txt`` cannot contain.

    :param message: which part breaks which rule
    :param namespace: the group
    :param name: the name
    :param value: the object reference
    """

    def __init__(self, message: str, namespace: str, name: str, value: str) -> None:
        super().__init__(message, namespace, name)
        self.value = value


class DuplicateEntryPoint(PluginException, ValueError):
    """Two different plugins claim the same name in a namespace.

    :param namespace: the group
    :param name: the name that both claim
    :param values: the object references that claim it
    """

    def __init__(self, namespace: str, name: str, values: "Iterable[str]") -> None:
        self.values = tuple(values)
        super().__init__(
            f"Duplicate entry point {namespace} {name}: it refers to {' and to '.join(self.values)}", namespace, name
        )


class ConfigError(PluginException):
    """The plugin loader's configuration in a project is invalid.

    :param problems: every fault, each with its full TOML key
    """

    def __init__(self, problems: "Iterable[str]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class DiscoveryError(PluginException):
    """The source contains something that discovery must not ignore.

    :param problems: every problem, each with file, line and a way out
    """

    def __init__(self, problems: "Iterable[str]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class PluginCycle(PluginException):
    """A plugin that is being loaded is requested by something that it is waiting for, so it would need itself.

    :param namespace: the plugin's namespace
    :param name: the plugin's name
    :param members: the members of the cycle, starting with the plugin: each needs the next, and the last needs the
        first. They are plugins as ``namespace:name``, and modules that other threads are importing
    """

    def __init__(self, namespace: str, name: str, members: "Iterable[str]" = ()) -> None:
        self.members = tuple(members)
        cycle = " -> ".join((*self.members, *self.members[:1]))
        suffix = f": {cycle}" if cycle else ""
        super().__init__(f"plugin {namespace}:{name} needs itself to be loaded first{suffix}", namespace, name)


class PluginFailed(PluginException):
    """A plugin raised an error, which is the ``__cause__``; raised by managers that wrap errors.

    :param namespace: the plugin's namespace
    :param name: the plugin's name
    :param step: the step that failed: the plugin could not be ``resolved``, ``made``, ``loaded`` or ``unloaded``
    :param error: what it raised
    """

    def __init__(self, namespace: str, name: str, step: str, error: BaseException) -> None:
        self.step = step
        super().__init__(f"plugin {namespace}:{name} cannot be {step}: {describe(error)}", namespace, name)


class PluginNotAwaited(PluginException):
    """A method of the plugin must be awaited, such as an ``async def``, but was called synchronously.

    :param namespace: the plugin's namespace
    :param name: the plugin's name
    :param method: the method: ``load``, ``unload`` or ``should_load``
    """

    def __init__(self, namespace: str, name: str, method: str) -> None:
        self.method = method
        way_out = "aunload" if method == "unload" else "aload"
        super().__init__(
            f"the {method}() of plugin {namespace}:{name} must be awaited: use `await manager.{way_out}({name!r})`",
            namespace,
            name,
        )


def as_ours(error: Exception) -> Exception:
    """Convert plux's ``PluginDisabled`` to ours; return any other error unchanged."""
    theirs: Any = getattr(sys.modules.get("plux.core.plugin"), "PluginDisabled", PluginDisabled)
    if isinstance(error, PluginDisabled) or not isinstance(error, theirs):
        return error
    disabled: Any = error
    return PluginDisabled(disabled.namespace, disabled.name, disabled.reason).with_traceback(error.__traceback__)


def describe(error: BaseException) -> str:
    """Describe an exception in one line: its type and its message."""
    try:
        message = " ".join(str(error).split())
    except (Exception, SystemExit):  # noqa: BLE001  # the message of a foreign exception may be broken as well
        message = "(its message cannot be read)"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
