"""The hook that PyInstaller runs for an application with a ``PluginManager``."""

from plugin_loader.freezing import collect as hook  # noqa: F401 - the name that PyInstaller looks for
