"""The child process of the command ``doctor``: takes plugins through all steps of a manager short of loading."""

import os
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from plugin.cli.children import serve
from plugin.cli.codes import Code
from plugin.exceptions import InvalidPlugin, PluginDisabled, PluginException, describe
from plugin.listener import PluginLifecycleListener
from plugin.manager import PluginManager

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class _IsSound(PluginException):
    """Ends the life cycle of a plugin that a manager would now load."""


class _Listener(PluginLifecycleListener):
    def __init__(self, begin: Callable[[str], None]) -> None:
        self.begin = begin

    def on_resolve_after(self, *_: Any, **__: Any) -> None:
        self.begin("making")

    def on_load_before(self, *_: Any, **__: Any) -> None:
        raise _IsSound("this plugin can be loaded")


class _Manager(PluginManager[Any]):
    """Loads nothing, and raises only for plugins that cannot be loaded, even when another plugin requires them."""

    def load(self, name: str) -> Any:
        try:
            return super().load(name)
        except _IsSound:
            return None


def main() -> None:
    """Run the child process."""
    serve(look)


def look(begin: Callable[[str], None], namespace: str, name: str, _: str) -> dict[str, Any]:
    """Find out what prevents a manager from loading a plugin.

    :param begin: called when the plugin is about to be created
    :param namespace: its namespace
    :param name: its name
    :return: the ``code`` and the ``error``, the ``places`` in the source that led to it, the last call last, and the
        name of the ``missing`` module, if that is the cause; empty if nothing is wrong
    """
    manager = _Manager(namespace, listener=_Listener(begin))
    try:
        manager.load(name)
    except PluginDisabled as disabled:
        return {"code": Code.DISABLED, "error": disabled.reason or str(disabled), "places": [], "missing": None}
    except BaseException as fault:  # noqa: BLE001 - including a plugin that ends the program
        unresolved = Code.NO_PLUGIN if isinstance(fault, InvalidPlugin) else Code.NOT_RESOLVED
        code = Code.NOT_MADE if manager.get_container(name).is_resolved else unresolved
        missing = fault.name if isinstance(fault, ModuleNotFoundError) else None
        return {"code": code, "error": describe(fault), "places": [*_places(fault)], "missing": missing}
    return {}


def _places(error: BaseException) -> Iterator[str]:
    """The lines of the traceback outside this library and the import system."""
    if isinstance(error, SyntaxError) and error.filename:
        yield f"{error.filename}:{error.lineno}"
        return
    for frame in traceback.extract_tb(error.__traceback__):
        if not frame.filename.startswith((HERE, "<frozen ")):
            yield f"{frame.filename}:{frame.lineno}: {frame.line}"
