"""Tables for people to read."""

from collections.abc import Sequence


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Write rows in columns; the first row holds the headings.

    >>> print(columns([("name", "value"), ("a", "m:a"), ("long name", "")]), end="")
    name       value
    a          m:a
    long name
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)
