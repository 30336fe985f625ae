"""Makes the metadata hook known to hatchling, which finds this module through the entry point group ``hatch``."""

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

from hatchling.plugin import hookimpl

if TYPE_CHECKING:
    from hatch_plugin_loader.metadata_hook import PluginLoaderMetadataHook


@hookimpl
def hatch_register_metadata_hook() -> "type[PluginLoaderMetadataHook]":
    """:return: the metadata hook ``plugin-loader``
    :raises SystemExit: if a package of the project is in the way of ours
    """
    # Hatchling imports this module whenever it is installed, but asks only when a project configures a metadata hook.
    _check_path()  # ``hatch build`` has the project folder on sys.path
    from hatch_plugin_loader.metadata_hook import PluginLoaderMetadataHook  # noqa: PLC0415

    return PluginLoaderMetadataHook


def _check_path() -> None:
    """Refuse a package of the project that would be imported in the place of ours."""
    ours = os.path.join(os.path.dirname(os.path.dirname(__file__)), "plugin")
    found = find_spec("plugin")
    if found is not None and os.path.dirname(found.origin or "") != ours:
        raise SystemExit(
            f"plugin-loader cannot fill in the entry points:\n{found.origin} is in the way of the package of that name "
            "in python-plugin-loader: rename it, or build with what keeps the project folder off sys.path, as pip does"
        )
