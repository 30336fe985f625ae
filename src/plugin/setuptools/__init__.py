"""The adapter for setuptools: for a ``setup.py``, and for projects with a table ``[tool.plugin-loader]``."""

from plugin.discovery import PackagePathPluginFinder  # plux has it here, too
from plugin.setuptools.calls import find_plugins, load_entry_points

__all__ = ["PackagePathPluginFinder", "find_plugins", "load_entry_points"]
