"""A broken plugin: the distribution forgot to require what it imports."""

import statsmodels  # type: ignore[import-not-found]  # the mistake that this example is about

from recast.extend import step
from recast.table import Table


@step
def forecast(table: Table) -> Table:
    """Add the lines that are likely to come next."""
    return Table(table.columns, (*table.rows, statsmodels.next_row(table.rows)))
