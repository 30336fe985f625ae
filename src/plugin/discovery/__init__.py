"""Finds the plugins of a source tree at build time.

:func:`discover` is the function that all adapters and the command line call. This module also offers the import-based
finders of earlier loaders, ``ModuleScanningPluginFinder`` and ``PackagePathPluginFinder``.
"""

from typing import TYPE_CHECKING, Any

from plugin.discovery.answer import build_entry_points, discover
from plugin.discovery.config import Config, check_dynamic, is_dynamic
from plugin.discovery.findings import Discovery, Findings, FoundPlugin, Place, PluginKind, Problem, ProblemKind, Reason
from plugin.discovery.looking import Lookout
from plugin.discovery.sources import SourceFile, SourceTree

if TYPE_CHECKING:
    from plugin.discovery.record import Record, find_with_record
    from plugin.discovery.scanning import ModuleScanningPluginFinder, PackagePathPluginFinder

__all__ = [
    "Config",
    "Discovery",
    "Findings",
    "FoundPlugin",
    "Lookout",
    "ModuleScanningPluginFinder",
    "PackagePathPluginFinder",
    "Place",
    "PluginKind",
    "Problem",
    "ProblemKind",
    "Reason",
    "Record",
    "SourceFile",
    "SourceTree",
    "build_entry_points",
    "check_dynamic",
    "discover",
    "find_with_record",
    "is_dynamic",
]


def __getattr__(name: str) -> Any:
    # Most builds need neither the finders that import modules nor the record for setuptools.
    if name in {"ModuleScanningPluginFinder", "PackagePathPluginFinder"}:
        from plugin.discovery import scanning  # noqa: PLC0415

        return getattr(scanning, name)
    if name in {"Record", "find_with_record"}:
        from plugin.discovery import record  # noqa: PLC0415

        return getattr(record, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
