"""Makes frozen applications find their plugins: a hook for PyInstaller, and a plugin for Nuitka.

PyInstaller finds the hook by itself. ``python -m plugin_loader.freezing`` prints the path of the plugin for Nuitka.
"""

import os


def hook_dirs() -> list[str]:
    """:return: the folder of our hooks; PyInstaller calls this through the entry point ``hook-dirs``"""
    return [os.path.dirname(__file__)]
