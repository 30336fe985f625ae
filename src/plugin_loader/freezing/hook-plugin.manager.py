"""The hook that PyInstaller runs for an application with a ``PluginManager``."""

from typing import Any

from PyInstaller.utils.hooks import copy_metadata, get_hook_config

from plugin_loader.path import in_the_way


def hook(hook_api: Any) -> None:
    """Make PyInstaller collect the installed plugins, and the metadata by which they are found.

    ``hooksconfig={"plugin": {"namespaces": [...]}}`` of an ``Analysis`` selects namespaces; the default is all
    namespaces with plugins of this library.

    :param hook_api: the object that PyInstaller passes to its hooks
    """
    if in_the_way():  # the application has a `plugin` of its own
        return
    from plugin.cli.frozen import frozen  # noqa: PLC0415 - as above

    modules, distributions = frozen(get_hook_config(hook_api, "plugin", "namespaces"))
    hook_api.add_imports(*modules)
    for name in distributions:
        hook_api.add_datas(copy_metadata(name))
