"""Finds plugins by importing them, and writes their entry points as ``setup(entry_points=...)`` takes them.

Here are the names that localstack-plugin-loader and plux have for it, and for the value that the entry point is.
"""

from plugin.core import PluginFinder
from plugin.entries import EntryPoint, EntryPointDict, spec_to_entry_point, to_entry_point_dict, to_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "EntryPoint",
    "EntryPointDict",
    "discover_entry_points",
    "find_plugins",
    "spec_to_entry_point",
    "to_entry_point_dict",
    "to_table",
]


def discover_entry_points(finder: PluginFinder) -> EntryPointDict:
    """Find plugins and write their entry points as ``setup(entry_points=...)`` takes them.

    :param finder: finds the plugins; one that scans modules also knows which name each plugin is bound to
    :return: group -> lines ``name=value``
    :raises DuplicateEntryPoint: if two different plugins have one name in one group
    :raises InvalidPlugin: if no module-level name leads to a plugin
    """
    from plugin.discovery.scanning import ModuleScanningPluginFinder, PackagePathPluginFinder  # noqa: PLC0415

    if isinstance(finder, (ModuleScanningPluginFinder, PackagePathPluginFinder)):
        return to_entry_point_dict(finder.find_entry_points())
    return to_entry_point_dict([spec_to_entry_point(spec) for spec in finder.find_plugins()])


def find_plugins(where: str = ".", exclude: "Iterable[str]" = (), include: "Iterable[str]" = ("*",)) -> EntryPointDict:
    """Import the packages of a folder, and write the entry points of their plugins for ``setup(entry_points=...)``.

    :param where: the folder that holds the packages
    :param exclude: patterns of packages to leave out, such as ``"tests*"``
    :param include: patterns of packages to look at
    :return: group -> lines ``name=value``
    :raises DiscoveryError: if a module cannot be imported
    :raises DuplicateEntryPoint: if two different plugins have one name in one group
    """
    from plugin.discovery.scanning import PackagePathPluginFinder  # noqa: PLC0415

    return discover_entry_points(PackagePathPluginFinder(where=where, exclude=exclude, include=include))
