"""Has applications that are frozen find their plugins: a hook for PyInstaller, and a plugin for Nuitka.

PyInstaller finds the hook by itself. ``python -m plugin_loader.freezing`` tells where the plugin for Nuitka is.
"""

import os


def hook_dirs() -> list[str]:
    """:return: the folder of our hooks; PyInstaller asks for it by the entry point ``hook-dirs``"""
    return [os.path.dirname(__file__)]
