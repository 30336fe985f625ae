"""The table, which every format reads or writes and every step changes."""

from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    columns: Row
    rows: tuple[Row, ...]

    def column(self, name: str) -> Row:
        """:return: the cells of one column, from top to bottom"""
        index = self.columns.index(name)
        return tuple(row[index] for row in self.rows)
