"""Registers the metadata hook with Hatchling, which finds this module through the entry point group ``hatch``.

Hatchling always imports this module if it is installed, and asks for the hook when a project configures any hook.
"""

from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface
from hatchling.plugin import hookimpl

from plugin_loader.path import check_path, in_the_way


@hookimpl
def hatch_register_metadata_hook() -> type[MetadataHookInterface]:
    """:return: the metadata hook ``plugin-loader``"""
    if in_the_way():  # ``hatch build`` has the project folder on sys.path
        return RefusingHook
    from hatch_plugin_loader.metadata_hook import PluginLoaderMetadataHook  # noqa: PLC0415 - needs our plugin

    return PluginLoaderMetadataHook


class RefusingHook(MetadataHookInterface):
    """The hook if a package of the project is in the way of ours. Projects that do not use it are not affected.

    :raises SystemExit: if a project uses it
    """

    PLUGIN_NAME = "plugin-loader"

    def __init__(self, root: str, config: dict[str, Any]) -> None:
        super().__init__(root, config)
        check_path()

    def update(self, metadata: dict[str, Any]) -> None:
        """Never called."""
