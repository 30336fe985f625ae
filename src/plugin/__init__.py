"""Write plugins, have the build fill in their entry points, and load them at run time."""

from plugin.core import (
    EntryPointFinder,
    FunctionPlugin,
    Plugin,
    PluginFactory,
    PluginFinder,
    PluginSpec,
    PluginSpecResolver,
    PluginType,
    plugin,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from plugin.exceptions import (
        PluginCycle,
        PluginDisabled,
        PluginException,
        PluginFailed,
        PluginNotAwaited,
        PluginNotFound,
    )
    from plugin.filters import MatchingPluginFilter, global_plugin_filter
    from plugin.finders import StaticFinder
    from plugin.folder import FolderFinder
    from plugin.listener import CompositePluginLifecycleListener, PluginLifecycleListener
    from plugin.manager import PluginContainer, PluginManager
    from plugin.resolvers import as_class, as_factory, as_module, as_object

__version__ = "0.1.0"
__all__ = [
    "CompositePluginLifecycleListener",
    "EntryPointFinder",
    "FolderFinder",
    "FunctionPlugin",
    "MatchingPluginFilter",
    "Plugin",
    "PluginContainer",
    "PluginCycle",
    "PluginDisabled",
    "PluginException",
    "PluginFactory",
    "PluginFailed",
    "PluginFinder",
    "PluginLifecycleListener",
    "PluginManager",
    "PluginNotAwaited",
    "PluginNotFound",
    "PluginSpec",
    "PluginSpecResolver",
    "PluginType",
    "StaticFinder",
    "__version__",
    "as_class",
    "as_factory",
    "as_module",
    "as_object",
    "global_plugin_filter",
    "plugin",
]


def __getattr__(name: str) -> "Any":
    # Builds use this package too and must not import the run time, so its names are imported on demand. So are those
    # that only some plugins need.
    if name in {
        "PluginCycle",
        "PluginDisabled",
        "PluginException",
        "PluginFailed",
        "PluginNotAwaited",
        "PluginNotFound",
    }:
        from plugin import exceptions  # noqa: PLC0415

        return getattr(exceptions, name)
    if name in {"PluginContainer", "PluginManager"}:
        from plugin import manager  # noqa: PLC0415

        return getattr(manager, name)
    if name in {"MatchingPluginFilter", "global_plugin_filter"}:
        from plugin import filters  # noqa: PLC0415

        return getattr(filters, name)
    if name in {"CompositePluginLifecycleListener", "PluginLifecycleListener"}:
        from plugin import listener  # noqa: PLC0415

        return getattr(listener, name)
    if name == "StaticFinder":
        from plugin import finders  # noqa: PLC0415

        return getattr(finders, name)
    if name == "FolderFinder":
        from plugin import folder  # noqa: PLC0415

        return getattr(folder, name)
    if name in {"as_class", "as_factory", "as_module", "as_object"}:
        from plugin import resolvers  # noqa: PLC0415

        return getattr(resolvers, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
