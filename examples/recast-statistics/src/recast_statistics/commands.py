"""A command that adds itself to the command line when it is loaded."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TextIO

from recast.extend import Command


class Count(Command):
    name = "count"
    help = "count the lines of a table, and the distinct values of each column"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the table; its suffix names its format")

    def run(self, options: Namespace, out: TextIO) -> None:
        table = self.application.read(options.file)
        print(f"{len(table.rows)} lines", file=out)
        for name in table.columns:
            print(f"{name}: {len(set(table.column(name)))} different", file=out)
