"""Makes the other hooks of a project work together with ours.

Hatchling finds this module through the entry point group ``hatch``, and calls it whenever it looks for hooks. The hooks
of projects that do not use ours are left unchanged.
"""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from typing import Any

from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin import hookimpl

NAME = "plugin-loader"


@hookimpl(hookwrapper=True)
def hatch_register_build_hook() -> Generator[None, Any, None]:
    """Make our hook look again after the last build hook: build hooks may write modules and change what ships."""
    registered = yield
    registered.force_result([*_changed(registered.get_result(), _followed)])


@hookimpl(hookwrapper=True)
def hatch_register_metadata_hook() -> Generator[None, Any, None]:
    """Make other metadata hooks work in a source distribution, where they are only called because of ours."""
    registered = yield
    registered.force_result([*_changed(registered.get_result(), _spared)])


def _changed(registered: list[Any], change: Callable[..., None]) -> Iterator[Any]:
    """The hook classes, of which each plugin registers one or a list; all but ours are wrapped."""
    for each in registered:
        for hook_class in each if isinstance(each, list) else [each]:
            name = getattr(hook_class, "PLUGIN_NAME", None)
            yield _Hook(hook_class, change) if name and name != NAME else hook_class


class _Hook:
    """Wraps a hook class, and changes the hooks that it creates."""

    def __init__(self, hook_class: Any, change: Callable[..., None]) -> None:
        self.PLUGIN_NAME: str = hook_class.PLUGIN_NAME
        self.hook_class = hook_class
        self.change = change

    def __call__(self, *arguments: Any) -> Any:
        hook = self.hook_class(*arguments)
        self.change(self.PLUGIN_NAME, hook, *arguments)
        return hook


def _followed(name: str, hook: Any, _root: str, _config: Any, build_config: Any, metadata: Any, *_: Any) -> None:
    if NAME not in metadata.hatch.metadata.hook_config:
        return
    initialize = hook.initialize

    def initialize_and_look(version: str, build_data: dict[str, Any]) -> None:
        initialize(version, build_data)
        if name == build_data["build_hooks"][-1]:
            metadata.hatch.metadata.hooks[NAME].look_again(metadata, build_config.builder, build_data)

    hook.initialize = initialize_and_look


def _spared(name: str, hook: Any, root: str, _config: Any) -> None:
    if not os.path.isfile(os.path.join(root, "PKG-INFO")):
        return
    project = ProjectMetadata[Any](root, None)
    if NAME not in project.hatch.metadata.hook_config:
        return
    update = hook.update
    dynamic = project.config.get("project", {}).get("dynamic", [])

    def update_as_in_the_project(metadata: dict[str, Any]) -> None:
        settled = {*dynamic} - {*metadata["dynamic"]}
        if metadata["dynamic"] != ["entry-points"] or not settled:
            update(metadata)
            return
        as_in_the_project = {key: value for key, value in metadata.items() if key not in settled or key == "version"}
        as_in_the_project["dynamic"] = [*dynamic]
        try:
            update(as_in_the_project)
        except Exception as error:  # noqa: BLE001 - a hook may not work in a source distribution
            about = f"the metadata hook {name} fails in this source distribution, so its PKG-INFO is used instead"
            sys.stderr.write(f"plugin-loader: {about}: {error}\n")
        else:
            metadata.update({key: as_in_the_project[key] for key in as_in_the_project.keys() - settled - {"dynamic"}})

    hook.update = update_as_in_the_project
