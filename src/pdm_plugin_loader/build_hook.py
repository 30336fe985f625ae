"""The build hook: asks pdm-backend which files go into the wheel, and fills in the entry points of their plugins."""

import sys
from collections.abc import Iterator, Mapping, MutableMapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from pdm.backend.config import Config as ProjectConfig
from pdm.backend.hooks import BuildHookInterface, Context
from pdm.backend.wheel import WheelBuilder

from pdm_plugin_loader import HOOK_NAME
from plugin.discovery import Config, Lookout, SourceTree, check_dynamic
from plugin.exceptions import ConfigError, PluginException

KEY = f"tool.pdm.build.hooks.{HOOK_NAME}"


class FilledInConfig(ProjectConfig):
    """The project of a build, whose entry points are filled in when pdm-backend reads the metadata to write it.

    By then all other hooks have run, including the project's ``pdm_build.py``, so modules that they write are included.
    For the same reason, metadata that a front end has prepared earlier is ignored.

    A source distribution keeps its ``pyproject.toml``, so a build from it uses its sources as they are then.

    :param context: the build
    """

    def __init__(self, context: Context) -> None:
        self.target = context.target
        self.files: Mapping[str, Path] | None = None
        self.lookout: Lookout | None = None
        self.static: dict[str, dict[str, str]] = {}
        self.is_building = False
        super().__init__(context.config.root, context.config.data)  # reads the metadata to check it
        self.is_building = True

    def validate(self) -> Any:
        """Fill in the entry points, and return the metadata.

        :return: the metadata, as pdm-backend's
        :raises SystemExit: with all faults of the configuration, or otherwise of the source
        """
        if self.is_building:
            try:
                self._fill_in()
            except PluginException as error:
                raise SystemExit(f"plugin-loader cannot fill in the entry points:\n{error}") from None
        return super().validate()

    def _fill_in(self) -> None:
        project = self.metadata
        if self.lookout is None:
            hooks = self.build_config["hooks"]
            self.lookout = Lookout(Config.parse(hooks[HOOK_NAME] if isinstance(hooks, dict) else hooks, KEY), _tell)
            check_dynamic(project, KEY)
            self.static = deepcopy(project.get("entry-points", {}))
        builder = _WheelFiles(self.root, *([] if self.files is None else [_FilesLeft(self.files, self.target)]))
        builder.config = self
        tree = SourceTree.of_files(self.root, builder.pairs(), requires_python=project.get("requires-python"))
        self.lookout.look(tree, self.static)
        if self.target != "sdist":
            project["dynamic"] = [field for field in project["dynamic"] if field != "entry-points"]
            project["entry-points"] = self.lookout.entry_points()
        elif self.build_config.custom_hook is None:  # a custom hook may write missing modules in wheel builds only
            self.lookout.entry_points()


def fill_in(context: Context) -> None:
    """Arrange for ``project.entry-points`` to be filled in as late as possible.

    :param context: the build
    :raises SystemExit: when the metadata is read, see :meth:`FilledInConfig.validate`
    """
    context.builder.config = FilledInConfig(context)


def see_files(context: Context, files: Mapping[str, Path]) -> None:
    """Take note of the files that a distribution will contain.

    :param context: the build
    :param files: path in the distribution -> file; hooks that run later may still change it
    """
    if isinstance(context.config, FilledInConfig) and context.target != "sdist":
        context.config.files = files
        context.kwargs["metadata_directory"] = None


def check_static_entry_points(_root: str) -> None:
    """Do nothing: static entry points are allowed besides dynamic ones (PEP 808), and those found are added to them."""


def source_tree(root: str) -> SourceTree:
    """Ask pdm-backend which modules the wheel of a project will contain.

    :param root: the project folder
    :return: its modules
    :raises ConfigError: if pdm-backend cannot determine them
    """
    try:
        with _WheelFiles(root) as builder:  # in the project folder, where pdm-backend expects to be
            requires_python = builder.config.metadata.get("requires-python")
            return SourceTree.of_files(root, builder.pairs(), requires_python=requires_python)
    except (OSError, TypeError, ValueError) as error:  # raised by pdm-backend for faults in its own tables
        raise ConfigError([f"pdm-backend cannot determine which files go into the wheel: {error}"]) from error


class _FilesLeft:
    """Replaces the hooks of the project by their result: the files that the distribution is built from."""

    def __init__(self, files: Mapping[str, Path], target: str) -> None:
        self.files = files
        self.target = target

    def pdm_build_update_files(self, _context: Context, files: MutableMapping[str, Path]) -> None:
        if self.target == "wheel":  # an editable wheel only has a link to the modules of the project
            files.clear()
        files.update(self.files)


class _WheelFiles(WheelBuilder):
    """Selects the files of the wheel without calling build hooks of the project, because ours may already be running.

    :param root: the project folder
    :param instead: the build hook to call instead
    """

    def __init__(self, root: str | Path, *instead: Any) -> None:
        self.instead = instead
        super().__init__(root)

    def get_hooks(self) -> "Iterator[BuildHookInterface]":
        return iter(self.instead)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the files, each with its path in the wheel."""
        build_dir = self.location / ".pdm-build"  # pdm-backend's; other hooks may have written files there
        # Prepared metadata is not written again, and a folder that does not exist contains none.
        nowhere = build_dir / "none"
        no_metadata = {"metadata_directory": str(nowhere)}
        selection = Context(build_dir=build_dir, dist_dir=nowhere, kwargs=no_metadata, builder=self)
        for path_in_wheel, path in self.get_files(selection):
            yield str(path), path_in_wheel


def _tell(message: str) -> None:
    sys.stderr.write(f"plugin-loader: {message}\n")
