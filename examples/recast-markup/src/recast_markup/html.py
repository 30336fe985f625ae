"""Another class of the same kind. It imports what only this plugin needs when it is loaded."""

from recast.extend import Format
from recast.table import Row, Table


class Html(Format):
    name = "html"

    def load(self) -> None:
        from html import escape  # noqa: PLC0415  # only imported when somebody writes HTML

        self.escape = escape

    def write(self, table: Table) -> str:
        def line(cells: Row, tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{self.escape(cell)}</{tag}>" for cell in cells) + "</tr>\n"

        rows = [line(table.columns, "th"), *(line(row, "td") for row in table.rows)]
        return f"<table>\n{''.join(rows)}</table>\n"
