"""The build hook: asks pdm-backend which files the wheel will hold, and fills in the entry points of their plugins."""

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
    """The project of a build, whose entry points are filled in when pdm-backend asks for the metadata to write them.

    All other hooks have run by then, ``pdm_build.py`` of the project among them, so that the modules count which they
    write. The metadata that a front end has had prepared before are left aside for the same reason.

    A source distribution keeps its ``pyproject.toml``, so that what is built from it goes by its sources, as they are
    by then.

    :param context: the build
    """

    def __init__(self, context: Context) -> None:
        self.target = context.target
        self.files: Mapping[str, Path] | None = None
        self.lookout: Lookout | None = None
        self.static: dict[str, dict[str, str]] = {}
        self.is_building = False
        super().__init__(context.config.root, context.config.data)  # checks the metadata, for which it asks for them
        self.is_building = True

    def validate(self) -> Any:
        """Give the metadata, once the entry points are filled in.

        :return: them, as pdm-backend has them
        :raises SystemExit: with every fault of the configuration, or else of the source
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
        elif self.build_config.custom_hook is None:  # else it may write what is missing as yet for wheels alone
            self.lookout.entry_points()


def fill_in(context: Context) -> None:
    """Have ``project.entry-points`` filled in as late as it can be.

    :param context: the build
    :raises SystemExit: when the metadata are asked for, as :meth:`FilledInConfig.validate`
    """
    context.builder.config = FilledInConfig(context)


def see_files(context: Context, files: Mapping[str, Path]) -> None:
    """Take note of the files that a distribution will hold.

    :param context: the build
    :param files: path in the distribution -> file; the hooks that are called later change them as well
    """
    if isinstance(context.config, FilledInConfig) and context.target != "sdist":
        context.config.files = files
        context.kwargs["metadata_directory"] = None


def check_static_entry_points(_root: str) -> None:
    """Static entry points may stand beside dynamic ones, as PEP 808 allows: what is found is added to them."""


def source_tree(root: str) -> SourceTree:
    """Ask pdm-backend which modules the wheel of a project will hold.

    :param root: the project folder
    :return: its modules
    :raises ConfigError: if pdm-backend cannot tell
    """
    try:
        with _WheelFiles(root) as builder:  # in the project folder, where pdm-backend expects to be
            requires_python = builder.config.metadata.get("requires-python")
            return SourceTree.of_files(root, builder.pairs(), requires_python=requires_python)
    except (OSError, TypeError, ValueError) as error:  # what pdm-backend raises for faults in its own tables
        raise ConfigError([f"pdm-backend cannot tell which files the wheel will hold: {error}"]) from error


class _FilesLeft:
    """Stands for the hooks of the project, with what they have made of the files that the project is built from."""

    def __init__(self, files: Mapping[str, Path], target: str) -> None:
        self.files = files
        self.target = target

    def pdm_build_update_files(self, _context: Context, files: MutableMapping[str, Path]) -> None:
        if self.target == "wheel":  # in an editable one the modules of the project are replaced by a way to them
            files.clear()
        files.update(self.files)


class _WheelFiles(WheelBuilder):
    """Selects the files of the wheel, and calls no build hook of the project, as ours may be running already.

    :param root: the project folder
    :param instead: the build hook that is called instead
    """

    def __init__(self, root: str | Path, *instead: Any) -> None:
        self.instead = instead
        super().__init__(root)

    def get_hooks(self) -> "Iterator[BuildHookInterface]":
        return iter(self.instead)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the files, each with its path in the wheel."""
        build_dir = self.location / ".pdm-build"  # as pdm-backend has it; other hooks may have put files there
        # Metadata that are said to be prepared are not written, and in a folder that does not exist there are none.
        nowhere = build_dir / "none"
        no_metadata = {"metadata_directory": str(nowhere)}
        selection = Context(build_dir=build_dir, dist_dir=nowhere, kwargs=no_metadata, builder=self)
        for path_in_wheel, path in self.get_files(selection):
            yield str(path), path_in_wheel


def _tell(message: str) -> None:
    sys.stderr.write(f"plugin-loader: {message}\n")
