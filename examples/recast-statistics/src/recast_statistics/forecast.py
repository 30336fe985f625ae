"""A broken plugin: its distribution does not declare a dependency on what it imports."""

import statsmodels  # type: ignore[import-not-found]  # the mistake in this example

from recast.extend import step
from recast.table import Table


@step
def forecast(table: Table) -> Table:
    """Add the line that is likely to come next."""
    return Table(table.columns, (*table.rows, statsmodels.next_row(table.rows)))
