"""Finds plugins by importing them, and returns their entry points for ``setup(entry_points=...)``.

The names are those of localstack-plugin-loader and plux, including the one for the entry point itself.
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
    """Find plugins and return their entry points for ``setup(entry_points=...)``.

    :param finder: finds the plugins; one that scans modules also knows which name each plugin is bound to
    :return: group -> lines ``name=value``
    :raises DuplicateEntryPoint: if two different plugins have the same name in a group
    :raises InvalidPlugin: if a plugin is not bound to a module-level name
    """
    from plugin.discovery.scanning import ModuleScanningPluginFinder, PackagePathPluginFinder  # noqa: PLC0415

    if isinstance(finder, (ModuleScanningPluginFinder, PackagePathPluginFinder)):
        return to_entry_point_dict(finder.find_entry_points())
    return to_entry_point_dict([spec_to_entry_point(spec) for spec in finder.find_plugins()])


def find_plugins(where: str = ".", exclude: "Iterable[str]" = (), include: "Iterable[str]" = ("*",)) -> EntryPointDict:
    """Import the packages of a folder and return the entry points of their plugins for ``setup(entry_points=...)``.

    :param where: the folder that contains the packages
    :param exclude: patterns of packages to leave out, such as ``"tests*"``
    :param include: patterns of packages to scan
    :return: group -> lines ``name=value``
    :raises DiscoveryError: if a module cannot be imported
    :raises DuplicateEntryPoint: if two different plugins have the same name in a group
    """
    from plugin.discovery.scanning import PackagePathPluginFinder  # noqa: PLC0415

    return discover_entry_points(PackagePathPluginFinder(where=where, exclude=exclude, include=include))
