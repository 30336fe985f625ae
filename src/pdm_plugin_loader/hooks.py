"""Registers the build hook with pdm-backend.

pdm-backend finds this module through the entry point group ``pdm.build.hook``, and calls its functions by name. It
imports this module for every project, so everything that only our builds need is in another module.
"""

from collections.abc import Mapping
from pathlib import Path

from pdm.backend.hooks import Context

from pdm_plugin_loader import HOOK_NAME
from plugin_loader.path import check_path


def pdm_build_hook_enabled(context: Context) -> bool:
    """Whether the project uses this hook; pdm-backend asks every installed hook.

    :param context: the build
    :return: whether ``[tool.pdm.build.hooks.plugin-loader]`` exists
    """
    hooks = context.config.build_config.get("hooks", {})
    return HOOK_NAME in (hooks if isinstance(hooks, (dict, list)) else [hooks])


def pdm_build_initialize(context: Context) -> None:
    """Arrange for ``project.entry-points`` to be filled in as late as possible.

    :param context: the build, whose metadata is changed
    """
    check_path()
    from pdm_plugin_loader.build_hook import fill_in  # noqa: PLC0415

    fill_in(context)


def pdm_build_update_files(context: Context, files: Mapping[str, Path]) -> None:
    """Take note of the files that a distribution will contain.

    :param context: the build
    :param files: path in the distribution -> file
    """
    from pdm_plugin_loader.build_hook import see_files  # noqa: PLC0415

    see_files(context, files)
