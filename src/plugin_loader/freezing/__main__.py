"""Prints the path of the plugin for Nuitka: ``--user-plugin="$(python -m plugin_loader.freezing)"``."""

import os

if __name__ == "__main__":
    print(os.path.join(os.path.dirname(os.path.abspath(__file__)), "nuitka_plugin.py"))  # noqa: T201 - it is the answer
