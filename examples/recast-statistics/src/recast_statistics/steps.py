"""Functions as plugins. The application calls the plugins that it loads like the functions themselves."""

import os
import random

from plugin import plugin
from recast.extend import step
from recast.table import Table


@plugin(namespace="recast.steps")
def total(table: Table) -> Table:
    """Add a line with the sums of the columns that contain only numbers."""
    columns = [[cell for cell in table.column(name) if cell] for name in table.columns]
    sums = (str(sum(map(int, cells))) if all(map(str.isdigit, cells)) else "" for cells in columns)
    return Table(table.columns, (*table.rows, tuple(sums)))


@step
def number_lines(table: Table) -> Table:
    """Put the line number in front of each line."""
    return Table(("#", *table.columns), tuple((str(number), *row) for number, row in enumerate(table.rows, start=1)))


@plugin(namespace="recast.steps", should_load=lambda: "RECAST_EXPERIMENTS" in os.environ)
def shuffle(table: Table) -> Table:
    """Put the lines in random order."""
    return Table(table.columns, tuple(random.sample(table.rows, len(table.rows))))
