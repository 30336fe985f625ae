"""Runs the command line as ``python -m plugin``."""

import gc
import os
import sys

from plugin.cli import main

gc.disable()  # a command is over before it would pay to look for garbage
status = main()
sys.stdout.flush()
sys.stderr.flush()
os._exit(status)  # without freeing, object by object, what the system frees at once
