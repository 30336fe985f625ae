"""The metadata hook: asks hatchling which files the wheel will hold, and fills in the entry points of their plugins."""

import os
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

from hatchling.builders.wheel import WheelBuilder
from hatchling.metadata.core import HatchMetadata, ProjectMetadata
from hatchling.metadata.plugin.interface import MetadataHookInterface

from plugin.discovery import Config, SourceTree, build_entry_points, check_dynamic
from plugin.exceptions import ConfigError, PluginException


class PluginLoaderMetadataHook(MetadataHookInterface):
    """Fills in ``project.entry-points``, as ``[tool.hatch.metadata.hooks.plugin-loader]`` says.

    :param root: the project folder
    :param config: that table, or ``[metadata.hooks.plugin-loader]`` of ``hatch.toml``
    :raises SystemExit: if ``project.dynamic`` does not hold ``entry-points``
    """

    PLUGIN_NAME = "plugin-loader"

    def __init__(self, root: str, config: dict[str, Any]) -> None:
        super().__init__(root, config)
        self.project = _ProjectWithoutHooks(root, None)
        self.key = f"{self.project.metadata_key}.hooks.{self.PLUGIN_NAME}"
        # Asked here and not in update(), which hatchling leaves out where no field is dynamic. Another dynamic field
        # would not do: PKG-INFO settles it in an sdist, and the wheel that is built from there had no entry points.
        try:
            check_dynamic({"dynamic": self.project.dynamic}, self.key)
        except ConfigError as error:
            _stop(str(error))

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in the entry points.

        :param metadata: the table ``[project]``
        :raises SystemExit: with every fault of the configuration, or else of the source
        """
        try:
            config = Config.parse(self.config, self.key)
            if "entry-points" in metadata:
                check_static_entry_points(self.root)
            static = metadata.get("entry-points", {})
            metadata["entry-points"] = build_entry_points(source_tree(self.root), config, _tell, static=static)
        except PluginException as error:
            _stop(str(error))


def check_static_entry_points(root: str) -> None:
    """Ask hatchling whether static entry points may stand beside dynamic ones, as PEP 808 allows.

    :param root: the project folder
    :raises ConfigError: if they may not
    """
    project = _ProjectWithoutHooks(root, None)
    try:
        _ = project.core.entry_points
    except ValueError as error:
        key = f"{project.metadata_key}.hooks.{PluginLoaderMetadataHook.PLUGIN_NAME}.entry-points"
        raise ConfigError([f"{error}: move the entries from project.entry-points to {key}"]) from error


def source_tree(root: str) -> SourceTree:
    """Ask hatchling which modules the wheel of a project will hold.

    :param root: the project folder
    :return: its modules
    :raises ConfigError: if hatchling cannot tell
    """
    return SourceTree.of_files(root, _wheel_files(root))


def _wheel_files(root: str) -> Iterator[tuple[str, str]]:
    try:
        for file in WheelBuilder(root, metadata=_ProjectWithoutHooks(root, None)).recurse_included_files():
            yield file.path, file.distribution_path.replace(os.sep, "/")
    except (OSError, TypeError, ValueError) as error:  # what hatchling raises for faults in its own tables
        raise ConfigError([f"hatchling cannot tell which files the wheel will hold: {error}"]) from error


class _ProjectWithoutHooks(ProjectMetadata[Any]):
    """The project as hatchling reads it, but with no metadata hook to call, as ours is running already."""

    without_hooks: HatchMetadata[Any] | None = None

    @property
    def hatch(self) -> HatchMetadata[Any]:
        if self.without_hooks is None:
            config = super().hatch.config
            metadata = {key: value for key, value in config.get("metadata", {}).items() if key != "hooks"}
            self.without_hooks = HatchMetadata(self.root, {**config, "metadata": metadata}, self.plugin_manager)
        return self.without_hooks

    @property
    def metadata_key(self) -> str:
        """Where the table ``metadata`` stands: in ``hatch.toml``, which goes first, or in ``pyproject.toml``."""
        in_pyproject = self.config.get("tool", {}).get("hatch", {}).get("metadata")
        return "tool.hatch.metadata" if super().hatch.config.get("metadata") is in_pyproject else "hatch.toml: metadata"


def _tell(message: str) -> None:
    sys.stderr.write(f"plugin-loader: {message}\n")


def _stop(message: str) -> NoReturn:
    raise SystemExit(f"plugin-loader cannot fill in the entry points:\n{message}")
