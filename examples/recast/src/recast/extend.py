"""The API for authors of plugins: formats, steps and commands."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from plugin import Plugin, plugin
from recast.table import Table

if TYPE_CHECKING:
    from recast.application import Application

Step = Callable[[Table], Table]


class Format(Plugin):
    """Reads or writes tables. It has no name, so it is not a plugin itself: give derived classes a name."""

    namespace = "recast.formats"

    def read(self, text: str) -> Table:
        raise NotImplementedError("this format can only be written")

    def write(self, table: Table) -> str:
        raise NotImplementedError("this format can only be read")


class Command(Plugin):
    """Adds a command to the command line when it is loaded."""

    namespace = "recast.commands"
    help = ""

    def load(self, application: "Application") -> None:
        self.application = application
        parser = application.add_command(self.name, self.help)
        parser.set_defaults(run=self.run)
        self.add_arguments(parser)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments of the command."""

    def run(self, options: Namespace, out: TextIO) -> None:
        raise NotImplementedError


def step(function: Step) -> Step:
    """Make a function a step; on the command line, its name is written with dashes."""
    return plugin(namespace="recast.steps", name=function.__name__.replace("_", "-"))(function)
