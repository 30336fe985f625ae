"""Makes the build hook known to pdm-backend.

pdm-backend finds this module through the entry point group ``pdm.build.hook``, and calls its functions by their names.
It imports this module for every project, so that what a build needs stands elsewhere.
"""

from pdm.backend.hooks import Context

from pdm_plugin_loader import HOOK_NAME
from plugin_loader.path import check_path


def pdm_build_hook_enabled(context: Context) -> bool:
    """Tell whether the project wants this hook, as pdm-backend asks every hook that is installed.

    :param context: the build
    :return: whether ``[tool.pdm.build.hooks.plugin-loader]`` is there
    """
    hooks = context.config.build_config.get("hooks", {})
    return HOOK_NAME in (hooks if isinstance(hooks, (dict, list)) else [hooks])


def pdm_build_initialize(context: Context) -> None:
    """Fill in ``project.entry-points``.

    :param context: the build, whose metadata is changed
    :raises SystemExit: with every fault of the configuration, or else of the source
    """
    check_path()
    from pdm_plugin_loader.build_hook import fill_in  # noqa: PLC0415

    fill_in(context)
