"""Runs the child process of the import engine as ``python -m plugin.discovery.importing FOLDER``."""

import sys

from plugin.discovery.importing.child import run

if __name__ == "__main__":  # not in a process that a module starts with multiprocessing
    run(sys.argv[1])
