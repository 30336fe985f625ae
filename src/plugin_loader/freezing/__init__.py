"""Has applications that are frozen find their plugins: a hook for PyInstaller, and a plugin for Nuitka.

PyInstaller finds the hook by itself. ``python -m plugin_loader.freezing`` tells where the plugin for Nuitka is.
"""

import os
from typing import Any

from plugin_loader.path import in_the_way


def hook_dirs() -> list[str]:
    """:return: the folder of our hooks; PyInstaller asks for it by the entry point ``hook-dirs``"""
    return [os.path.dirname(__file__)]


def collect(hook_api: Any) -> None:
    """Have PyInstaller collect the plugins that are installed, and the metadata that they are found by.

    ``hooksconfig={"plugin": {"namespaces": [...]}}`` of an ``Analysis`` says of which namespaces; by default these are
    all that have plugins of this library.

    :param hook_api: what PyInstaller hands to its hooks
    """
    if in_the_way():  # then the application has a `plugin` of its own
        return
    from PyInstaller.utils.hooks import copy_metadata, get_hook_config  # noqa: PLC0415 - only PyInstaller calls this

    from plugin.cli.frozen import frozen  # noqa: PLC0415 - as above

    modules, distributions = frozen(get_hook_config(hook_api, "plugin", "namespaces"))
    hook_api.add_imports(*modules)
    for name in distributions:
        hook_api.add_datas(copy_metadata(name))
