"""Another broken plugin: it raises when it is loaded."""

from typing import TYPE_CHECKING

from recast.extend import Command

if TYPE_CHECKING:
    from recast.application import Application


class History(Command):
    name = "history"
    help = "show how a table changed"

    def load(self, application: "Application") -> None:
        raise RuntimeError("the archive of tables is not reachable")
