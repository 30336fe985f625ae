"""The provider for build backends that support dynamic-metadata, such as scikit-build-core since 1.0.

They find this module through the entry point group ``dynamic_metadata.provider``, and call its functions by name in the
project folder. See https://dynamic-metadata.readthedocs.io for the protocol.
"""

import os
import sys
from collections.abc import Mapping
from typing import Any

from plugin_loader.path import check_path

KEY = "tool.dynamic-metadata"


def get_requires_for_dynamic_metadata(_settings: Mapping[str, Any]) -> list[str]:
    """:return: further requirements of a build: a TOML parser, if Python has none"""
    return ["tomli>=2"] if sys.version_info < (3, 11) else []


def dynamic_metadata(settings: Mapping[str, Any], project: Mapping[str, Any]) -> dict[str, Any]:
    """Find the plugins, for the field ``entry-points``.

    :param settings: the entry of ``[[tool.dynamic-metadata]]`` that names this provider, without ``provider``
    :param project: the table ``[project]``, including what earlier providers have filled in
    :return: the entry points, including static ones, because the build backend merges equal ones (PEP 808)
    :raises SystemExit: with all faults of the configuration, or otherwise of the source
    """
    check_path()
    from plugin.discovery import Config, build_entry_points, check_dynamic  # noqa: PLC0415 - it must be ours
    from plugin.discovery.layouts import by_layout, shipped  # noqa: PLC0415
    from plugin.discovery.pyproject import at, read_toml  # noqa: PLC0415
    from plugin.entries import to_table  # noqa: PLC0415
    from plugin.exceptions import PluginException  # noqa: PLC0415

    root = os.getcwd()
    try:
        pyproject = read_toml(root)
        # Read from the file, because an earlier provider of the same field has removed it from `project`.
        check_dynamic(at(pyproject, "project") or project, KEY)
        config = Config.parse(settings, KEY)
        tree, _ = shipped(root, pyproject, config.modules) or by_layout(root, pyproject)
        if isinstance(requires := project.get("requires-python"), str):
            tree = tree._replace(requires_python=requires)
        static = Config.parse({"entry-points": project.get("entry-points", {})}, "project").entry_points
        return {"entry-points": build_entry_points(tree, config, _tell, static=to_table(static))}
    except PluginException as error:
        raise SystemExit(f"plugin-loader cannot fill in the entry points:\n{error}") from None


def _tell(message: str) -> None:
    sys.stderr.write(f"plugin-loader: {message}\n")
