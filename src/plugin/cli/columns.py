"""Lays out tables for people to read."""

import textwrap
from collections.abc import Iterator, Sequence

INDENT = 4
"""How far to indent columns that do not fit beside the first ones."""


def columns(rows: Sequence[Sequence[str]], width: int | None = None) -> Iterator[list[list[str]]]:
    r"""Lay out rows in columns; the first row holds the headings.

    >>> rows = [("NAME", "VALUE", "ERROR"), ("a", "m:a", "not a plugin"), ("long name", "", "")]
    >>> for lines in columns(rows):
    ...     print(*("".join(cells).rstrip() for cells in lines), sep="\n")
    NAME       VALUE  ERROR
    a          m:a    not a plugin
    long name

    If the table is too wide, the last columns go below the first ones. No word is broken.

    >>> for lines in columns(rows, width=20):
    ...     print(*("".join(cells).rstrip() for cells in lines), sep="\n")
    NAME       VALUE
        ERROR
    a          m:a
        not a plugin
    long name

    :param rows: the rows, all with the same number of cells
    :param width: the maximum width in characters; by default there is no limit
    :return: the lines of each row; a line has a text for each column, including padding, or an empty one
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    bands = _bands(widths, width)
    for row in rows:
        lines: list[list[str]] = []
        for number, band in enumerate(bands):
            if number == 0 or any(row[index] for index in band):
                lines += _lines(row, widths, band, " " * INDENT if number else "", width)
        yield lines


def _bands(widths: Sequence[int], width: int | None) -> list[list[int]]:
    """The groups of columns that fit beside each other."""
    bands: list[list[int]] = [[]]
    for index in range(len(widths)):
        indent = INDENT if len(bands) > 1 else 0
        needed = indent + sum(widths[each] + 2 for each in bands[-1]) + widths[index]
        if width is not None and needed > width and bands[-1]:
            bands.append([index])
        else:
            bands[-1].append(index)
    return bands


def _lines(
    row: Sequence[str], widths: Sequence[int], band: Sequence[int], indent: str, width: int | None
) -> Iterator[list[str]]:
    """A part of a row; a cell that stands alone and is too long is wrapped."""
    first, *more = [row[band[0]]]
    if width is not None and len(band) == 1 and len(indent) + len(first) > width:
        room = max(width - len(indent), 1)
        first, *more = textwrap.wrap(first, room, break_long_words=False, break_on_hyphens=False)
    line = [""] * len(row)
    line[band[0]] = f"{indent}{first:{widths[band[0]]}}"
    for index in band[1:]:
        line[index] = f"  {row[index]:{widths[index]}}"
    yield line
    for text in more:
        yield [f"{indent}{text}" if index == band[0] else "" for index in range(len(row))]
