"""Functions as plugins. The application calls what it loads like the function itself."""

import os
import random

from plugin import plugin
from recast.extend import step
from recast.table import Table


@plugin(namespace="recast.steps")
def total(table: Table) -> Table:
    """Add a line that sums up the columns that hold numbers alone."""
    columns = [[cell for cell in table.column(name) if cell] for name in table.columns]
    sums = (str(sum(map(int, cells))) if all(map(str.isdigit, cells)) else "" for cells in columns)
    return Table(table.columns, (*table.rows, tuple(sums)))


@step
def number_lines(table: Table) -> Table:
    """Put the number of each line in front of it."""
    return Table(("#", *table.columns), tuple((str(number), *row) for number, row in enumerate(table.rows, start=1)))


@plugin(namespace="recast.steps", should_load=lambda: "RECAST_EXPERIMENTS" in os.environ)
def shuffle(table: Table) -> Table:
    """Bring the lines into another order each time."""
    return Table(table.columns, tuple(random.sample(table.rows, len(table.rows))))
