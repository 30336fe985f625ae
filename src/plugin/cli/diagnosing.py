"""The child process of the command ``doctor``: takes plugins as far as a manager does before it loads them.

It answers in a line of JSON for each: what its life ends with, if it does not come that far, and where.
"""

import json
import os
import sys
import traceback
from collections.abc import Iterator
from typing import Any, TextIO

from plugin.cli.codes import Code
from plugin.exceptions import InvalidPlugin, PluginDisabled, PluginException, describe
from plugin.listener import PluginLifecycleListener
from plugin.manager import PluginManager

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class _IsSound(PluginException):
    """Ends the life of a plugin that a manager would load now."""


class _BeforeLoad(PluginLifecycleListener):
    def on_load_before(self, *_: object) -> None:
        raise _IsSound("nothing keeps this plugin from being loaded")


def main() -> None:
    """Read a request from the standard input; the answers go to what was the standard output.

    Plugins may print what they like: that goes nowhere.
    """
    request = json.load(sys.stdin)
    sys.path[:] = request["path"]
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers, open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        for group, name, _ in request["entries"]:
            _answer(answers, diagnosis(group, name))
    os._exit(0)  # whatever the plugins have left running


def diagnosis(namespace: str, name: str) -> dict[str, Any] | None:
    """Say what keeps a manager from loading a plugin.

    :param namespace: its namespace
    :param name: its name
    :return: the ``code`` and the ``error``; the ``places`` in the source that led to it, the last call last; and the
        name of the ``missing`` module, if that is what is wrong; or ``None`` if nothing is
    """
    manager = PluginManager[Any](namespace, listener=_BeforeLoad())
    try:
        manager.load(name)
    except _IsSound:
        return None
    except PluginDisabled as disabled:
        code, error = Code.DISABLED, disabled.reason or str(disabled)
        return {"code": code, "error": error, "places": [], "missing": None}
    except BaseException as fault:  # noqa: BLE001 - also a plugin that ends the program
        is_resolved = manager.get_container(name).is_resolved
        code = (
            Code.NO_PLUGIN if isinstance(fault, InvalidPlugin) else Code.NOT_MADE if is_resolved else Code.NOT_RESOLVED
        )
        missing = fault.name if isinstance(fault, ModuleNotFoundError) else None
        return {"code": code, "error": describe(fault), "places": [*_places(fault)], "missing": missing}
    return None


def _places(error: BaseException) -> Iterator[str]:
    """The lines of the traceback that are neither ours nor those of the import system."""
    if isinstance(error, SyntaxError) and error.filename:
        yield f"{error.filename}:{error.lineno}"
        return
    for frame in traceback.extract_tb(error.__traceback__):
        if not frame.filename.startswith((HERE, "<frozen ")):
            yield f"{frame.filename}:{frame.lineno}: {frame.line}"


def _answer(answers: TextIO, answer: object) -> None:
    answers.write(f"{json.dumps(answer)}\n")
    answers.flush()
