"""Makes the metadata hook known to hatchling, which finds this module through the entry point group ``hatch``."""

from typing import TYPE_CHECKING

from hatchling.plugin import hookimpl

if TYPE_CHECKING:
    from hatch_plugin_loader.metadata_hook import PluginLoaderMetadataHook


@hookimpl
def hatch_register_metadata_hook() -> "type[PluginLoaderMetadataHook]":
    """:return: the metadata hook ``plugin-loader``"""
    # Hatchling imports this module whenever it is installed, but asks only when a project configures a metadata hook.
    from hatch_plugin_loader.metadata_hook import PluginLoaderMetadataHook  # noqa: PLC0415

    return PluginLoaderMetadataHook
