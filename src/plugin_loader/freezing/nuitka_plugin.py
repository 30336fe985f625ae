"""A plugin for Nuitka: ``python -m nuitka --user-plugin="$(python -m plugin_loader.freezing)" ...``."""

from collections.abc import Iterator
from typing import Any

from nuitka.code_generation.ConstantCodes import addDistributionMetadataValue
from nuitka.plugins.PluginBase import NuitkaPluginBase


class NuitkaPluginLoaderPlugin(NuitkaPluginBase):  # type: ignore[misc]  # Nuitka ships no types
    """Includes the installed plugins, and the metadata by which they are found."""

    plugin_name = "plugin-loader"
    plugin_desc = "Includes the plugins of python-plugin-loader."

    def __init__(self, namespaces: list[str]) -> None:
        self.namespaces = namespaces

    @classmethod
    def addPluginCommandLineOptions(cls, group: Any) -> None:  # noqa: N802 - the name that Nuitka expects
        """Add the option for the namespaces."""
        group.add_option(
            "--plugin-namespace",
            action="append",
            dest="namespaces",
            default=[],
            help="Namespace of plugins to include, may be repeated. Defaults to all plugins of python-plugin-loader.",
        )

    def getImplicitImports(self, module: Any) -> Iterator[str]:  # noqa: N802 - as above
        """Yield the modules of the plugins, which the manager imports."""
        if module.getFullName() == "plugin.manager":
            from plugin.cli.frozen import frozen  # noqa: PLC0415 - the application may have a `plugin` of its own

            modules, distributions = frozen(self.namespaces or None)
            for name in distributions:
                addDistributionMetadataValue(name, None, "plugins are found by it")
            yield from modules

    def considerDataFiles(self, module: Any) -> Iterator[Any]:  # noqa: N802 - as above
        """Yield the source of :mod:`plugin.core`, which is read together with plugins in a folder."""
        if module.getFullName() == "plugin.core":
            path = module.getCompileTimeFilename()
            yield self.makeIncludedDataFile(path, "plugin/core.py", reason="plugins are read with it", tags="plugin")
