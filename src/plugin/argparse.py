"""Plugins as commands of an argparse application: each is loaded when it is chosen, not at start-up."""

import argparse
from typing import Any

from plugin.exceptions import PluginException, describe
from plugin.manager import PluginManager

__all__ = ["add_commands"]


def add_commands(
    parser: argparse.ArgumentParser, manager: PluginManager[Any], **options: Any
) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
    """Add a command for each plugin; only the chosen one is loaded, and only then are its arguments added.

    A plugin may have a method ``add_arguments(parser)``, which adds its arguments. In the parsed arguments, ``plugin``
    is the chosen plugin. The help of the parser shows the names of the commands without loading any.

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
    :param options: arguments of ``parser.add_subparsers``
    :return: the result of ``parser.add_subparsers``, for adding the application's own commands
    """
    kind: Any = type("CommandParser", (_CommandParser, type(parser)), {})
    commands = parser.add_subparsers(parser_class=kind, **options)
    for name in manager.list_names():
        commands.add_parser(name, help="").of_plugin = manager, name
    return commands


class _CommandParser(argparse.ArgumentParser):
    """The parser of a command, which loads the plugin and gets its arguments when there is something to parse."""

    of_plugin: tuple[PluginManager[Any], str] | None = None

    def parse_known_args(self, *args: Any, **kwargs: Any) -> Any:
        if self.of_plugin:
            (manager, name), self.of_plugin = self.of_plugin, None
            try:
                plugin = manager.load(name)
                if add_arguments := getattr(plugin, "add_arguments", None):
                    add_arguments(self)
            except Exception as error:  # noqa: BLE001  # any error affects this command alone
                reason = str(error) if isinstance(error, PluginException) else describe(error)
                self.exit(1, f"{self.prog}: error: the command {name!r} cannot be loaded: {reason}\n")
            self.set_defaults(plugin=plugin)
        return super().parse_known_args(*args, **kwargs)
