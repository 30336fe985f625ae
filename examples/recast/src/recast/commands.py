"""The commands that come with the application."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TextIO

from recast.application import state
from recast.extend import Command


class Convert(Command):
    name = "convert"
    help = "read a table in one format and write it in another"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the table; its suffix names its format")
        parser.add_argument("--to", required=True, metavar="FORMAT", help="the format to write")
        parser.add_argument(
            "--step", action="append", default=[], dest="steps", help="a change to the table; repeatable"
        )

    def run(self, options: Namespace, out: TextIO) -> None:
        table = self.application.read(options.file)
        for name in options.steps:
            table = self.application.steps.load(name)(table)
        out.write(self.application.formats.load(options.to).write(table))


class Plugins(Command):
    name = "plugins"
    help = "show every plugin, where it comes from, and whether it works"

    def run(self, options: Namespace, out: TextIO) -> None:
        application = self.application
        for manager in (application.formats, application.steps, application.commands):
            manager.load_all()
            print(f"[{manager.namespace}]", file=out)
            for container in manager.list_containers():
                origin = container.distribution.name if container.distribution else "?"
                print(f"  {container.name:<13} {origin:<18} {state(container)}", file=out)
