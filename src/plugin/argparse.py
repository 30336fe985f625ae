"""Commands of an argparse application that are plugins: each is loaded when it is chosen, not at the start."""

import argparse
from typing import Any

from plugin.exceptions import PluginException, describe
from plugin.manager import PluginManager

__all__ = ["add_commands"]


def add_commands(
    parser: argparse.ArgumentParser, manager: PluginManager[Any], **options: Any
) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
    """Add a command for each plugin; only the one that is chosen is loaded, and only then gets its arguments.

    A plugin adds its arguments in a method ``add_arguments(parser)``, if it has one. The parsed arguments have it as
    ``plugin``. The help of the parser shows the names of the commands, without loading any.

    >>> from plugin import Plugin
    >>> from plugin.testing import manager_of
    >>> class Greet(Plugin):
    ...     namespace, name = "my.commands", "greet"
    ...
    ...     def add_arguments(self, parser: argparse.ArgumentParser) -> None:
    ...         parser.add_argument("whom")
    ...
    ...     def run(self, arguments: argparse.Namespace) -> None:
    ...         print(f"Hello, {arguments.whom}!")
    >>> parser = argparse.ArgumentParser(prog="app")
    >>> commands = add_commands(parser, manager_of(Greet), required=True)
    >>> arguments = parser.parse_args(["greet", "world"])
    >>> arguments.plugin.run(arguments)
    Hello, world!

    :param parser: the parser of the application
    :param manager: the manager of the plugins
    :param options: what ``parser.add_subparsers`` takes
    :return: what it returns, to add commands of the application itself
    """
    kind: Any = type("CommandParser", (_CommandParser, type(parser)), {})
    commands = parser.add_subparsers(parser_class=kind, **options)
    for name in manager.list_names():
        commands.add_parser(name, help="").of_plugin = manager, name
    return commands


class _CommandParser(argparse.ArgumentParser):
    """The parser of a command, which it asks for its arguments as soon as it has something to parse."""

    of_plugin: tuple[PluginManager[Any], str] | None = None

    def parse_known_args(self, *args: Any, **kwargs: Any) -> Any:
        if self.of_plugin:
            (manager, name), self.of_plugin = self.of_plugin, None
            try:
                plugin = manager.load(name)
                if add_arguments := getattr(plugin, "add_arguments", None):
                    add_arguments(self)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is this command's alone
                reason = str(error) if isinstance(error, PluginException) else describe(error)
                self.exit(1, f"{self.prog}: error: the command {name!r} cannot be loaded: {reason}\n")
            self.set_defaults(plugin=plugin)
        return super().parse_known_args(*args, **kwargs)
