"""Runs the command line as ``plugin-loader`` and ``python -m plugin_loader``, even where a project has a ``plugin``."""

import gc
import os
import sys
from typing import NoReturn

from plugin_loader.path import in_the_way


def main(program: str = "plugin-loader") -> NoReturn:
    """Run a command, and exit.

    :param program: the name of the program in its messages
    """
    if in_the_way() and os.path.realpath(sys.path[0] or os.curdir) == os.getcwd():
        del sys.path[0]  # Python puts the current folder here, which has a `plugin` of its own
    if foreign := in_the_way():
        sys.exit(f"{program}: {foreign} is in the way of the package `plugin` of python-plugin-loader")
    from plugin.cli import main  # noqa: PLC0415 - it must be ours

    gc.disable()  # commands are too short for garbage collection to pay off
    status = main(program=program)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # without freeing objects one by one, which the system does at once


if __name__ == "__main__":
    main("python -m plugin_loader")
