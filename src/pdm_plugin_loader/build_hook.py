"""The build hook: asks pdm-backend which files the wheel will hold, and fills in the entry points of their plugins."""

import sys
from collections.abc import Iterator

from pdm.backend.hooks import BuildHookInterface, Context
from pdm.backend.wheel import WheelBuilder

from pdm_plugin_loader import HOOK_NAME
from plugin.discovery import Config, SourceTree, build_entry_points, check_dynamic
from plugin.exceptions import ConfigError, PluginException

KEY = f"tool.pdm.build.hooks.{HOOK_NAME}"


def fill_in(context: Context) -> None:
    """Fill in ``project.entry-points``.

    :param context: the build, whose metadata is changed
    :raises SystemExit: with every fault of the configuration, or else of the source
    """
    project = context.config.metadata
    static = project.get("entry-points")
    try:
        hooks = context.config.build_config["hooks"]
        config = Config.parse(hooks[HOOK_NAME] if isinstance(hooks, dict) else hooks, KEY)
        builder = _WheelFiles(context.root)
        builder.config = context.config
        tree = SourceTree.of_files(context.root, _wheel_files(builder), requires_python=project.get("requires-python"))
        entry_points = build_entry_points(tree, config, _tell, static=static or {})
        if "entry-points" in project.get("dynamic", []):
            project["dynamic"].remove("entry-points")
        elif entry_points != static:  # the pyproject.toml of an sdist has them as static, just as they were filled in
            check_dynamic(project, KEY)
        project["entry-points"] = entry_points
    except PluginException as error:
        raise SystemExit(f"plugin-loader cannot fill in the entry points:\n{error}") from None


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
            return SourceTree.of_files(root, _wheel_files(builder), requires_python=requires_python)
    except (OSError, TypeError, ValueError) as error:  # what pdm-backend raises for faults in its own tables
        raise ConfigError([f"pdm-backend cannot tell which files the wheel will hold: {error}"]) from error


class _WheelFiles(WheelBuilder):
    """Selects the files of the wheel, and calls no build hook, as ours may be running already."""

    def get_hooks(self) -> "Iterator[BuildHookInterface]":
        return iter(())


def _wheel_files(builder: _WheelFiles) -> Iterator[tuple[str, str]]:
    build_dir = builder.location / ".pdm-build"  # as pdm-backend has it; other hooks may have put files there
    # Metadata that are said to be prepared are not written, and in a folder that does not exist there are none to add.
    nowhere = build_dir / "none"
    no_metadata = {"metadata_directory": str(nowhere)}
    selection = Context(build_dir=build_dir, dist_dir=nowhere, kwargs=no_metadata, builder=builder)
    for path_in_wheel, path in builder.get_files(selection):
        yield str(path), path_in_wheel


def _tell(message: str) -> None:
    sys.stderr.write(f"plugin-loader: {message}\n")
