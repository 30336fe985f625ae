"""The steps that come with the application: functions that the application's own decorator makes plugins."""

from recast.extend import step
from recast.table import Table


@step
def sort(table: Table) -> Table:
    return Table(table.columns, tuple(sorted(table.rows)))


@step
def drop_empty(table: Table) -> Table:
    return Table(table.columns, tuple(row for row in table.rows if any(row)))
