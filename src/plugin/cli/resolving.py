"""The child process of the command ``check``: resolves entry points, and answers in a line of JSON for each."""

import json
import os
import sys
from typing import TextIO

from plugin.cli.codes import Code
from plugin.exceptions import InvalidPlugin, PluginDisabled, describe
from plugin.installed import InstalledDistribution, InstalledEntryPoint
from plugin.manager import MetadataPluginFinder


def main() -> None:
    """Read a request from the standard input; the answers go to what was the standard output.

    Plugins may print what they like while they are imported: that goes nowhere.
    """
    request = json.load(sys.stdin)
    sys.path[:] = request["path"]
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers, open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        for group, name, value in request["entries"]:
            answer(group, name, value, answers)
    os._exit(0)  # whatever the plugins have left running


def answer(group: str, name: str, value: str, answers: TextIO) -> None:
    """Resolve an entry point, and write what became of it."""
    outcome: tuple[str | None, str | None] = None, None
    try:
        MetadataPluginFinder(group).to_plugin_spec(
            InstalledEntryPoint(name, value, group, InstalledDistribution("", b""))
        )
    except PluginDisabled:
        pass  # its module says that it does not belong here
    except InvalidPlugin as fault:
        outcome = Code.NO_PLUGIN, str(fault)
    except BaseException as fault:  # noqa: BLE001  # also a plugin that ends the program
        outcome = Code.NOT_RESOLVED, describe(fault)
    answers.write(f"{json.dumps(outcome)}\n")
    answers.flush()
