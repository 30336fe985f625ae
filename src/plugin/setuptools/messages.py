"""Messages for the user while setuptools runs."""

import sys
from typing import NoReturn

from plugin.exceptions import PluginException


def tell(message: str) -> None:
    """Write a message to standard error."""
    sys.stderr.write(f"plugin-loader: {message}\n")


def stop(error: PluginException) -> NoReturn:
    """:raises SystemExit: with the error as a message, without a traceback"""
    raise SystemExit(f"plugin-loader cannot fill in the entry points:\n{error}") from None
