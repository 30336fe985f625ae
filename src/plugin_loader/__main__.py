"""Runs the command line as ``plugin-loader`` and as ``python -m plugin_loader``, wherever a project's ``plugin`` is."""

import gc
import os
import sys
from typing import NoReturn

from plugin_loader.path import in_the_way


def main(program: str = "plugin-loader") -> NoReturn:
    """Run a command, and end the process.

    :param program: what the program is called in its messages
    """
    if in_the_way() and os.path.realpath(sys.path[0] or os.curdir) == os.getcwd():
        del sys.path[0]  # where Python puts the current folder, which has a `plugin` of its own
    if foreign := in_the_way():
        sys.exit(f"{program}: {foreign} is in the way of the package of that name in python-plugin-loader")
    from plugin.cli import main  # noqa: PLC0415 - it must be ours

    gc.disable()  # a command is over before it would pay to look for garbage
    status = main(program=program)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # without freeing, object by object, what the system frees at once


if __name__ == "__main__":
    main("python -m plugin_loader")
