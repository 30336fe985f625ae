"""Commands of a Click application that are plugins: each is loaded when it is used, not at the start.

The library does not require click; who imports this module has it.
"""

from typing import Any

import click

from plugin.exceptions import PluginDisabled, PluginException, describe
from plugin.manager import PluginManager

__all__ = ["PluginGroup"]


class PluginGroup(click.Group):
    """A group whose commands are its own, and those that the plugins of a manager return from their ``load``.

    Only the command that is called is loaded. The help of the group shows the help of each, and so loads all of them;
    plugins that are disabled do not stand there. A plugin that cannot be loaded is an error of its command alone.

    >>> from plugin import Plugin
    >>> from plugin.testing import manager_of
    >>> class Greet(Plugin):
    ...     namespace, name = "my.commands", "greet"
    ...
    ...     def load(self):
    ...         return click.Command("greet", callback=lambda: click.echo("Hello!"))
    >>> @click.group(cls=PluginGroup, manager=manager_of(Greet))
    ... def main() -> None:
    ...     pass
    >>> main(["greet"], standalone_mode=False)
    Hello!

    :param manager: the manager of the plugins
    :param settings: what else a group takes
    """

    def __init__(self, *settings: Any, manager: PluginManager[Any], **more: Any) -> None:
        super().__init__(*settings, **more)
        self.manager = manager

    def list_commands(self, ctx: click.Context) -> list[str]:
        """:return: the names of all commands in alphabetical order; no plugin is imported for it"""
        return sorted({*super().list_commands(ctx), *self.manager.list_names()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command; a plugin is loaded for it.

        :return: the command, or ``None`` if there is none of that name
        """
        own = super().get_command(ctx, cmd_name)
        if own is not None or not self.manager.exists(cmd_name):
            return own
        try:
            self.manager.load(cmd_name)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is this command's alone
            reason = str(error) if isinstance(error, PluginException) else describe(error)
            return _Unavailable(cmd_name, reason, hidden=isinstance(error, PluginDisabled))
        command = self.manager.get_container(cmd_name).load_value
        if isinstance(command, click.Command):
            return command
        return _Unavailable(cmd_name, f"its load() gave {command!r}, which is no click.Command")


class _Unavailable(click.Command):
    """Stands for a command whose plugin cannot be loaded, and says so."""

    def __init__(self, name: str, reason: str, *, hidden: bool = False) -> None:
        super().__init__(name, short_help=f"(cannot be loaded: {reason})", hidden=hidden)
        self.reason = reason

    def make_context(self, *_: Any, **__: Any) -> click.Context:
        raise click.ClickException(f"the command {self.name!r} cannot be loaded: {self.reason}")
