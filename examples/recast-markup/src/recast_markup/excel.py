"""A plugin that disables itself and says why."""

from importlib.util import find_spec

from plugin import PluginDisabled
from recast.extend import Format


class Excel(Format):
    name = "xlsx"

    def load(self) -> None:
        if find_spec("openpyxl") is None:
            raise PluginDisabled(self.namespace, self.name, reason="openpyxl is not installed")
