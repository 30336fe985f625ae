"""Write plugins, have their entry points filled in when the distribution is built, and load them at run time."""

from plugin.core import (
    FunctionPlugin,
    Plugin,
    PluginFactory,
    PluginFinder,
    PluginSpec,
    PluginSpecResolver,
    PluginType,
    plugin,
)
from plugin.exceptions import PluginDisabled, PluginException
from plugin.listener import CompositePluginLifecycleListener, PluginLifecycleListener

__version__ = "0.1.0"
__all__ = [
    "CompositePluginLifecycleListener",
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
    "__version__",
    "plugin",
]
