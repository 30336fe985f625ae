"""The command line."""

import logging
import sys
from collections.abc import Sequence

from recast.application import Application


def main(arguments: Sequence[str] | None = None) -> int:
    logging.basicConfig(format="recast: %(message)s")  # failing plugins are reported to the log
    application = Application()
    application.commands.load_all()
    options = application.parser.parse_args(arguments)
    try:
        options.run(options, sys.stdout)
    except Exception as error:  # noqa: BLE001  # a plugin may raise anything, and users do not want a traceback
        application.parser.exit(1, f"recast: {error}\n")
    return 0
