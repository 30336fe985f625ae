"""Finds the plugins of one build, repeatedly if necessary, because other hooks may write modules."""

from collections.abc import Callable

from plugin.discovery.answer import build_entry_points
from plugin.discovery.config import Config
from plugin.discovery.sources import SourceTree
from plugin.entries import Table
from plugin.exceptions import PluginException


class Lookout:
    """Finds the plugins of one build, and finds them again if something has changed since the last time.

    :param config: the project's configuration
    :param report: called once with each warning for the user
    """

    def __init__(self, config: Config, report: Callable[[str], None]) -> None:
        self.config = config
        self.report = report
        self.reported: set[str] = set()
        self.seen: object = None
        self.messages: list[str] = []
        self.found: dict[str, dict[str, str]] = {}
        """The entry points, group -> name -> object reference; empty if a problem fails the build."""
        self.fault: PluginException | None = None

    def look(self, tree: SourceTree, static: Table) -> None:
        """Find the plugins, without reporting anything yet.

        :param tree: the modules that ship, as far as they have been written
        :param static: other entry points, see :func:`~plugin.discovery.build_entry_points`
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
        """Report the warnings, and return the entry points.

        :return: the result of :func:`~plugin.discovery.build_entry_points`
        :raises ConfigError: as raised by it
        :raises DiscoveryError: as raised by it
        """
        for message in self.messages:
            if message not in self.reported:
                self.reported.add(message)
                self.report(message)
        if self.fault is not None:
            raise self.fault
        return self.found
