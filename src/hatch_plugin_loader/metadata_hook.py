"""The metadata hook: asks Hatchling which files go into the wheel, and fills in the entry points of their plugins."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from typing import Any, NoReturn

from hatchling.builders.wheel import WheelBuilder
from hatchling.metadata.core import HatchMetadata, ProjectMetadata
from hatchling.metadata.plugin.interface import MetadataHookInterface

from plugin.discovery import Config, Lookout, SourceTree, check_dynamic
from plugin.exceptions import ConfigError, PluginException


class PluginLoaderMetadataHook(MetadataHookInterface):
    """Fills in ``project.entry-points``, configured by ``[tool.hatch.metadata.hooks.plugin-loader]``.

    :param root: the project folder
    :param config: that table, or ``[metadata.hooks.plugin-loader]`` of ``hatch.toml``
    :raises SystemExit: if ``project.dynamic`` does not list ``entry-points``
    """

    PLUGIN_NAME = "plugin-loader"

    def __init__(self, root: str, config: dict[str, Any]) -> None:
        super().__init__(root, config)
        self.project = _ProjectWithoutHooks(root, None)
        self.key = f"{self.project.metadata_key}.hooks.{self.PLUGIN_NAME}"
        # Checked here and not in update(), which hatchling does not call if no field is dynamic. Another dynamic field
        # would not help: in an sdist it comes from PKG-INFO, and a wheel built from that would have no entry points.
        try:
            check_dynamic({"dynamic": self.project.dynamic}, self.key)
        except ConfigError as error:
            _stop(str(error))

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in the entry points.

        :param metadata: the table ``[project]``
        :raises SystemExit: with all faults of the configuration, or otherwise of the source
        """
        try:
            if "entry-points" in metadata:
                check_static_entry_points(self.root)
            self.static = metadata.get("entry-points", {})
            self.lookout = Lookout(Config.parse(self.config, self.key), _tell)
            builder = _wheel_builder(self.root)
            if builder.config.hook_config:  # hooks may still write what is missing; look_again() decides
                with suppress(ConfigError):
                    self.lookout.look(_tree_of(builder), self.static)
                found = self.lookout.found or self.static
            else:
                self.lookout.look(_tree_of(builder), self.static)
                found = self.lookout.entry_points()
            metadata["entry-points"] = deepcopy(found)  # later hooks may add to it
        except PluginException as error:
            _stop(str(error))

    def look_again(self, metadata: ProjectMetadata[Any], builder: Any, build_data: dict[str, Any]) -> None:
        """Fill in the entry points again, including modules that build hooks have written since then.

        :param metadata: the project being built, with its entry points
        :param builder: the builder
        :param build_data: the build hooks' changes to the files that ship
        :raises SystemExit: with all faults of the source
        """
        if not isinstance(builder, WheelBuilder):
            return
        filled_in = self.lookout.found
        entry_points = metadata.core.entry_points  # hatchling writes them from there
        others = {
            group: {
                name: value
                for name, value in entries.items()
                if name in self.static.get(group, {}) or filled_in.get(group, {}).get(name) != value
            }
            for group, entries in entry_points.items()
        }
        try:
            with builder.config.set_build_data(build_data):
                self.lookout.look(_tree_of(builder), {group: each for group, each in others.items() if each})
            found = self.lookout.entry_points()
        except PluginException as error:
            _stop(str(error))
        entry_points.clear()
        entry_points.update({group: entries for group, entries in found.items() if entries})


def check_static_entry_points(root: str) -> None:
    """Ask Hatchling whether static entry points are allowed besides dynamic ones, as in PEP 808.

    :param root: the project folder
    :raises ConfigError: if they are not
    """
    project = _ProjectWithoutHooks(root, None)
    try:
        _ = project.core.entry_points
    except ValueError as error:
        key = f"{project.metadata_key}.hooks.{PluginLoaderMetadataHook.PLUGIN_NAME}.entry-points"
        raise ConfigError([f"{error}: move the entries from project.entry-points to {key}"]) from error


def source_tree(root: str) -> SourceTree:
    """Ask Hatchling which modules the wheel of a project will contain.

    :param root: the project folder
    :return: its modules
    :raises ConfigError: if Hatchling cannot determine them
    """
    return _tree_of(_wheel_builder(root))


def _wheel_builder(root: str) -> WheelBuilder:
    return WheelBuilder(root, metadata=_ProjectWithoutHooks(root, None))


def _tree_of(builder: WheelBuilder) -> SourceTree:
    requires = builder.metadata.config.get("project", {}).get("requires-python")
    return SourceTree.of_files(builder.root, _files(builder), requires_python=requires)


def _files(builder: WheelBuilder) -> Iterator[tuple[str, str]]:
    try:
        for file in builder.recurse_included_files():
            yield file.path, file.distribution_path.replace(os.sep, "/")
    except (OSError, TypeError, ValueError) as error:  # raised by hatchling for faults in its own tables
        raise ConfigError([f"hatchling cannot determine which files go into the wheel: {error}"]) from error


class _ProjectWithoutHooks(ProjectMetadata[Any]):
    """The project as Hatchling reads it, but without metadata hooks, because ours is already running."""

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
        """Where the table ``metadata`` is: in ``hatch.toml``, which takes precedence, or in ``pyproject.toml``."""
        in_pyproject = self.config.get("tool", {}).get("hatch", {}).get("metadata")
        return "tool.hatch.metadata" if super().hatch.config.get("metadata") is in_pyproject else "hatch.toml: metadata"


def _tell(message: str) -> None:
    sys.stderr.write(f"plugin-loader: {message}\n")


def _stop(message: str) -> NoReturn:
    raise SystemExit(f"plugin-loader cannot fill in the entry points:\n{message}")
