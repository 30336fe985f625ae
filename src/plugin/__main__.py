"""Runs the command line as ``python -m plugin``."""

from plugin_loader.__main__ import main

main("python -m plugin")
