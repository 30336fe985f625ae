"""Finds the plugins of one build as often as it takes: its other hooks may write modules."""

from collections.abc import Callable

from plugin.discovery.answer import build_entry_points
from plugin.discovery.config import Config
from plugin.discovery.sources import SourceTree
from plugin.entries import Table
from plugin.exceptions import PluginException


class Lookout:
    """Finds the plugins of one build, and again wherever something has changed since it looked last.

    :param config: the project's configuration
    :param report: takes each message for the user that fails nothing, and takes it once
    """

    def __init__(self, config: Config, report: Callable[[str], None]) -> None:
        self.config = config
        self.report = report
        self.reported: set[str] = set()
        self.seen: object = None
        self.messages: list[str] = []
        self.found: dict[str, dict[str, str]] = {}
        """The entry points, group -> name -> object reference; none if something keeps the build from going on."""
        self.fault: PluginException | None = None

    def look(self, tree: SourceTree, static: Table) -> None:
        """Find the plugins, and keep to oneself what is to be said of them.

        :param tree: the modules that ship, as far as they have been written
        :param static: the entry points of others, see :func:`~plugin.discovery.build_entry_points`
        """
        seen = (tree.state(), static)
        if seen == self.seen:
            return
        self.seen, self.messages, self.found, self.fault = seen, [], {}, None
        try:
            self.found = build_entry_points(tree, self.config, self.messages.append, static=static)
        except PluginException as error:
            self.fault = error

    def entry_points(self) -> dict[str, dict[str, str]]:
        """Say what there is to say, and give the entry points.

        :return: what :func:`~plugin.discovery.build_entry_points` has given
        :raises ConfigError: as that has
        :raises DiscoveryError: as that has
        """
        for message in self.messages:
            if message not in self.reported:
                self.reported.add(message)
                self.report(message)
        if self.fault is not None:
            raise self.fault
        return self.found
