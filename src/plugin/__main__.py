"""Runs the command line as ``python -m plugin``."""

from plugin.cli import main

raise SystemExit(main())
