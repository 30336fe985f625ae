"""Writes answers and messages: in colour and fitted to the width of a terminal, or as plain text anywhere else."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from plugin.cli.codes import explained_at
from plugin.cli.columns import INDENT, columns

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {"error": "bold red", "warning": "bold yellow"}
"""The styles of severities."""


class Column(NamedTuple):
    """A column of a table.

    :param heading: its heading, if the table has headings
    :param style: its style on a terminal, as in ``rich``
    """

    heading: str = ""
    style: str = ""


def write_table(
    out: TextIO,
    table: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    indent: str = "",
    below: Sequence[Sequence[str]] = (),
) -> None:
    """Write a table.

    :param out: where to write it
    :param table: its columns
    :param rows: its rows, with a cell for each column
    :param indent: the indentation of each line
    :param below: for each row the lines that explain it, if any
    """
    width, console = _width(out), _console(out)
    headings = [[column.heading for column in table]] if any(column.heading for column in table) else []
    laid_out = columns([*headings, *rows], width and width - len(indent))
    for number, lines in enumerate(laid_out, -len(headings)):
        styles = ["bold" if number < 0 else column.style for column in table]
        for cells in lines:
            if console is None:
                out.write(f"{indent}{''.join(cells)}".rstrip() + "\n")
            else:
                text = console.render_str(indent).append_tokens(zip(cells, styles, strict=True))
                text.rstrip()
                console.print(text)
        explained = below[number] if below and number >= 0 else ()
        out.writelines(f"{indent}{' ' * INDENT}{line}\n" for line in explained)


def write_heading(out: TextIO, text: str) -> None:
    """Write a heading for the lines that follow."""
    console = _console(out)
    if console is None:
        out.write(f"{text}\n")
    else:
        console.print(text, style="bold")


def write_group(
    out: TextIO,
    heading: str,
    table: Sequence[Column],
    rows: Sequence[Sequence[str]],
    below: Sequence[Sequence[str]] = (),
) -> None:
    """Write a table below a heading, and an empty line after it.

    :param out: where to write it
    :param heading: what the rows have in common
    :param table: as for :func:`write_table`
    :param rows: as for :func:`write_table`
    :param below: as for :func:`write_table`
    """
    write_heading(out, heading)
    write_table(out, table, rows, indent="  ", below=below)
    out.write("\n")


def write_problem(
    err: TextIO, severity: str, message: str, code: str, place: str = "", more: Iterable[str] = ()
) -> None:
    """Write a problem.

    :param err: where to write it
    :param severity: ``error`` or ``warning``
    :param message: what is wrong
    :param code: its short code, which on a terminal links to the documentation
    :param place: where it is, if in a file
    :param more: further lines, with details and hints
    """
    head = f"{place}: {severity}" if place else severity
    lines = [f"{head}: {message} [{code}]", *(f"{' ' * INDENT}{line}" for line in more)]
    width, console = _width(err), _console(err)
    if width is not None:
        lines = [line for each in lines for line in _wrapped(each, width)]
    text = "\n".join(lines)
    if console is None:
        err.write(f"{text}\n")
        return
    styled = console.render_str(text)
    styled.stylize(STYLES[severity], len(head) - len(severity), len(head))
    start = text.rindex(f"[{code}]") + 1
    styled.stylize(f"dim link {explained_at(code)}", start, start + len(code))
    console.print(styled)


def _wrapped(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, width, subsequent_indent=" " * INDENT, break_long_words=False, break_on_hyphens=False)


def _console(stream: TextIO) -> "Console | None":
    """The console for colours, if the stream is a terminal and ``rich`` is installed; it respects ``NO_COLOR``."""
    if not stream.isatty():
        return None
    try:
        from rich.console import Console  # noqa: PLC0415 - only needed on a terminal
    except ImportError:
        return None
    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)


def _width(stream: TextIO) -> int | None:
    """How many characters fit into a line; unlimited without a terminal, because a program may read the output."""
    if not stream.isatty():
        return None
    import shutil  # noqa: PLC0415 - as above

    return shutil.get_terminal_size().columns
