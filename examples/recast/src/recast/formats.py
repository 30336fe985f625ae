"""The formats that come with the application."""

import csv
import io
import json

from plugin import PluginFactory, PluginSpec
from recast.extend import Format
from recast.table import Table


class Json(Format):
    """A list of objects. One class, one plugin: it is found because it has a name."""

    name = "json"

    def read(self, text: str) -> Table:
        records = json.loads(text)
        columns = tuple(records[0]) if records else ()
        return Table(columns, tuple(tuple(str(record[column]) for column in columns) for record in records))

    def write(self, table: Table) -> str:
        return json.dumps([dict(zip(table.columns, row, strict=True)) for row in table.rows], indent=2) + "\n"


class Delimited(Format):
    """Lines of cells. One class, several plugins: each spec below is found because it is bound to a name."""

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter

    def read(self, text: str) -> Table:
        columns, *rows = csv.reader(io.StringIO(text), delimiter=self.delimiter)
        return Table(tuple(columns), tuple(map(tuple, rows)))

    def write(self, table: Table) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, lineterminator="\n").writerows([table.columns, *table.rows])
        return out.getvalue()


def delimited(delimiter: str) -> PluginFactory:
    return lambda: Delimited(delimiter)


comma = PluginSpec("recast.formats", "csv", delimited(","))
tab = PluginSpec("recast.formats", "tsv", delimited("\t"))
