"""A plugin is a class with a name; its namespace comes from its base class."""

from recast.extend import Format
from recast.table import Row, Table


class Markdown(Format):
    name = "markdown"

    def write(self, table: Table) -> str:
        widths = [max(map(len, column)) for column in zip(table.columns, *table.rows, strict=True)]

        def line(cells: Row) -> str:
            return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |\n"

        return "".join(map(line, [table.columns, tuple("-" * width for width in widths), *table.rows]))
