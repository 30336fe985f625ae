"""The application: it knows three namespaces of plugins, and none of the plugins."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from plugin import FunctionPlugin, PluginContainer, PluginManager
from recast.extend import Command, Format
from recast.table import Table


class Application:
    def __init__(self) -> None:
        self.parser = ArgumentParser(prog="recast", description="Reads a table in one format and writes it in another.")
        self._commands = self.parser.add_subparsers(metavar="COMMAND", required=True)
        self.formats = PluginManager[Format]("recast.formats")
        self.steps = PluginManager[FunctionPlugin]("recast.steps")
        self.commands = PluginManager[Command]("recast.commands", load_args=(self,))

    def add_command(self, name: str, text: str) -> ArgumentParser:
        return self._commands.add_parser(name, help=text, description=text)

    def read(self, file: Path) -> Table:
        return self.formats.load(file.suffix[1:]).read(file.read_text(encoding="utf-8"))


def state(container: PluginContainer[Any]) -> str:
    """:return: the state of a plugin, as text"""
    if container.is_loaded:
        return "loaded"
    if container.is_disabled:
        return f"disabled: {container.disabled_reason}"
    return f"broken: {type(container.outcome).__name__}: {container.outcome}"
