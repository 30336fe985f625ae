"""Plugins as commands of a Click application: each is loaded when it is used, not at start-up.

The library does not depend on click; applications that import this module have it installed.
"""

from typing import Any

import click

from plugin.exceptions import PluginDisabled, PluginException, describe
from plugin.manager import PluginManager

__all__ = ["PluginGroup"]


class PluginGroup(click.Group):
    """A group with commands of its own and a command from each plugin of a manager, returned by the plugin's ``load``.

    Only the command that is invoked is loaded. The help of the group shows the help of each command and so loads all
    plugins, leaving out disabled ones. A plugin that cannot be loaded is an error of its own command only.

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
    :param settings: further arguments of ``click.Group``
    """

    def __init__(self, *settings: Any, manager: PluginManager[Any], **more: Any) -> None:
        super().__init__(*settings, **more)
        self.manager = manager

    def list_commands(self, ctx: click.Context) -> list[str]:
        """:return: the names of all commands in alphabetical order; no plugin is imported"""
        return sorted({*super().list_commands(ctx), *self.manager.list_names()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, which loads its plugin.

        :return: the command, or ``None`` if there is none of that name
        """
        own = super().get_command(ctx, cmd_name)
        if own is not None or not self.manager.exists(cmd_name):
            return own
        try:
            self.manager.load(cmd_name)
        except Exception as error:  # noqa: BLE001  # any error affects this command alone
            reason = str(error) if isinstance(error, PluginException) else describe(error)
            return _Unavailable(cmd_name, reason, hidden=isinstance(error, PluginDisabled))
        command = self.manager.get_container(cmd_name).load_value
        if isinstance(command, click.Command):
            return command
        return _Unavailable(cmd_name, f"its load() returned {command!r}, not a click.Command")


class _Unavailable(click.Command):
    """The placeholder of a command whose plugin cannot be loaded, which reports why."""

    def __init__(self, name: str, reason: str, *, hidden: bool = False) -> None:
        super().__init__(name, short_help=f"(cannot be loaded: {reason})", hidden=hidden)
        self.reason = reason

    def make_context(self, *_: Any, **__: Any) -> click.Context:
        raise click.ClickException(f"the command {self.name!r} cannot be loaded: {self.reason}")
