"""Several plugins of the same class: every spec that is bound to a module-level name is found."""

from plugin import PluginFactory, PluginSpec
from recast.extend import Format
from recast.table import Row, Table


class Wiki(Format):
    def __init__(self, heading: str, cell: str) -> None:
        self.heading = heading
        self.cell = cell

    def write(self, table: Table) -> str:
        def line(cells: Row, mark: str) -> str:
            return f"{mark} {f' {mark} '.join(cells)} {mark}\n"

        return line(table.columns, self.heading) + "".join(line(row, self.cell) for row in table.rows)


def wiki(heading: str, cell: str) -> PluginFactory:
    return lambda: Wiki(heading, cell)


dokuwiki = PluginSpec("recast.formats", "dokuwiki", wiki("^", "|"))
jira = PluginSpec("recast.formats", "jira", wiki("||", "|"))
